package org.letterlock.mailbox;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.letterlock.crypt.Sealed;
import org.letterlock.crypt.SealedStream;
import org.letterlock.crypt.TamperedException;
import org.letterlock.keyring.KeyLease;
import org.letterlock.keyring.KeyUnavailableException;
import org.letterlock.store.RecordKey;
import org.letterlock.store.StoreException;

/// Reads a message from its sealed pieces: only those that are asked for are fetched, a few at once, and
/// opened, one at a time.
///
/// The stream's cipher hangs on the lease that opened it: when that ends, the keyring's thread closes
/// it, and the next piece is read under a new lease. Between two pieces a plaintext of at most 64 KiB
/// is in memory, and at most three more pieces that are still sealed.
final class SealedContent implements Content, Holders.Held {
    private static final int TABLE_HEADER = 4;
    /// Every read may be handed over to another thread, which costs more than a piece does.
    private static final int PIECES_AT_ONCE = 4;

    /// @param length how many bytes of `text` count
    private record Opened(int number, byte[] text, int length) {}

    /// Bytes of the payload, valid until the next piece is opened.
    private record Stored(byte[] bytes, int offset, int length) {}

    private record Plain(byte[] bytes, int length) {}

    /// Gives the client's live lease.
    interface Leases {
        KeyLease live() throws KeyUnavailableException;
    }

    private final Records records;
    private final Compression compression;
    private final Holders holders;
    private final Leases leases;
    private final long mid;
    private final MessageSummary.Size size;
    private volatile SealedStream.@Nullable Reader reader;
    private @Nullable KeyLease lease;
    private @Nullable ChunkTable table;
    /// The segment opened last, so that chunks that share one open it once.
    private volatile @Nullable Opened last;
    /// The wrapped message key, and pieces that were read ahead; each goes when it is opened.
    private @Nullable Sealed wrapped;
    private List<@Nullable Sealed> ahead = List.of();
    private int firstAhead;
    /// The first piece that this read does not want.
    private int enough;
    private volatile boolean closed;

    SealedContent(
            Records records,
            Compression compression,
            Holders holders,
            Leases leases,
            long mid,
            MessageSummary.Size size) {
        this.records = records;
        this.compression = compression;
        this.holders = holders;
        this.leases = leases;
        this.mid = mid;
        this.size = size;
    }

    @Override
    public long length() {
        return size.bytes();
    }

