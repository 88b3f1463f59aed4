package org.letterlock.mailbox;

import java.util.HashSet;
import java.util.Set;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;
import org.letterlock.keyring.KeyLease;

/// What of one mailbox is decrypted in memory, and the leases that it hangs on: with the last of them
/// the state goes, and with each one the views that were made under it. Thread-safe; nothing in here
/// blocks.
final class Holders {
    /// Something that holds plaintext and can let go of it.
    interface Held {
        void drop();
    }

    private final Set<KeyLease> leases = new HashSet<>();
    private final WeakHashMap<Held, KeyLease> held = new WeakHashMap<>();
    private final Runnable onIdle;
    private final Budget budget;
    private @Nullable State state;

    /// @param onIdle called when the last lease has ended; it must not block
    Holders(Budget budget, Runnable onIdle) {
        this.budget = budget;
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
    void publish(@Nullable State next) {
        @Nullable State before;
        @Nullable State kept;
        synchronized (this) {
            before = state;
            kept = leases.isEmpty() ? null : next;
            state = kept;
        }
        if (kept == null) {
            budget.release(this);
        } else {
            budget.charge(this, 0, kept.tail().bytes() + 256L * kept.folders().size());
            for (var entry : kept.folders().all()) {
                var old = before == null
                        ? null
                        : before.folders().get(entry.folder().id());
                if (old == null || old.rows() != entry.rows()) {
                    charge(entry);
                }
            }
        }
    }

    /// Notes that the folder's rows, if they are in memory, were used now.
    void charge(Folders.Entry entry) {
        var rows = entry.rows();
        if (rows != null) {
            budget.charge(this, entry.folder().id(), rows.weight());
        }
        if (idle()) {
            // The last lease has ended meanwhile, and the state with it.
            budget.release(this);
        }
    }

    /// The budget is exceeded: the folder's rows go. Views that were made of them keep them until they
    /// end.
    synchronized void forgetRows(long folder) {
        var known = state;
        var entry = known == null ? null : known.folders().get(folder);
        if (known != null && entry != null) {
            state = known.with(known.folders().with(entry.folder(), null));
        }
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
            budget.release(this);
            onIdle.run();
        }
    }
}
