package org.letterlock.wire;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.concurrent.locks.Lock;
import java.util.function.Supplier;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLEngineResult.Status;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLProtocolException;
import org.jspecify.annotations.Nullable;

/// TLS by an [SSLEngine] on a blocking channel. Waits for the five bytes of a record's header only,
/// which lie in this object; the record and its plaintext get borrowed buffers when all of it is there.
final class TlsTransport implements Transport {
    private static final int HEADER = 5;
    private static final int FIRST_PIECE = 1024;
    private static final int RECORD = 16 * 1024;
    private static final int HANDSHAKE = 22;
    private static final int APPLICATION_DATA = 23;
    private static final int CHANGE_CIPHER_SPEC = 20;
    /// Records in a row that carry no application data: more are an attempt to keep this side busy.
    private static final int MAX_EMPTY_RECORDS = 32;

    private final SocketChannel channel;
    private final SSLEngine engine;
    private final InputStream stream;
    private final Buffers buffers;
    private final Deadlines deadlines;
    private final Supplier<Timeouts> timeouts;
    private final Lock writeLock;
    private final ByteBuffer header = ByteBuffer.allocate(HEADER);
    private byte @Nullable [] plaintext;
    private boolean established;
    private boolean truncated;

    TlsTransport(
            SocketChannel channel,
            SSLEngine engine,
            Buffers buffers,
            Deadlines deadlines,
            Supplier<Timeouts> timeouts,
            Lock writeLock)
            throws IOException {
        this.channel = channel;
        this.stream = channel.socket().getInputStream();
        this.engine = engine;
        this.buffers = buffers;
        this.deadlines = deadlines;
        this.timeouts = timeouts;
        this.writeLock = writeLock;
    }

    SSLEngine engine() {
        return engine;
    }

    /// Runs the handshake to its end, within `timeouts.line`.
    void handshake() throws IOException {
        deadlines.readBy(deadlines.in(timeouts.get().line()));
        try {
            engine.beginHandshake();
            while (engine.getHandshakeStatus() != HandshakeStatus.NOT_HANDSHAKING) {
                if (!answer() && read() == null) {
                    throw new EOFException("end of input in the TLS handshake");
                }
                release();
            }
            established = true;
        } catch (SSLException e) {
            sendAlert(e);
            throw e;
        } finally {
            deadlines.readDone();
        }
    }

    @Override
    public @Nullable ByteBuffer next() throws IOException {
        release();
        try {
            for (int empty = 0; empty < MAX_EMPTY_RECORDS; empty++) {
                ByteBuffer bytes = read();
                if (bytes == null || bytes.hasRemaining()) {
                    return bytes;
                }
                release();
                answer();
            }
            throw new SSLProtocolException("too many records without data");
        } catch (SSLException e) {
            sendAlert(e);
            throw e;
        }
    }

    @Override
    public void checkEnd() throws IOException {
        if (truncated) {
            throw new SSLException("input ended without close_notify");
        }
    }

    @Override
    public void release() {
        if (plaintext != null) {
            buffers.giveBack(plaintext);
            plaintext = null;
        }
    }

    /// Reads and opens one record.
    ///
    /// @return null after close_notify or at the end of the stream; empty if the record held no
    ///     application data
    private @Nullable ByteBuffer read() throws IOException {
        header.clear();
        if (!fill(header)) {
            truncated = true;
            return null;
        }
        int length = recordLength();
        deadlines.readBySooner(deadlines.in(timeouts.get().line()));
        if (stream.available() < length) {
            return open(dribbled(HEADER + length));
        }
        byte[] record = buffers.borrow();
        try {
            ByteBuffer source = ByteBuffer.wrap(record, 0, HEADER + length).put(header.flip());
            readFully(source);
            return open(source.flip());
        } finally {
            buffers.giveBack(record);
        }
    }

    /// A record that is not all here yet. It is waited for without a buffer of the pool, or a few hundred
    /// peers that send half a record each would stop all others; memory follows what has really come.
    private ByteBuffer dribbled(int size) throws IOException {
        ByteBuffer record = ByteBuffer.allocate(Math.min(size, FIRST_PIECE)).put(header.flip());
        readFully(record);
        while (record.capacity() < size) {
            record = ByteBuffer.allocate(Math.min(size, 2 * record.capacity())).put(record.flip());
            readFully(record);
        }
        return record.flip();
    }

    private void readFully(ByteBuffer into) throws IOException {
        if (into.hasRemaining() && !fill(into)) {
            throw new EOFException("end of input inside a TLS record");
        }
    }

