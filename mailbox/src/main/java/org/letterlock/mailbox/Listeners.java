package org.letterlock.mailbox;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.LongStream;

/// Tells listeners of changes, in order. They only take note of opaque numbers: a listener never blocks and
/// never writes to a socket. Thread-safe.
final class Listeners {
    private static final Logger LOG = System.getLogger(Listeners.class.getName());

    private final Map<Long, List<Consumer<Change>>> byFolder = new ConcurrentHashMap<>();

    AutoCloseable add(long folder, Consumer<Change> listener) {
        // A wrapper, so that one listener registered twice is removed once.
        Consumer<Change> registered = listener::accept;
        byFolder.computeIfAbsent(folder, f -> new CopyOnWriteArrayList<>()).add(registered);
        return () -> byFolder.computeIfPresent(folder, (f, list) -> {
            list.remove(registered);
            return list.isEmpty() ? null : list;
        });
    }

    boolean isEmpty() {
        return byFolder.isEmpty();
    }

    /// Called under the writer lock, after the commit is durable and before anybody is answered: so changes
    /// are told in the order of their commits, and whoever has been answered knows that all have been told.
    void tell(List<Change> changes) {
        for (var change : changes) {
            for (var listener : byFolder.getOrDefault(change.folder(), List.of())) {
                try {
                    listener.accept(change);
                } catch (RuntimeException e) {
                    LOG.log(Level.WARNING, "a listener of folder " + change.folder() + " failed", e);
                }
            }
        }
    }

    /// What one commit did, a change for each request and folder.
    static List<Change> changes(List<Turn<?>> turns, long sequence) {
        var changes = new ArrayList<Change>();
        for (var turn : turns) {
            turn.ops().stream()
                    .mapToLong(Op::folder)
                    .distinct()
                    .forEach(folder -> changes.add(new Change(
                            folder,
                            sequence,
                            uids(turn, folder, Touch.APPENDED),
                            uids(turn, folder, Touch.VANISHED),
                            uids(turn, folder, Touch.FLAGGED),
                            false,
                            turn.origin())));
            for (long folder : turn.dropped()) {
                changes.add(new Change(folder, sequence, new long[0], new long[0], new long[0], true, turn.origin()));
            }
        }
        changes.removeIf(change -> !change.deleted()
                && change.appended().length + change.vanished().length + change.flagged().length == 0);
        return changes;
    }

    private enum Touch {
        APPENDED,
        VANISHED,
        FLAGGED
    }

    private static long[] uids(Turn<?> turn, long folder, Touch wanted) {
        return turn.ops().stream()
                .filter(op -> op.folder() == folder)
                .flatMapToLong(op -> LongStream.of(uids(op, wanted)))
                .sorted()
                .toArray();
    }

    private static long[] uids(Op op, Touch wanted) {
        return switch (op) {
            case Op.Add add
            when wanted == Touch.APPENDED -> run(add.firstUid(), add.rows().size());
            case Op.Bring bring
            when wanted == Touch.APPENDED -> run(bring.firstUid(), bring.rows().size());
            case Op.Remove remove when wanted == Touch.VANISHED -> remove.uids().uids();
            case Op.Mark mark
            when wanted == Touch.FLAGGED && mark.countsAsChange() -> mark.uids().uids();
            case Op.Add _, Op.Bring _, Op.Remove _, Op.Mark _ -> new long[0];
        };
    }

    private static long[] run(long first, int count) {
        return LongStream.range(first, first + count).toArray();
    }
}
