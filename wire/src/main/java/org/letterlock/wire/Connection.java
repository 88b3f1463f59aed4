package org.letterlock.wire;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;

/// One peer. All reading is done by the connection's own virtual thread, in straight lines; any thread
/// may write, under the write lock. What was written is sent before the connection waits for input, so
/// that pipelined commands are answered together and nothing is ever left behind.
///
/// A read or write that takes longer than the [Timeouts] allow ends the connection: a read as a
/// [TimedOutException], after which a last reply may be written; a write by closing the socket.
public final class Connection {
    private static final int RECORD = 16 * 1024;
    /// What the kernel may hold of what was sent (it doubles this): no more can reach a peer after [#abort].
    private static final int SEND_BUFFER = 256 * 1024;
    private static final int LINGER_BYTES = 64 * 1024;
    private static final int LINGER_SECONDS = 2;

    private enum Cut {
        NO,
        TIMED_OUT,
        STOPPING
    }

    private final SocketChannel channel;
    private final InetSocketAddress remote;
    private final InetSocketAddress local;
    private final Buffers buffers;
    private final Deadlines deadlines;
    private final ReentrantLock writeLock = new ReentrantLock();
    private volatile Timeouts timeouts;
    private volatile Cut cut = Cut.NO;
    private volatile boolean stopping;
    private volatile boolean betweenLines;
    private volatile Transport transport;

    private @Nullable ByteBuffer in;
    private boolean transferring;
    private long transferBy;

    private byte @Nullable [] out;
    private int outLength;
    private boolean closed;

    Connection(SocketChannel channel, Wire wire, Timeouts timeouts) throws IOException {
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.setOption(StandardSocketOptions.SO_SNDBUF, SEND_BUFFER);
        this.channel = channel;
        this.remote = (InetSocketAddress) channel.getRemoteAddress();
        this.local = (InetSocketAddress) channel.getLocalAddress();
        this.buffers = wire.buffers();
        this.deadlines = new Deadlines(wire.nanos());
        this.timeouts = timeouts;
        this.transport = new PlainTransport(channel, buffers, deadlines, () -> this.timeouts);
    }

    public InetSocketAddress remote() {
        return remote;
    }

    public InetSocketAddress local() {
        return local;
    }

    public boolean isTls() {
        return transport instanceof TlsTransport;
    }

    /// Protocol and suite in use; null in the clear.
    public @Nullable SSLSession tlsSession() {
        return transport instanceof TlsTransport tls ? tls.engine().getSession() : null;
    }

    public void timeouts(Timeouts timeouts) {
        this.timeouts = timeouts;
    }

    public Timeouts timeouts() {
        return timeouts;
    }

    /// Whether the listener is closing: [#readLine] throws [StoppingException] then.
    public boolean stopping() {
        return stopping;
    }

    // ---- reading: the connection's own thread

    /// As [#readLine(int, LineEnd)] with [LineEnd#CRLF_OR_LF].
    public byte @Nullable [] readLine(int maxBytes) throws IOException {
        return readLine(maxBytes, LineEnd.CRLF_OR_LF);
    }

    /// The next line without its end; it may hold any bytes but LF.
    ///
    /// @param maxBytes of the line without its end; no more than twice that is held
    /// @return null at the end of input
    /// @throws LineTooLongException  all of the line has been dropped; the session can go on
    /// @throws BareLineFeedException the same, for a line that ends with LF alone and [LineEnd#CRLF]
    /// @throws TimedOutException     nothing came for `timeouts.idle`, or not all of it within
    ///     `timeouts.line`
    /// @throws StoppingException     the listener is closing
    /// @throws EOFException          input ended inside a line
    public byte @Nullable [] readLine(int maxBytes, LineEnd end) throws IOException {
        ByteBuffer bytes = awaitLine();
        if (bytes == null) {
            return null;
        }
        long deadline = deadlines.in(timeouts.line());
        LineBuffer line = new LineBuffer(maxBytes);
        while (!line.take(bytes)) {
            bytes = window(deadline);
            if (bytes == null) {
                throw new EOFException("end of input inside a line");
            }
        }
        return line.finish(end);
    }

    private @Nullable ByteBuffer awaitLine() throws IOException {
        betweenLines = true;
        try {
            if (stopping) {
                throw new StoppingException();
            }
            return window(deadlines.in(timeouts.idle()));
        } finally {
            betweenLines = false;
        }
    }

