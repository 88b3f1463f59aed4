package org.letterlock.trail;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.letterlock.crypt.Place;
import org.letterlock.crypt.RecordId;
import org.letterlock.crypt.Sealed;
import org.letterlock.crypt.TamperedException;
import org.letterlock.store.Kind;
import org.letterlock.store.RecordEngine;
import org.letterlock.store.RecordKey;
import org.letterlock.store.StoreException;

/// Reads the trail from its newest event back, and walks its chain. Thread-safe.
final class TrailReader {
    private static final int STEP = 256;
    /// How many events one look-up opens at most before it hands back a short page.
    private static final int MAX_OPENED = 100_000;
    /// Events are in the order of their commits, so their times may be a little out of order when
    /// the clock is set.
    private static final Duration CLOCK_STEPS = Duration.ofHours(1);

    private final RecordEngine engine;
    private final EventSeal seal;

    TrailReader(RecordEngine engine, EventSeal seal) {
        this.engine = engine;
        this.seal = seal;
    }

    Page lookUp(ChainEnd end, Query query) {
        long newest = query.before() == 0 ? end.sequence() : Math.min(end.sequence(), query.before() - 1);
        long oldest = Math.max(1, newest - MAX_OPENED + 1);
        var found = new ArrayList<RecordedEvent>();
        for (long high = newest; high >= oldest; high -= STEP) {
            long low = Math.max(oldest, high - STEP + 1);
            for (var event : open(low, high).reversed()) {
                if (query.since() != null && event.time().isBefore(query.since().minus(CLOCK_STEPS))) {
                    return new Page(found, 0);
                }
                if (query.matches(event)) {
                    found.add(event);
                }
                if (found.size() == query.limit()) {
                    return new Page(found, event.sequence() == 1 ? 0 : event.sequence());
                }
            }
        }
        return new Page(found, oldest == 1 ? 0 : oldest);
    }

    /// Opens the events from `low` to `high`.
    private List<RecordedEvent> open(long low, long high) {
        var sealed = engine.read(keys(Math.max(1, low - 1), high));
        var events = new ArrayList<RecordedEvent>();
        for (long sequence = low; sequence <= high; sequence++) {
            int index = (int) (sequence - Math.max(1, low - 1));
            var previous = sequence == 1
                    ? Place.UNCHAINED
                    : present(sequence - 1, sealed.get(index - 1)).tag();
            try {
                events.add(seal.open(sequence, previous, present(sequence, sealed.get(index))));
            } catch (TamperedException e) {
                throw new StoreException.Corrupt("trail: event " + sequence + " does not open in its chain", e);
            }
        }
        return events;
    }

    private static Sealed present(long sequence, @Nullable Sealed sealed) {
        if (sealed == null) {
            throw new StoreException.Corrupt("trail: event " + sequence + " is missing");
        }
        return sealed;
    }

    private List<RecordKey> keys(long low, long high) {
        return LongStream.rangeClosed(low, high).mapToObj(seal::key).toList();
    }

    /// Walks the chain from the event after `from` up to `end`, and names what is missing, changed
    /// or out of place.
    List<String> verify(ChainEnd from, ChainEnd end) {
        var wrong = new ArrayList<String>();
        var previous = from.tag();
        for (long low = from.sequence() + 1; low <= end.sequence(); low += STEP) {
            long high = Math.min(end.sequence(), low + STEP - 1);
            var sealed = engine.read(keys(low, high));
            for (long sequence = low; sequence <= high; sequence++) {
                var event = sealed.get((int) (sequence - low));
                if (event == null) {
                    wrong.add("trail: event " + sequence + " is missing");
                    previous = Place.UNCHAINED;
                    continue;
                }
                check(sequence, previous, event, wrong);
                previous = event.tag();
            }
        }
        if (wrong.isEmpty() && !previous.equals(end.tag())) {
            wrong.add("trail: event " + end.sequence() + " is not the one last written");
        }
        return wrong;
    }

    /// The events that lie beyond `end`.
    List<Long> beyond(ChainEnd end) {
        var found = new ArrayList<Long>();
        engine.scan(seal.key(0).partition(), Kind.EVENT, RecordId.of(end.sequence() + 1), null, record -> {
            found.add(record.key().id().number(0));
            return found.size() < MAX_OPENED;
        });
        return found;
    }

    private void check(long sequence, RecordId previous, Sealed event, List<String> wrong) {
        try {
            seal.open(sequence, previous, event);
        } catch (TamperedException | StoreException.Corrupt e) {
            wrong.add("trail: event " + sequence + " does not open in its chain");
        }
    }
}
