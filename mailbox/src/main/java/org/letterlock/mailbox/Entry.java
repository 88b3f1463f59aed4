package org.letterlock.mailbox;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.letterlock.crypt.RecordId;
import org.letterlock.crypt.TamperedException;

/// One log entry: all that one commit changes (`docs/formats/mailbox.md`).
///
/// @param headAsOf the sequence of the head that is valid with this entry; the entry's own if a head
///     goes with it
/// @param headTag  that head's tag; empty if the head goes with this entry (it names the entry's tag
///     itself)
/// @param counters what the mailbox has counted up to
/// @param inFlight message ids below [Counters#nextMid] whose content was being staged when this entry
///     was made
/// @param keywords all keywords, if there are new ones
/// @param changed  folders as they are after this entry, where they differ
/// @param dropped  folders that are gone
record Entry(
        long headAsOf,
        RecordId headTag,
        Counters counters,
        List<Long> inFlight,
        @Nullable Keywords keywords,
        List<Folder> changed,
        List<Long> dropped,
        List<Op> ops) {
    private static final int FORMAT = 1;
    private static final int TAG_BYTES = 16;

    byte[] encode() {
        var out = new Encoder(1024).u8(FORMAT).number(headAsOf).blob(headTag.bytes());
        counters.encode(out);
        numbers(out, inFlight);
        out.flag(keywords != null);
        if (keywords != null) {
            keywords.encode(out);
        }
        out.number(changed.size());
        changed.forEach(folder -> Folders.encode(folder, out));
        numbers(out, dropped);
        out.number(ops.size());
        ops.forEach(op -> op.encode(out));
        return out.bytes();
    }

    static Entry decode(byte[] plaintext) throws TamperedException {
        var in = new Decoder(plaintext);
        if (in.u8() != FORMAT) {
            throw Decoder.malformed();
        }
        long headAsOf = in.number();
        byte[] tag = in.blob();
        if (tag.length != 0 && tag.length != TAG_BYTES) {
            throw Decoder.malformed();
        }
        var counters = Counters.decode(in);
        var inFlight = numbers(in);
        var keywords = in.flag() ? Keywords.decode(in) : null;
        var changed = new ArrayList<Folder>();
        for (int left = in.count(10); left > 0; left--) {
            changed.add(Folders.decode(in));
        }
        var dropped = numbers(in);
        var ops = new ArrayList<Op>();
        for (int left = in.count(3); left > 0; left--) {
            ops.add(Op.decode(in));
        }
        in.end();
        return new Entry(headAsOf, RecordId.of(tag), counters, inFlight, keywords, changed, dropped, ops);
    }

    private static void numbers(Encoder out, List<Long> numbers) {
        out.number(numbers.size());
        numbers.forEach(out::number);
    }

    private static List<Long> numbers(Decoder in) throws TamperedException {
        var numbers = new ArrayList<Long>();
        for (int left = in.count(1); left > 0; left--) {
            numbers.add(in.number());
        }
        return numbers;
    }
}