    @Override
    public void read(long offset, long length, Sink sink) throws KeyUnavailableException, Refused, IOException {
        if (offset < 0 || length < 0 || offset > size.bytes() - length) {
            throw new IndexOutOfBoundsException(length + " bytes from " + offset + " of " + size.bytes());
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
        // Kept as they are, the bytes lie nowhere later than in this piece: a guess until the table is read.
        enough = from < SealedStream.SEGMENT_BYTES ? SealedStream.segmentOf(to) + 1 : 1;
        var chunks = table();
        int end = chunks.find(to - 1) + 1;
        enough = SealedStream.segmentOf(lastStored(chunks, end - 1, to)) + 1;
        for (int i = chunks.find(from); i < end; i++) {
            long start = chunks.start(i);
            int first = (int) (Math.max(from, start) - start);
            int count = (int) (Math.min(to, chunks.start(i + 1)) - start) - first;
            if (chunks.chunk(i).asItIs()) {
                give(chunks.storedAt(i) + first, count, sink);
            } else {
                give(plain(chunks, i), first, count, sink);
            }
        }
    }

    /// The last payload byte that is needed of a chunk, to give the message's bytes before `to`.
    private static long lastStored(ChunkTable chunks, int index, long to) {
        return chunks.chunk(index).asItIs()
                ? chunks.storedAt(index) + to - chunks.start(index) - 1
                : chunks.storedAt(index + 1) - 1;
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

    private void give(Plain plain, int from, int count, Sink sink) throws KeyUnavailableException, IOException {
        try {
            live().check();
            sink.accept(plain.bytes, from, count);
        } finally {
            Arrays.fill(plain.bytes, 0, plain.length, (byte) 0);
        }
    }

    private ChunkTable table() throws KeyUnavailableException, TamperedException {
        var known = table;
        if (known == null) {
            int count = ByteBuffer.wrap(gathered(0, TABLE_HEADER)).getInt();
            long bytes = (long) Chunk.TABLE_LINE * count;
            if (count < 0 || TABLE_HEADER + bytes > size.payloadBytes()) {
                throw Decoder.malformed();
            }
            known = ChunkTable.decode(gathered(TABLE_HEADER, (int) bytes), TABLE_HEADER + bytes);
            if (known.messageBytes() != size.bytes() || known.payloadBytes() != size.payloadBytes()) {
                throw Decoder.malformed();
            }
            table = known;
        }
        return known;
    }

    /// The message's bytes of a chunk that is kept in another form.
    private Plain plain(ChunkTable chunks, int index) throws KeyUnavailableException, TamperedException {
        var chunk = chunks.chunk(index);
        var stored = stored(chunks.storedAt(index), chunk.stored());
        if (chunk.lines() == null) {
            return decompressed(stored, chunk.length());
        }
        if (!chunk.compressed()) {
            return encoded(chunk, chunk.lines(), stored);
        }
        // The text of base64 is longer than what it stands for.
        var plain = new byte[chunk.length()];
        int length = compression.decompress(stored.bytes, stored.offset, stored.length, plain);
        try {
            return encoded(chunk, chunk.lines(), new Stored(plain, 0, length));
        } finally {
            Arrays.fill(plain, 0, length, (byte) 0);
        }
    }

    private Plain decompressed(Stored stored, int length) throws TamperedException {
        var plain = new byte[length];
        if (compression.decompress(stored.bytes, stored.offset, stored.length, plain) != length) {
            throw Decoder.malformed();
        }
        return new Plain(plain, length);
    }

    private static Plain encoded(Chunk chunk, Base64Lines lines, Stored decoded) throws TamperedException {
        if (lines.textLength(decoded.length) != chunk.length()) {
            throw Decoder.malformed();
        }
        return new Plain(lines.encode(decoded.bytes, decoded.offset, decoded.length), chunk.length());
    }

    /// Bytes of the payload where they lie, if that is one segment; else copied together.
    private Stored stored(long offset, int length) throws KeyUnavailableException, TamperedException {
        int number = SealedStream.segmentOf(offset);
        if (SealedStream.segmentOf(offset + length - 1) != number) {
            return new Stored(gathered(offset, length), 0, length);
        }
        return new Stored(segment(number).text, (int) (offset - SealedStream.startOf(number)), length);
    }

    /// A copy of bytes of the payload, from as many segments as they lie in.
    private byte[] gathered(long offset, int length) throws KeyUnavailableException, TamperedException {
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
                var opened = open(reader(under, number, sealed), number, sealed, known);
                last = opened;
                if (!under.live()) {
                    drop();
                }
                return opened;
            } catch (IllegalStateException e) {
                // The lease ended, or the end of the one before took this one's reader with it, while the
                // cipher was in use: once more.
                if (closed || under.live() && reader != null) {
                    throw e;
                }
            }
        }
    }

    /// @param before the segment opened before, whose array is used again if it is large enough
    private static Opened open(SealedStream.Reader from, int number, Sealed sealed, @Nullable Opened before)
            throws TamperedException {
        var text = before != null && before.text.length >= sealed.size() ? before.text : new byte[sealed.size()];
        return new Opened(number, text, from.segment(number, sealed, text, 0));
    }

    /// @param sealed the piece to be opened next, which is the first one as a rule when there is no reader
    private SealedStream.Reader reader(KeyLease under, int number, Sealed sealed)
            throws KeyUnavailableException, TamperedException {
        var known = reader;
        if (known != null && lease == under) {
            return known;
        }
        var first = number == 0 ? sealed : fetch(0);
        if (wrapped == null) {
            throw new TamperedException("the key of message " + mid + " is missing");
        }
        try (var key = records.unwrap(under, mid, wrapped)) {
            var opened = SealedStream.Reader.open(key.secret(), records.contentPlace(mid), size.payloadBytes(), first);
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

    /// A piece, from what was read ahead or from the store.
    private Sealed fetch(int number) throws TamperedException {
        int index = number - firstAhead;
        var known = index >= 0 && index < ahead.size() ? ahead.set(index, null) : null;
        return known != null ? known : readFrom(number);
    }

    /// Reads a piece with those that will be wanted after it, and the wrapped key with the first ones.
    private Sealed readFrom(int number) throws TamperedException {
        int count =
                Math.clamp(Math.min(enough, SealedStream.segments(size.payloadBytes())) - number, 1, PIECES_AT_ONCE);
        var keys = new ArrayList<RecordKey>(count + 1);
        for (int i = 0; i < count; i++) {
            keys.add(records.piece(mid, number + i));
        }
        if (wrapped == null) {
            keys.add(records.messageKey(mid));
        }
        var found = records.engine().read(keys);
        if (wrapped == null) {
            wrapped = found.getLast();
        }
        var sealed = found.getFirst();
        if (sealed == null) {
            throw new TamperedException("piece " + number + " of message " + mid + " is missing");
        }
        firstAhead = number + 1;
        ahead = new ArrayList<>(found.subList(1, count));
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
