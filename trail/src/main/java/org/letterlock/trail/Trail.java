package org.letterlock.trail;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.letterlock.crypt.RecordId;
import org.letterlock.crypt.Secret;
import org.letterlock.store.Changes;
import org.letterlock.store.GuardedPartition;
import org.letterlock.store.Kind;
import org.letterlock.store.RecordEngine;
import org.letterlock.store.StoreException;
import software.amazon.awssdk.services.cloudtrail.model.LookupEventsRequest;
import software.amazon.awssdk.services.cloudtrail.model.LookupEventsResponse;

/// The audit trail: events in CloudTrail's format, sealed under the instance key and chained, each
/// durable before the call that it tells of returns (DP-22, DP-23). It shares a guarded partition
/// with whatever changes are told in it, so that a change and its event are one commit and neither
/// exists alone.
///
/// Thread-safe. Closing it writes what waits; it closes neither partition nor engine.
public final class Trail implements NotSupported {
    private final TrailWriter writer;
    private final TrailReader reader;
    private final EventSeal seal;

    private Trail(TrailWriter writer, TrailReader reader, EventSeal seal) {
        this.writer = writer;
        this.reader = reader;
        this.seal = seal;
    }

    /// Opens the trail in `partition`, whose attachment it owns, and checks that its last event is
    /// there.
    ///
    /// @param engine   the engine that `partition` lies in
    /// @param instance the instance root
    /// @throws StoreException.Corrupt if the last event is not the one that the partition's root
    ///     names
    public static Trail open(RecordEngine engine, GuardedPartition partition, Secret instance) {
        var seal = new EventSeal(instance, partition.partition());
        try {
            var end = ChainEnd.decode(partition.attachment());
            if (end.sequence() > 0) {
                var last = engine.read(List.of(seal.key(end.sequence()))).getFirst();
                if (last == null || !last.tag().equals(end.tag())) {
                    throw new StoreException.Corrupt("trail: event " + end.sequence() + " is not the one last written");
                }
            }
            return new Trail(new TrailWriter(partition, seal, end), new TrailReader(engine, seal), seal);
        } catch (RuntimeException e) {
            seal.close();
            throw e;
        }
    }

    /// For a repair: where the last event is not the one that the partition's root names, makes the
    /// last one that is there the end of the chain. What is missing before it stays missing, and
    /// [#verify] names it.
    ///
    /// @return what was wrong; empty if nothing was, and nothing was done
    public static List<String> repair(RecordEngine engine, GuardedPartition partition) {
        var named = ChainEnd.decode(partition.attachment());
        var found = new ChainEnd[] {ChainEnd.EMPTY};
        engine.scan(partition.partition(), Kind.EVENT, RecordId.of(), null, event -> {
            found[0] = new ChainEnd(event.key().id().number(0), event.value().tag());
            return true;
        });
        if (found[0].equals(named)) {
            return List.of();
        }
        partition.commit(changes -> changes.attach(found[0].encode()));
        return List.of("trail: its last event was " + named.sequence() + "; " + found[0].sequence() + " is left");
    }

    /// Queues events and the change that they tell of, to be written by one commit, after
    /// everything that was submitted before. Nothing has happened until [Entry#await()] returns.
    ///
    /// @param change runs on the trail's writer; it must not block, and must not throw
    public Entry submit(List<TrailEvent> events, Consumer<Changes> change) {
        var entry = new Entry(events.stream().map(TrailEvent::json).toList(), change);
        writer.submit(entry);
        return entry;
    }

    /// Records an event; it is durable when this returns.
    public void record(TrailEvent event) {
        submit(List.of(event), changes -> {}).await();
    }

    /// How many durable events there are.
    public long size() {
        return writer.end().sequence();
    }

    /// Looks events up, newest first. Opens at most 100,000 events a call.
    ///
    /// @throws StoreException.Corrupt if an event on the way is missing or does not open
    public Page lookUp(Query query) {
        return reader.lookUp(writer.end(), query);
    }

    @Override
    public LookupEventsResponse lookupEvents(LookupEventsRequest request) {
        return new LookupEvents(this).lookupEvents(request);
    }

    /// Walks the whole chain, and names what is missing, changed, out of place or too many. Events
    /// may be written meanwhile.
    public List<String> verify() {
        var end = writer.end();
        var wrong = new ArrayList<>(reader.verify(ChainEnd.EMPTY, end));
        var beyond = reader.beyond(end);
        if (!beyond.isEmpty()) {
            submit(List.of(), changes -> {}).await();
            var later = writer.end();
            wrong.addAll(reader.verify(end, later));
            beyond.stream()
                    .filter(sequence -> sequence > later.sequence())
                    .forEach(sequence -> wrong.add("trail: event " + sequence + " is too many"));
        }
        return wrong;
    }

    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    @Override
    public void close() {
        writer.close();
        seal.close();
    }
}
