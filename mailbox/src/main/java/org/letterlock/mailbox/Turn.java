package org.letterlock.mailbox;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.letterlock.crypt.TamperedException;
import org.letterlock.keyring.KeyLease;
import org.letterlock.keyring.KeyUnavailableException;
import org.letterlock.store.StoreException;

/// A request in the queue of a [Ledger], with its client's lease, and what became of it. All members
/// are read and written under the ledger's writer lock.
final class Turn<T> {
    private final Request<T> request;
    private final KeyLease lease;
    private final long origin;
    private @Nullable T result;
    private @Nullable Exception failure;
    private List<Op> ops = List.of();
    private List<Long> dropped = List.of();
    private boolean done;

    Turn(Request<T> request, KeyLease lease, long origin) {
        this.request = request;
        this.lease = lease;
        this.origin = origin;
    }

    KeyLease lease() {
        return lease;
    }

    long origin() {
        return origin;
    }

    boolean done() {
        return done;
    }

    /// Whether this turn failed while it was planned.
    boolean failed() {
        return failure != null;
    }

    List<Op> ops() {
        return ops;
    }

    List<Long> dropped() {
        return dropped;
    }

    /// Plans the request into `draft`, or remembers why that could not be and leaves the draft as it was.
    void plan(Draft draft) {
        var mark = draft.mark();
        try {
            lease.check();
            result = request.plan(draft);
            ops = List.copyOf(draft.ops().subList(mark.ops(), draft.ops().size()));
            dropped = dropped(mark.folders(), draft.folders());
        } catch (Refused | KeyUnavailableException | TamperedException | RuntimeException e) {
            draft.reset(mark);
            failure = e;
        }
    }

    private static List<Long> dropped(Folders before, Folders after) {
        if (after.size() >= before.size()) {
            return List.of();
        }
        return before.all().stream()
                .map(entry -> entry.folder().id())
                .filter(id -> after.get(id) == null)
                .toList();
    }

    /// Takes back what was planned, to be planned anew.
    void again() {
        result = null;
        failure = null;
    }

    void fail(Exception cause) {
        failure = cause;
        done = true;
    }

    void finish() {
        done = true;
    }

    T result() throws Refused, KeyUnavailableException, TamperedException {
        switch (failure) {
            case null -> {}
            case Refused e -> throw e;
            case KeyUnavailableException e -> throw e;
            case TamperedException e -> throw e;
            case StoreException e -> throw e;
            case RuntimeException e -> throw e;
            default -> throw new IllegalStateException(failure);
        }
        return answered(result);
    }

    @SuppressWarnings("NullAway") // A request that was planned has answered.
    private static <T> T answered(@Nullable T result) {
        return result;
    }
}