    private @Nullable ByteBuffer open(ByteBuffer source) throws IOException {
        byte[] target = buffers.borrow();
        plaintext = target;
        ByteBuffer bytes = ByteBuffer.wrap(target);
        while (true) {
            SSLEngineResult result = engine.unwrap(source, bytes);
            if (result.getStatus() == Status.CLOSED) {
                return null;
            }
            if (result.getStatus() != Status.OK) {
                throw new SSLProtocolException("record of an impossible size");
            }
            if (result.getHandshakeStatus() == HandshakeStatus.NEED_TASK) {
                runTasks();
            }
            if (!source.hasRemaining()) {
                return bytes.flip();
            }
            if (result.bytesConsumed() == 0 && !answer()) {
                throw new SSLProtocolException("record that cannot be taken");
            }
        }
    }

    /// The record's length, after checks that need no cryptography: type and size, and that a TLS 1.2
    /// peer does not renegotiate (RFC 5746 is the repair, not to do it is the rule: RFC 9325 §3.5).
    private int recordLength() throws IOException {
        int type = header.get(0);
        int length = header.getShort(3) & 0xffff;
        if (type < CHANGE_CIPHER_SPEC || type > APPLICATION_DATA || header.get(1) != 3) {
            throw new SSLProtocolException("not a TLS record");
        }
        if (HEADER + length > engine.getSession().getPacketBufferSize() || HEADER + length > Buffers.SIZE) {
            throw new SSLProtocolException("TLS record too long");
        }
        if (established && type == HANDSHAKE) {
            throw new SSLProtocolException("renegotiation is not offered");
        }
        return length;
    }

    /// @return false at the end of input before the first byte
    private boolean fill(ByteBuffer into) throws IOException {
        int start = into.position();
        while (into.hasRemaining()) {
            if (channel.read(into) < 0) {
                if (into.position() == start) {
                    return false;
                }
                throw new EOFException("end of input inside a TLS record");
            }
        }
        return true;
    }

    /// Does what the engine wants done before it reads on.
    ///
    /// @return false if it wants to read, or nothing
    private boolean answer() throws IOException {
        return switch (engine.getHandshakeStatus()) {
            case NEED_TASK -> {
                runTasks();
                yield true;
            }
            case NEED_WRAP -> {
                writeLock.lock();
                try {
                    wrapFlight();
                } finally {
                    writeLock.unlock();
                }
                yield true;
            }
            case NEED_UNWRAP, NEED_UNWRAP_AGAIN, NOT_HANDSHAKING, FINISHED -> false;
        };
    }

    private void runTasks() {
        for (Runnable task = engine.getDelegatedTask(); task != null; task = engine.getDelegatedTask()) {
            task.run();
        }
    }

    /// Writes what the engine has to say, several records in one block.
    private void wrapFlight() throws IOException {
        byte[] flight = buffers.borrow();
        byte[] record = buffers.borrow();
        try {
            ByteBuffer all = ByteBuffer.wrap(flight);
            ByteBuffer empty = ByteBuffer.allocate(0);
            while (engine.getHandshakeStatus() == HandshakeStatus.NEED_WRAP) {
                ByteBuffer one = ByteBuffer.wrap(record);
                SSLEngineResult result = engine.wrap(empty, one);
                one.flip();
                if (one.remaining() > all.remaining()) {
                    send(all);
                    all.clear();
                }
                all.put(one);
                if (result.getStatus() == Status.CLOSED) {
                    break;
                }
            }
            send(all);
        } finally {
            buffers.giveBack(record);
            buffers.giveBack(flight);
        }
    }

    private void send(ByteBuffer block) throws IOException {
        Transport.writeBlock(
                channel, block.flip(), deadlines, deadlines.in(timeouts.get().write()));
    }

    @Override
    public void write(ByteBuffer bytes) throws IOException {
        byte[] record = buffers.borrow();
        try {
            int end = bytes.limit();
            while (bytes.position() < end) {
                bytes.limit(Math.min(end, bytes.position() + RECORD));
                ByteBuffer target = ByteBuffer.wrap(record);
                SSLEngineResult result = engine.wrap(bytes, target);
                if (result.getStatus() != Status.OK) {
                    throw new SSLException("the peer has closed TLS");
                }
                send(target);
            }
        } finally {
            buffers.giveBack(record);
        }
    }

    @Override
    public void endOutput() throws IOException {
        engine.closeOutbound();
        if (!engine.isOutboundDone()) {
            wrapFlight();
        }
        channel.shutdownOutput();
    }

    /// The engine has an alert to send after a failure. If even that fails, the first failure is what
    /// counts.
    private void sendAlert(SSLException cause) {
        writeLock.lock();
        try {
            engine.closeOutbound();
            wrapFlight();
        } catch (IOException e) {
            cause.addSuppressed(e);
        } finally {
            writeLock.unlock();
        }
    }
}
