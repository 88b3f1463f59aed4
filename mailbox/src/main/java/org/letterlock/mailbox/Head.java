package org.letterlock.mailbox;

import java.util.ArrayList;
import java.util.List;
import org.letterlock.crypt.RecordId;
import org.letterlock.crypt.TamperedException;

/// The head of a mailbox: all but the rows, as of one log entry, so that a delivery into a cold mailbox
/// reads it and at most 64 entries.
///
/// @param entryTag the tag of log entry `asOf`: what the next one is chained to
record Head(
        long asOf, RecordId entryTag, Counters counters, Keywords keywords, List<Folder> folders, Manifest manifest) {
    private static final int FORMAT = 1;

    byte[] encode() {
        var out = new Encoder(4096).u8(FORMAT).number(asOf).blob(entryTag.bytes());
        counters.encode(out);
        keywords.encode(out);
        out.number(folders.size());
        folders.forEach(folder -> Folders.encode(folder, out));
        manifest.encode(out);
        return out.bytes();
    }

    static Head decode(byte[] plaintext) throws TamperedException {
        var in = new Decoder(plaintext);
        if (in.u8() != FORMAT) {
            throw Decoder.malformed();
        }
        long asOf = in.number();
        var tag = RecordId.of(in.raw(in.small(RecordId.MAX_BYTES + 1)));
        var counters = Counters.decode(in);
        var keywords = Keywords.decode(in);
        var folders = new ArrayList<Folder>();
        for (int left = in.count(10); left > 0; left--) {
            folders.add(Folders.decode(in));
        }
        var manifest = Manifest.decode(in);
        in.end();
        return new Head(asOf, tag, counters, keywords, folders, manifest);
    }
}