    /// Waits until bytes have come. What the caller takes from the buffer (by its position) is taken
    /// from the connection; the buffer is valid until the next read.
    ///
    /// @return null at the end of input
    public @Nullable ByteBuffer input() throws IOException {
        long deadline = deadlines.in(timeouts.line());
        return window(transferring ? Math.min(deadline, transferBy) : deadline);
    }

    /// From here on input is a literal or a message: it may take long, but not be slow
    /// ([Timeouts#bytesPerSecond]).
    public void beginTransfer() {
        transferBy = deadlines.in(timeouts.line());
        transferring = true;
    }

    public void endTransfer() {
        transferring = false;
    }

    /// Reads at least one byte.
    ///
    /// @return how many, or -1 at the end of input
    public int read(byte[] target, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        ByteBuffer bytes = input();
        if (bytes == null) {
            return -1;
        }
        int count = Math.min(length, bytes.remaining());
        bytes.get(target, offset, count);
        return count;
    }

    /// @throws EOFException input ended before
    public void readFully(byte[] target, int offset, int length) throws IOException {
        for (int done = 0; done < length; ) {
            int count = read(target, offset + done, length - done);
            if (count < 0) {
                throw new EOFException("end of input inside a literal");
            }
            done += count;
        }
    }

    /// Reads `count` bytes and drops them, in bounded memory.
    public void skip(long count) throws IOException {
        for (long left = count; left > 0; ) {
            ByteBuffer bytes = input();
            if (bytes == null) {
                throw new EOFException("end of input inside a literal");
            }
            int step = (int) Math.min(left, bytes.remaining());
            bytes.position(bytes.position() + step);
            left -= step;
        }
    }

    /// Bytes that can be read without waiting.
    public int buffered() {
        return in == null ? 0 : in.remaining();
    }

    /// The unread bytes that are here, or else the next that come before `deadline`.
    private @Nullable ByteBuffer window(long deadline) throws IOException {
        if (in != null && in.hasRemaining()) {
            return in;
        }
        in = null;
        transport.release();
        flush();
        deadlines.readBy(deadline);
        try {
            throwIfCut();
            in = transport.next();
            if (in == null) {
                throwIfCut();
                transport.checkEnd();
            } else if (transferring) {
                credit(in.remaining());
            }
            return in;
        } catch (IOException e) {
            throwIfCut();
            throw e;
        } finally {
            deadlines.readDone();
        }
    }

    /// Bytes that came buy time at the least rate, but no more than a line's from now on: else who was
    /// fast at first could hold what he sent for hours.
    private void credit(int bytes) {
        long bought = TimeUnit.SECONDS.toNanos(bytes) / timeouts.bytesPerSecond();
        transferBy = Math.min(transferBy + bought, deadlines.in(timeouts.line()));
    }

    private void throwIfCut() throws IOException {
        switch (cut) {
            case NO -> {}
            case TIMED_OUT -> throw new TimedOutException();
            case STOPPING -> throw new StoppingException();
        }
    }

    // ---- writing: any thread

    /// Held by a thread that writes several pieces which must not be parted. [#write] and [#flush] take
    /// it themselves.
    public Lock writeLock() {
        return writeLock;
    }

    /// ASCII or UTF-8 text, as it is.
    public void write(String text) throws IOException {
        write(text.getBytes(StandardCharsets.UTF_8));
    }

    public void write(byte[] bytes) throws IOException {
        write(bytes, 0, bytes.length);
    }

    /// Buffers up to 16 KiB, and sends full TLS records beyond.
    public void write(byte[] bytes, int offset, int length) throws IOException {
        writeLock.lock();
        try {
            ensureOpen();
            int done = 0;
            while (done < length) {
                int left = length - done;
                if (outLength == 0 && left >= RECORD) {
                    int whole = left - left % RECORD;
                    transport.write(ByteBuffer.wrap(bytes, offset + done, whole));
                    done += whole;
                } else {
                    done += buffer(bytes, offset + done, left);
                }
            }
        } finally {
            writeLock.unlock();
        }
    }

    private int buffer(byte[] bytes, int offset, int length) throws IOException {
        byte[] target = out;
        if (target == null) {
            target = buffers.borrow();
            out = target;
        }
        int count = Math.min(length, RECORD - outLength);
        System.arraycopy(bytes, offset, target, outLength, count);
        outLength += count;
        if (outLength == RECORD) {
            send();
        }
        return count;
    }

