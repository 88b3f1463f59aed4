package org.letterlock.mailbox;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.letterlock.crypt.Sealed;
import org.letterlock.crypt.SealedStream;
import org.letterlock.crypt.TamperedException;
import org.letterlock.keyring.KeyLease;
import org.letterlock.keyring.KeyUnavailableException;
import org.letterlock.store.StoreException;

/// Reads a message from its sealed pieces: only those that are asked for are fetched and opened, one at
/// a time.
///
/// The stream's cipher hangs on the lease that opened it: when that ends, the keyring's thread closes
/// it, and the next piece is read under a new lease. Between two pieces a plaintext of at most 64 KiB
/// is in memory.
final class SealedContent implements Content, Holders.Held {
    private static final int TABLE_HEADER = 4;

    /// @param length how many bytes of `text` count
    private record Opened(int number, byte[] text, int length) {}

    /// Gives the client's live lease.
    interface Leases {
        KeyLease live() throws KeyUnavailableException;
    }

    private final Records records;
    private final Compression compression;
    private final Holders holders;
    private final Leases leases;
    private final long mid;
    private final MessageSummary summary;
    private volatile SealedStream.@Nullable Reader reader;
    private @Nullable KeyLease lease;
    private @Nullable ChunkTable table;
    /// The segment opened last, so that chunks that share one open it once.
    private volatile @Nullable Opened last;
    private volatile boolean closed;

    SealedContent(
            Records records,
            Compression compression,
            Holders holders,
            Leases leases,
            long mid,
            MessageSummary summary) {
        this.records = records;
        this.compression = compression;
        this.holders = holders;
        this.leases = leases;
        this.mid = mid;
        this.summary = summary;
    }

    @Override
    public long length() {
        return summary.bytes();
    }

    @Override
    public void read(long offset, long length, Sink sink) throws KeyUnavailableException, Refused, IOException {
        if (offset < 0 || length < 0 || offset > summary.bytes() - length) {
            throw new IndexOutOfBoundsException(length + " bytes from " + offset + " of " + summary.bytes());
        }
        try {
            readVerified(offset, offset + length, sink);
        } catch (TamperedException e) {
            throw Damage.refused("message " + mid, e);
        } catch (StoreException e) {
            throw Damage.refused(e);
        }
    }

    /// Like [#read], from `from` to `to`, and says what is wrong.
    void readVerified(long from, long to, Sink sink) throws KeyUnavailableException, TamperedException, IOException {
        if (from == to) {
            return;
        }
        var chunks = table();
        for (int i = chunks.find(from); i < chunks.size() && chunks.start(i) < to; i++) {
            long start = chunks.start(i);
            long first = Math.max(from, start) - start;
            long end = Math.min(to, start + chunks.chunk(i).length()) - start;
            if (chunks.chunk(i).asItIs()) {
                give(chunks.storedAt(i) + first, end - first, sink);
            } else {
                give(plain(chunks, i), (int) first, (int) (end - first), sink);
            }
        }
    }

    /// Bytes that are kept as they are go from the opened segment to the sink.
    private void give(long offset, long length, Sink sink)
            throws KeyUnavailableException, TamperedException, IOException {
        for (long at = offset; at < offset + length; ) {
            int number = SealedStream.segmentOf(at);
            var opened = segment(number);
            int from = (int) (at - SealedStream.startOf(number));
            int count = (int) Math.min(offset + length - at, opened.length - from);
            live().check();
            sink.accept(opened.text, from, count);
            at += count;
        }
    }

    private void give(byte[] plain, int from, int count, Sink sink) throws KeyUnavailableException, IOException {
        try {
            live().check();
            sink.accept(plain, from, count);
        } finally {
            Arrays.fill(plain, (byte) 0);
        }
    }

