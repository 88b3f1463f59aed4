package org.letterlock.mailbox;

import java.util.Map;
import java.util.TreeMap;
import org.letterlock.crypt.RecordId;
import org.letterlock.crypt.TamperedException;

/// The pages of a mailbox as they stand at sequence `asOf`: what is younger is in the log. Immutable.
///
/// @param before the tag of log entry `asOf - 1`: what the oldest entry that is kept, `asOf`, is
///     chained to
record Manifest(long asOf, RecordId before, Map<Long, Pages> folders) {
    record Pages(PageList index, PageList summaries) {
        static final Pages NONE = new Pages(PageList.NONE, PageList.NONE);
    }

    Pages of(long folder) {
        return folders.getOrDefault(folder, Pages.NONE);
    }

    void encode(Encoder out) {
        out.number(asOf).blob(before.bytes()).number(folders.size());
        new TreeMap<>(folders).forEach((folder, pages) -> {
            out.number(folder);
            pages.index().encode(out, asOf);
            pages.summaries().encode(out, asOf);
        });
    }

    static Manifest decode(Decoder in) throws TamperedException {
        long asOf = in.number();
        var before = RecordId.of(in.raw(in.small(RecordId.MAX_BYTES + 1)));
        var folders = new TreeMap<Long, Pages>();
        for (int left = in.count(3); left > 0; left--) {
            folders.put(in.number(), new Pages(PageList.decode(in, asOf), PageList.decode(in, asOf)));
        }
        return new Manifest(asOf, before, folders);
    }
}