    /// Sends what is buffered. Called by the connection itself before it waits for input.
    public void flush() throws IOException {
        writeLock.lock();
        try {
            if (outLength > 0) {
                ensureOpen();
                send();
            }
        } finally {
            writeLock.unlock();
        }
    }

    private void send() throws IOException {
        byte[] bytes = out;
        if (bytes == null) {
            return;
        }
        int length = outLength;
        out = null;
        outLength = 0;
        try {
            transport.write(ByteBuffer.wrap(bytes, 0, length));
        } finally {
            buffers.giveBack(bytes);
        }
    }

    private void ensureOpen() throws IOException {
        if (closed) {
            throw new ClosedChannelException();
        }
    }

    // ---- TLS

    /// Sends `goAhead` (the reply to STARTTLS) and makes the handshake. Whatever was said in the clear
    /// after the command would be taken as said through TLS: so it is an error, and the connection must
    /// be closed (CVE-2011-0411).
    ///
    /// @throws PlaintextInjectionException bytes were pipelined after the command; nothing has been
    ///     sent
    public void startTls(TlsPolicy policy, byte[] goAhead) throws IOException {
        if (buffered() > 0) {
            throw new PlaintextInjectionException();
        }
        in = null;
        transport.release();
        write(goAhead);
        flush();
        startTls(policy);
    }

    /// Makes the handshake at once: implicit TLS (RFC 8314 §3).
    void startTls(TlsPolicy policy) throws IOException {
        TlsTransport tls = new TlsTransport(channel, policy.engine(), buffers, deadlines, () -> timeouts, writeLock);
        try {
            tls.handshake();
        } finally {
            tls.release();
        }
        transport = tls;
    }

    // ---- the end

    /// Sends what is buffered, says goodbye (close_notify, FIN) and waits shortly for the peer to do
    /// the same: closing with unread input would make the kernel send a reset that can overtake the
    /// last reply.
    public void close() {
        try {
            writeLock.lock();
            try {
                if (closed) {
                    return;
                }
                flush();
                transport.endOutput();
            } finally {
                writeLock.unlock();
            }
            linger();
        } catch (IOException e) {
            closeNow();
        }
        dispose();
    }

    private void linger() throws IOException {
        deadlines.readBy(deadlines.in(Duration.ofSeconds(LINGER_SECONDS)));
        ByteBuffer dropped = ByteBuffer.allocate(512);
        for (int count = 0, n = 0; n >= 0 && count < LINGER_BYTES; count += n) {
            n = channel.read(dropped.clear());
        }
    }

    /// Closes the socket, whatever is going on; any thread.
    public void closeNow() {
        try {
            channel.close();
        } catch (IOException e) {
            System.getLogger(Connection.class.getName()).log(System.Logger.Level.DEBUG, "close failed", e);
        }
    }

    /// Closes the socket with a reset: what was sent and not taken yet, up to 512 KiB in the kernel, is
    /// dropped. Any thread.
    public void abort() {
        try {
            channel.setOption(StandardSocketOptions.SO_LINGER, 0);
        } catch (IOException e) {
            System.getLogger(Connection.class.getName()).log(System.Logger.Level.DEBUG, "no reset", e);
        }
        closeNow();
    }

    /// As [#abort], if a thread is waiting just now for the peer to take what it writes; else does
    /// nothing. Any thread.
    public void abortPendingWrite() {
        if (deadlines.writePending()) {
            abort();
        }
    }

    /// Gives everything back. Called by the connection's own thread when it is done.
    void dispose() {
        closeNow();
        in = null;
        transport.release();
        writeLock.lock();
        try {
            closed = true;
            outLength = 0;
            if (out != null) {
                buffers.giveBack(out);
                out = null;
            }
        } finally {
            writeLock.unlock();
        }
    }

    /// Asks the session to end at its next line, or now if it waits for one.
    void stop() {
        stopping = true;
        if (betweenLines) {
            cut(Cut.STOPPING);
        }
    }

    /// Called by the watchdog.
    void cutIfOverdue() {
        if (deadlines.writeOverdue()) {
            closeNow();
        } else if (deadlines.readOverdue()) {
            cut(Cut.TIMED_OUT);
        }
    }

    /// Ends input alone, so that a last reply can still be written.
    private void cut(Cut why) {
        if (cut == Cut.NO) {
            cut = why;
        }
        try {
            channel.shutdownInput();
        } catch (IOException e) {
            closeNow();
        }
    }

    @Override
    public String toString() {
        return "connection" + (isTls() ? " (TLS)" : "");
    }
}