    private ChunkTable table() throws KeyUnavailableException, TamperedException {
        var known = table;
        if (known == null) {
            int count = ByteBuffer.wrap(payload(0, TABLE_HEADER)).getInt();
            long bytes = (long) Chunk.TABLE_LINE * count;
            if (count < 0 || TABLE_HEADER + bytes > summary.payloadBytes()) {
                throw Decoder.malformed();
            }
            known = ChunkTable.decode(payload(TABLE_HEADER, (int) bytes), TABLE_HEADER + bytes);
            if (known.messageBytes() != summary.bytes() || known.payloadBytes() != summary.payloadBytes()) {
                throw Decoder.malformed();
            }
            table = known;
        }
        return known;
    }

    /// The message's bytes of a chunk that is kept in another form.
    private byte[] plain(ChunkTable chunks, int index) throws KeyUnavailableException, TamperedException {
        var chunk = chunks.chunk(index);
        byte[] stored = payload(chunks.storedAt(index), chunk.stored());
        if (!chunk.compressed()) {
            return chunk.lines() == null ? stored : encoded(chunk, chunk.lines(), stored, stored.length);
        }
        var plain = new byte[chunk.lines() == null ? chunk.length() : Chunk.MAX_BYTES];
        int size = compression.decompress(stored, plain);
        if (chunk.lines() != null) {
            return encoded(chunk, chunk.lines(), plain, size);
        }
        if (size != chunk.length()) {
            throw Decoder.malformed();
        }
        return plain;
    }

    private static byte[] encoded(Chunk chunk, Base64Lines lines, byte[] decoded, int size) throws TamperedException {
        if (lines.textLength(size) != chunk.length()) {
            throw Decoder.malformed();
        }
        return lines.encode(decoded, size);
    }

    /// Bytes of the payload, from as many segments as they lie in.
    private byte[] payload(long offset, int length) throws KeyUnavailableException, TamperedException {
        var bytes = new byte[length];
        int done = 0;
        while (done < length) {
            int number = SealedStream.segmentOf(offset + done);
            var opened = segment(number);
            int from = (int) (offset + done - SealedStream.startOf(number));
            int count = Math.min(length - done, opened.length - from);
            System.arraycopy(opened.text, from, bytes, done, count);
            done += count;
        }
        return bytes;
    }

    private Opened segment(int number) throws KeyUnavailableException, TamperedException {
        var known = last;
        if (known != null && known.number == number) {
            return known;
        }
        var sealed = fetch(number);
        while (true) {
            var under = live();
            try {
                var opened = open(reader(under), number, sealed);
                last = opened;
                if (!under.live()) {
                    drop();
                }
                return opened;
            } catch (IllegalStateException e) {
                // The lease ended while its cipher was in use: once more under the next one.
                if (closed || under.live()) {
                    throw e;
                }
            }
        }
    }

    private static Opened open(SealedStream.Reader from, int number, Sealed sealed) throws TamperedException {
        var text = new byte[sealed.size()];
        return new Opened(number, text, from.segment(number, sealed, text, 0));
    }

    private SealedStream.Reader reader(KeyLease under) throws KeyUnavailableException, TamperedException {
        var known = reader;
        if (known != null && lease == under) {
            return known;
        }
        try (var key = records.unwrap(under, mid)) {
            var opened =
                    SealedStream.Reader.open(key.secret(), records.contentPlace(mid), summary.payloadBytes(), fetch(0));
            reader = opened;
            lease = under;
            holders.hold(under, this);
            return opened;
        }
    }

    private KeyLease live() throws KeyUnavailableException {
        var known = lease;
        if (known != null && known.live() && reader != null) {
            return known;
        }
        var next = leases.live();
        if (next != known) {
            holders.enter(next);
        }
        return next;
    }

    private Sealed fetch(int number) throws TamperedException {
        var sealed = records.read(records.piece(mid, number));
        if (sealed == null) {
            throw new TamperedException("piece " + number + " of message " + mid + " is missing");
        }
        return sealed;
    }

    /// At the end of the lease, on the keyring's thread: the cipher goes, and the plaintext of the last
    /// segment. Arrays are let go of, not zeroed: the reading thread may be copying from one.
    @Override
    public void drop() {
        var opened = reader;
        reader = null;
        last = null;
        if (opened != null) {
            opened.close();
        }
    }

    @Override
    public void close() {
        closed = true;
        holders.release(this);
        drop();
    }
}
