package org.letterlock.mailbox;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.letterlock.crypt.TamperedException;

/// The summaries of one folder's UIDs `number * 64` to `number * 64 + 63`. Immutable.
record SummaryPage(long number, TreeMap<Long, byte[]> summaries) {
    static final int BITS = 6;
    private static final int FORMAT = 1;
    private static final int MAX_BYTES = 64 * (MessageSummary.MAX_BYTES + 16);

    static long of(long uid) {
        return uid >>> BITS;
    }

    byte @Nullable [] get(long uid) {
        return summaries.get(uid);
    }

    /// Format, length of what follows when decompressed, then one zstd frame of it: for each UID its
    /// place in the page, and its summary.
    byte[] encode(Compression compression) {
        var plain = new Encoder(16 * 1024).number(summaries.size());
        for (Map.Entry<Long, byte[]> entry : summaries.entrySet()) {
            plain.u8((int) (entry.getKey() & 63)).blob(entry.getValue());
        }
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
        var in = new Decoder(plain);
        var summaries = new TreeMap<Long, byte[]>();
        for (int left = in.small(65); left > 0; left--) {
            summaries.put(number << BITS | in.u8() & 63, in.blob());
        }
        in.end();
        return new SummaryPage(number, summaries);
    }
}
