package org.letterlock.directory;

import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.letterlock.store.Changes;
import org.letterlock.store.GuardedPartition;
import org.letterlock.store.StoreException;

/// A guarded partition that is loaded when it is first needed, and anew after a commit that may
/// have made it stale. Thread-safe.
final class Shelf implements AutoCloseable {
    private final Supplier<GuardedPartition> loader;
    private volatile @Nullable GuardedPartition loaded;

    /// @param loader reads the partition; what it throws, every use throws until it succeeds
    Shelf(Supplier<GuardedPartition> loader) {
        this.loader = loader;
    }

    GuardedPartition partition() {
        var partition = loaded;
        return partition != null ? partition : load();
    }

    private synchronized GuardedPartition load() {
        var partition = loaded;
        if (partition == null) {
            partition = loader.get();
            loaded = partition;
        }
        return partition;
    }

    /// One durable commit, as [GuardedPartition#commit].
    void commit(Consumer<Changes> change) {
        var partition = partition();
        try {
            partition.commit(change);
        } catch (StoreException.Full | StoreException.Closed nothingWritten) {
            throw nothingWritten;
        } catch (StoreException unknown) {
            drop(partition);
            throw unknown;
        }
    }

    private synchronized void drop(GuardedPartition stale) {
        if (loaded == stale) {
            loaded = null;
        }
        stale.close();
    }

    @Override
    public synchronized void close() {
        var partition = loaded;
        if (partition != null) {
            partition.close();
        }
    }
}
