package org.letterlock.mailbox;

import java.util.HashSet;
import java.util.Set;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;
import org.letterlock.keyring.KeyLease;

/// What of one mailbox is decrypted in memory, and the leases that it hangs on: with the last of them the state
/// goes,
/// and with each one the views that were made under it. Thread-safe; nothing in here blocks.
final class Holders {
    /// Something that holds plaintext and can let go of it.
    interface Held {
        void drop();
    }

    private final Set<KeyLease> leases = new HashSet<>();
    private final WeakHashMap<Held, KeyLease> held = new WeakHashMap<>();
    private final Runnable onIdle;
    private @Nullable State state;

    /// @param onIdle called when the last lease has ended; it must not block
    Holders(Runnable onIdle) {
        this.onIdle = onIdle;
    }

    /// Whether no lease is in use.
    synchronized boolean idle() {
        return leases.isEmpty();
    }

    /// Remembers that `lease` is in use.
    void enter(KeyLease lease) {
        boolean isNew;
        synchronized (this) {
            isNew = leases.add(lease);
        }
        if (isNew) {
            lease.onEnd(() -> ended(lease));
        }
    }

    synchronized @Nullable State state() {
        return state;
    }

    /// Keeps `next` if a lease still lives to keep it under.
    synchronized void publish(@Nullable State next) {
        state = leases.isEmpty() ? null : next;
    }

    /// Has `view` dropped when `lease` ends; at once if it has ended.
    void hold(KeyLease lease, Held view) {
        boolean live;
        synchronized (this) {
            live = leases.contains(lease);
            if (live) {
                held.put(view, lease);
            }
        }
        if (!live) {
            view.drop();
        }
    }

    synchronized void release(Held view) {
        held.remove(view);
    }

    private void ended(KeyLease lease) {
        Set<Held> dropped = new HashSet<>();
        boolean isLast;
        synchronized (this) {
            leases.remove(lease);
            isLast = leases.isEmpty();
            if (isLast) {
                state = null;
            }
            held.forEach((view, under) -> {
                if (under == lease) {
                    dropped.add(view);
                }
            });
            held.keySet().removeAll(dropped);
        }
        dropped.forEach(Held::drop);
        if (isLast) {
            onIdle.run();
        }
    }
}
