package org.letterlock.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.AnnotatedElementContext;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.io.TempDirFactory;

/// Temporary folders for tests that write a lot, in memory where the system has a roomy file system for
/// that: on a slow or busy disk such tests would wait for thousands of syncs that prove nothing. The
/// [LossyDisk] does not need a disk.
public final class MemoryFolder implements TempDirFactory {
    private static final Path SHARED_MEMORY = Path.of("/dev/shm");
    private static final long ENOUGH_BYTES = 1L << 30;

    @Override
    public Path createTempDirectory(AnnotatedElementContext element, ExtensionContext context) throws IOException {
        boolean roomy = Files.isWritable(SHARED_MEMORY)
                && Files.getFileStore(SHARED_MEMORY).getUsableSpace() >= ENOUGH_BYTES;
        return roomy
                ? Files.createTempDirectory(SHARED_MEMORY, "letterlock-")
                : Files.createTempDirectory("letterlock-");
    }
}
