package org.letterlock.wire;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import org.jspecify.annotations.Nullable;

/// Bytes to and from the peer, in the clear or through TLS.
sealed interface Transport permits PlainTransport, TlsTransport {
    /// Waits for bytes. No buffer is held while waiting; the one returned is valid until [#release].
    ///
    /// @return null at the end of input
    @Nullable
    ByteBuffer next() throws IOException;

    /// After [#next] returned null.
    ///
    /// @throws IOException somebody may have cut the stream short: the peer did not say that it was the
    ///     end
    void checkEnd() throws IOException;

    /// Gives back the buffer of the last [#next].
    void release();

    /// Writes all of `bytes`. Called under the connection's write lock.
    void write(ByteBuffer bytes) throws IOException;

    /// Tells the peer that nothing more comes. Called under the connection's write lock.
    void endOutput() throws IOException;

    /// Writes one block, within one deadline however small the steps in which the peer takes it.
    static void writeBlock(WritableByteChannel channel, ByteBuffer block, Deadlines deadlines, long deadline)
            throws IOException {
        deadlines.writeBy(deadline);
        try {
            while (block.hasRemaining()) {
                channel.write(block);
            }
        } finally {
            deadlines.writeDone();
        }
    }
}
