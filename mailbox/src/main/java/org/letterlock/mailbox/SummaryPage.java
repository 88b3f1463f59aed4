package org.letterlock.mailbox;

import java.util.Arrays;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.letterlock.crypt.TamperedException;

/// The summaries of one folder's UIDs `number * 64` to `number * 64 + 63`, as they lie in the record:
/// a summary is copied out when it is asked for. Immutable.
final class SummaryPage {
    static final int BITS = 6;
    private static final int UIDS = 1 << BITS;
    private static final int FORMAT = 1;
    private static final int MAX_BYTES = UIDS * (MessageSummary.MAX_BYTES + 16);

    private final long number;
    /// How many summaries; then for each UID its place in the page, and its summary.
    private final byte[] plain;
    /// By place: where in `plain` the summary begins and ends; 0 where there is none.
    private final int[] from = new int[UIDS];
    private final int[] to = new int[UIDS];

    private SummaryPage(long number, byte[] plain) throws TamperedException {
        this.number = number;
        this.plain = plain;
        var in = new Decoder(plain);
        for (int left = in.small(UIDS + 1); left > 0; left--) {
            int place = in.u8() & UIDS - 1;
            int length = in.count(1);
            from[place] = plain.length - in.left();
            to[place] = from[place] + length;
            in.skip(length);
        }
        in.end();
    }

    static long of(long uid) {
        return uid >>> BITS;
    }

    byte @Nullable [] get(long uid) {
        int place = (int) uid & UIDS - 1;
        return of(uid) == number && to[place] > 0 ? Arrays.copyOfRange(plain, from[place], to[place]) : null;
    }

    SortedSet<Long> uids() {
        var uids = new TreeSet<Long>();
        for (int place = 0; place < UIDS; place++) {
            if (to[place] > 0) {
                uids.add(number << BITS | place);
            }
        }
        return uids;
    }

    /// What it takes on the heap, roughly.
    int weight() {
        return plain.length + 2 * Integer.BYTES * UIDS;
    }

    /// The plaintext of the page's record: format, length of what follows when decompressed, then one
    /// zstd frame of it.
    ///
    /// @param summaries by UID; all of one page
    static byte[] encode(SortedMap<Long, byte[]> summaries, Compression compression) {
        var plain = new Encoder(16 * 1024).number(summaries.size());
        summaries.forEach((uid, summary) -> plain.u8((int) (uid & UIDS - 1)).blob(summary));
        byte[] compressed = compression.compress(plain.bytes());
        return new Encoder(compressed.length + 8)
                .u8(FORMAT)
                .number(plain.size())
                .raw(compressed)
                .bytes();
    }

    static SummaryPage decode(long number, byte[] plaintext, Compression compression) throws TamperedException {
        var outer = new Decoder(plaintext);
        if (outer.u8() != FORMAT) {
            throw Decoder.malformed();
        }
        var plain = new byte[outer.small(MAX_BYTES)];
        int size = outer.left();
        if (compression.decompress(plaintext, plaintext.length - size, size, plain) != plain.length) {
            throw Decoder.malformed();
        }
        return new SummaryPage(number, plain);
    }
}
