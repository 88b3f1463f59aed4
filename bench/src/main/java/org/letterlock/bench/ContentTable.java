package org.letterlock.bench;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.letterlock.crypt.Place;
import org.letterlock.crypt.RecordId;
import org.letterlock.crypt.Sealed;
import org.letterlock.crypt.SealedStream;
import org.letterlock.crypt.Secret;
import org.letterlock.rocksdb.RocksDbEngine;
import org.letterlock.store.Batch;
import org.letterlock.store.Kind;
import org.letterlock.store.RecordKey;
import org.letterlock.store.StoredRecord;

/// `bench content`: how fast staged content comes out of the store again, still sealed: all segments of
/// a random message in one read, from blob files that lie in the system's page cache.
final class ContentTable implements Measurement {
    private static final int[] SIZES = {50 << 10, 1 << 20};
    private static final int[] THREADS = {1, 8, 64};
    private static final long STORED_BYTES = 200L << 20;
    private static final UUID MAILBOX = new UUID(1, 1);

    @Override
    public String summary() {
        return "reading staged content of 50 KiB and 1 MiB [--dir DIR] (about half a minute)";
    }

    @Override
    public void run(List<String> arguments, PrintStream out) throws Exception {
        long nanos = TimeUnit.SECONDS.toNanos(arguments.contains("--quick") ? 1 : 4);
        try (var scratch = new ScratchStore(arguments)) {
            out.printf("%10s%10s%14s%12s%14s%n", "size", "threads", "messages/s", "MB/s", "µs a message");
            for (int size : SIZES) {
                String name = "content-" + size;
                int messages = (int) (STORED_BYTES / size);
                try (var engine = scratch.open(name)) {
                    stage(engine, size, messages);
                }
                try (var engine = scratch.open(name)) {
                    for (int threads : THREADS) {
                        read(engine, size, messages, threads, nanos / 4);
                        double rate = read(engine, size, messages, threads, nanos);
                        out.printf(
                                "%,10d%10d%,14.0f%,12.0f%14.1f%n",
                                size, threads, rate, rate * size / 1e6, 1e6 * threads / rate);
                    }
                }
            }
        }
    }

    private static void stage(RocksDbEngine engine, int size, int messages) {
        var place = new Place(Place.INSTANCE, MAILBOX, Kind.CONTENT.code(), RecordId.of(0), 0, 0);
        try (var key = Secret.random(32)) {
            List<Sealed> segments = SealedStream.seal(key, place, new byte[size]);
            for (int mid = 0; mid < messages; mid++) {
                var records = new ArrayList<StoredRecord>();
                for (int piece = 0; piece < segments.size(); piece++) {
                    records.add(new StoredRecord(key(mid, piece), segments.get(piece)));
                }
                engine.stage(records);
            }
        }
        engine.submit(0, new Batch(MAILBOX));
    }

    /// Messages a second.
    private static double read(RocksDbEngine engine, int size, int messages, int threads, long nanos) throws Exception {
        var done = new LongAdder();
        long start = System.nanoTime();
        try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
            var readers = new ArrayList<Future<?>>();
            for (int i = 0; i < threads; i++) {
                int first = i * 31;
                readers.add(pool.submit(() -> {
                    for (int mid = first; System.nanoTime() - start < nanos; mid += 7919) {
                        readOne(engine, size, mid % messages);
                        done.increment();
                    }
                }));
            }
            for (var reader : readers) {
                reader.get();
            }
        }
        return done.sum() / ((System.nanoTime() - start) / 1e9);
    }

    private static void readOne(RocksDbEngine engine, int size, int mid) {
        var keys = new ArrayList<RecordKey>();
        for (int piece = 0; piece < SealedStream.segments(size); piece++) {
            keys.add(key(mid, piece));
        }
        if (engine.read(keys).contains(null)) {
            throw new IllegalStateException("content is missing");
        }
    }

    private static RecordKey key(long mid, int piece) {
        return new RecordKey(MAILBOX, Kind.CONTENT, RecordId.of(mid, piece));
    }
}
