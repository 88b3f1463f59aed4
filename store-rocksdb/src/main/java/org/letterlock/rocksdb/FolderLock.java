package org.letterlock.rocksdb;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.letterlock.store.StoreException;

/// Keeps a folder for one engine. The system's lock on the file LOCK keeps other processes out. It
/// belongs to the process as a whole, which loses it when it closes *any* channel of that file, so
/// within the process a set of names is asked first.
final class FolderLock implements AutoCloseable {
    private static final Set<Path> HELD_HERE = ConcurrentHashMap.newKeySet();

    private final Path folder;
    private final FileChannel channel;

    private FolderLock(Path folder, FileChannel channel) {
        this.folder = folder;
        this.channel = channel;
    }

    /// @throws StoreException if another engine, here or in another process, has the folder
    static FolderLock take(Path root) throws IOException {
        Path folder = root.toRealPath();
        if (!HELD_HERE.add(folder)) {
            throw new StoreException("the store in " + root + " is already open in this process");
        }
        @Nullable FileChannel channel = null;
        try {
            channel = FileChannel.open(folder.resolve("LOCK"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (channel.tryLock() == null) {
                throw new StoreException("the store in " + root + " is in use by another process: stop that one first");
            }
            return new FolderLock(folder, channel);
        } catch (IOException | RuntimeException failure) {
            if (channel != null) {
                channel.close();
            }
            HELD_HERE.remove(folder);
            throw failure;
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
        HELD_HERE.remove(folder);
    }
}
