package org.letterlock.crypt;

import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A few idle objects that hold key material, owned by one sealer or index: nothing of them is
/// reachable after [#close()], except by a call that is under way, which then drops its own.
/// Thread-safe and without locks.
final class IdlePool<T> implements AutoCloseable {
    private static final int SLOTS = 8;
    private final AtomicReferenceArray<@Nullable T> idle = new AtomicReferenceArray<>(SLOTS);
    private final Supplier<T> maker;
    private final Consumer<T> wiper;
    private volatile boolean closed;

    /// @param wiper overwrites the key material of one object as far as that is possible
    IdlePool(Supplier<T> maker, Consumer<T> wiper) {
        this.maker = maker;
        this.wiper = wiper;
    }

    /// @throws IllegalStateException if closed
    T borrow() {
        if (closed) {
            throw new IllegalStateException("the key is closed");
        }
        for (int i = 0; i < SLOTS; i++) {
            T found = idle.get(i) == null ? null : idle.getAndSet(i, null);
            if (found != null) {
                return found;
            }
        }
        return maker.get();
    }

    void giveBack(T used) {
        for (int i = 0; i < SLOTS && !closed; i++) {
            if (idle.compareAndSet(i, null, used)) {
                if (closed) {
                    wipe(i);
                }
                return;
            }
        }
        wiper.accept(used);
    }

    @Override
    public void close() {
        closed = true;
        for (int i = 0; i < SLOTS; i++) {
            wipe(i);
        }
    }

    private void wipe(int slot) {
        T found = idle.getAndSet(slot, null);
        if (found != null) {
            wiper.accept(found);
        }
    }
}
