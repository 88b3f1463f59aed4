package org.letterlock.crypt;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.function.Function;

/// Key material outside the Java heap: locked in memory and left out of core dumps where the system
/// allows it, zeroed on [#close()], without a printable form. Not a record on purpose: nothing of it
/// can be printed or compared by accident.
///
/// Thread-safe: every access copies under the secret's lock, so that [#close()] waits for the copy and
/// no freed memory is read. Using a closed secret throws [IllegalStateException].
public final class Secret implements AutoCloseable {
    public static final int MAX_BYTES = 4_096;

    private final SecretMemory memory;
    private final int size;
    private final SecretMemory.Piece piece;
    private boolean closed;

    Secret(SecretMemory memory, int size) {
        if (size < 1 || size > MAX_BYTES) {
            throw new IllegalArgumentException("a secret of " + size + " bytes: 1 to " + MAX_BYTES + " are allowed");
        }
        this.memory = memory;
        this.size = size;
        this.piece = memory.allocate(size);
    }

    /// A fresh random secret of `bytes` bytes (1 to 4,096).
    public static Secret random(int bytes) {
        if (bytes < 1 || bytes > MAX_BYTES) {
            throw new IllegalArgumentException("a secret of " + bytes + " bytes: 1 to " + MAX_BYTES + " are allowed");
        }
        byte[] heap = new byte[bytes];
        CryptoProviders.process().random().nextBytes(heap);
        return take(heap);
    }

    /// Takes over `bytes` (1 to 4,096): copies them out of the heap, then fills the array with zeros.
    public static Secret take(byte[] bytes) {
        return take(bytes, 0, bytes.length);
    }

    /// Takes over a slice: copies it out of the heap, then fills the slice with zeros.
    public static Secret take(byte[] bytes, int offset, int length) {
        var secret = new Secret(ProcessMemory.MEMORY, length);
        secret.fillFrom(bytes, offset);
        return secret;
    }

    /// How the secrets of this process are protected, for `store stats`: how many, how many pages
    /// locked, and why not all.
    public static String protection() {
        return ProcessMemory.MEMORY.protection();
    }

    void fillFrom(byte[] bytes, int offset) {
        MemorySegment.copy(bytes, offset, open().memory(), ValueLayout.JAVA_BYTE, 0, size);
        Arrays.fill(bytes, offset, offset + size, (byte) 0);
    }

    public int size() {
        return size;
    }

    /// Lends a heap copy to `use`, and zeroes that copy before returning. The name is meant to stand
    /// out in a review.
    public <T> T expose(Function<byte[], T> use) {
        byte[] copy = new byte[size];
        copyTo(copy, 0);
        try {
            return use.apply(copy);
        } finally {
            Arrays.fill(copy, (byte) 0);
        }
    }

    synchronized void copyTo(byte[] target, int offset) {
        MemorySegment.copy(open().memory(), ValueLayout.JAVA_BYTE, 0, target, offset, size);
    }

    /// Compares in constant time.
    public boolean matches(Secret other) {
        return expose(mine -> other.expose(theirs -> MessageDigest.isEqual(mine, theirs)));
    }

    public synchronized boolean isClosed() {
        return closed;
    }

    /// Zeroes the memory. Idempotent.
    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            memory.free(piece);
        }
    }

    private SecretMemory.Piece open() {
        if (closed) {
            throw new IllegalStateException("the secret is closed");
        }
        return piece;
    }

    /// Where the bytes lie, for the test that looks there after [#close()].
    long address() {
        return piece.memory().address();
    }

    /// The memory that all secrets of the process share: the one allowed static state (decision 0010).
    private static final class ProcessMemory {
        static final SecretMemory MEMORY = new SecretMemory(new PageGuard(new NativeCalls()));
    }
}
