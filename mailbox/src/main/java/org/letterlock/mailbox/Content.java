package org.letterlock.mailbox;

import java.io.IOException;
import org.letterlock.keyring.KeyUnavailableException;

/// The bytes of one message, opened segment by segment as they are asked for. Close it after use. Not
/// thread-safe.
public interface Content extends AutoCloseable {
    long length();

    /// Gives `length` bytes from `offset` to `sink` in pieces of at most 64 KiB; the lease is checked
    /// before each piece. Only verified bytes reach the sink.
    ///
    /// @throws KeyUnavailableException if the lease ended and the KMS refuses a new one
    void read(long offset, long length, Sink sink) throws KeyUnavailableException, Refused, IOException;

    @Override
    void close();

    /// Takes bytes that are valid only during the call.
    interface Sink {
        void accept(byte[] bytes, int offset, int length) throws IOException;
    }
}
