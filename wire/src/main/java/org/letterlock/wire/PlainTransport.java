package org.letterlock.wire;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The channel itself. Waits with a small buffer of its own, and borrows a large one only when more is
/// known to be there.
final class PlainTransport implements Transport {
    private static final int SMALL = 512;
    /// A heap buffer is copied into a direct one of its size, which its carrier thread keeps: so no
    /// larger ones.
    private static final int BLOCK = 64 * 1024;

    private final SocketChannel channel;
    private final Buffers buffers;
    private final Deadlines deadlines;
    private final Supplier<Timeouts> timeouts;
    private final InputStream stream;
    private final ByteBuffer small = ByteBuffer.allocate(SMALL);
    private byte @Nullable [] borrowed;
    private boolean filled;

    PlainTransport(SocketChannel channel, Buffers buffers, Deadlines deadlines, Supplier<Timeouts> timeouts)
            throws IOException {
        this.channel = channel;
        this.buffers = buffers;
        this.deadlines = deadlines;
        this.timeouts = timeouts;
        this.stream = channel.socket().getInputStream();
    }

    @Override
    public @Nullable ByteBuffer next() throws IOException {
        release();
        return read(filled && stream.available() > 0 ? large() : small.clear());
    }

    private ByteBuffer large() throws IOException {
        byte[] buffer = buffers.borrow();
        borrowed = buffer;
        return ByteBuffer.wrap(buffer);
    }

    private @Nullable ByteBuffer read(ByteBuffer into) throws IOException {
        int count = channel.read(into);
        filled = !into.hasRemaining();
        return count < 0 ? null : into.flip();
    }

    @Override
    public void checkEnd() {}

    @Override
    public void release() {
        if (borrowed != null) {
            buffers.giveBack(borrowed);
            borrowed = null;
        }
    }

    @Override
    public void write(ByteBuffer bytes) throws IOException {
        int end = bytes.limit();
        while (bytes.position() < end) {
            bytes.limit(Math.min(end, bytes.position() + BLOCK));
            Transport.writeBlock(
                    channel, bytes, deadlines, deadlines.in(timeouts.get().write()));
        }
    }

    @Override
    public void endOutput() throws IOException {
        channel.shutdownOutput();
    }
}
