package org.letterlock.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.letterlock.crypt.Place;
import org.letterlock.crypt.RecordId;
import org.letterlock.crypt.Sealed;
import org.letterlock.crypt.Sealer;
import org.letterlock.crypt.Secret;
import org.letterlock.rocksdb.RocksDbEngine;
import org.letterlock.store.Batch;
import org.letterlock.store.Kind;
import org.letterlock.store.Outcome;

/// `bench append`: durable commits a second, each of one sealed 1 KiB log entry, by virtual threads
/// that write to a partition each and wait for every commit; against the disk's own rate of 1 KiB
/// appends with `fdatasync`.
final class AppendTable implements Measurement {
    private static final int ENTRY_BYTES = 1024;
    private static final int[] THREADS = {1, 8, 64, 512};

    /// @param nanos how long each commit took, ascending
    private record Row(int threads, double seconds, List<Long> nanos, long syncs) {
        double perSecond() {
            return nanos.size() / seconds;
        }

        double millis(double quantile) {
            return nanos.get((int) (quantile * (nanos.size() - 1))) / 1e6;
        }
    }

    @Override
    public String summary() {
        return "durable commits against the disk's own sync rate [--dir DIR] (about half a minute)";
    }

    @Override
    public void run(List<String> arguments, PrintStream out) throws Exception {
        long nanos = TimeUnit.SECONDS.toNanos(arguments.contains("--quick") ? 1 : 5);
        try (var scratch = new ScratchStore(arguments)) {
            double before = syncsPerSecond(scratch, nanos);
            out.printf(
                    "%8s%12s%10s%14s%10s%10s%12s%n",
                    "threads", "commits/s", "syncs/s", "commits/sync", "p50 ms", "p99 ms", "to the disk");
            for (int threads : THREADS) {
                try (var engine = scratch.open("append-" + threads)) {
                    measure(engine, threads, nanos / 5);
                    Row row = measure(engine, threads, nanos);
                    out.printf(
                            "%8d%,12.0f%,10.0f%14.1f%10.2f%10.2f%11.2fx%n",
                            threads,
                            row.perSecond(),
                            row.syncs / row.seconds,
                            (double) row.nanos.size() / Math.max(1, row.syncs),
                            row.millis(0.5),
                            row.millis(0.99),
                            row.perSecond() / before);
                }
            }
            out.printf("disk: %,.0f fdatasync/s before, %,.0f after%n", before, syncsPerSecond(scratch, nanos));
        }
    }

    private static double syncsPerSecond(ScratchStore scratch, long nanos) throws IOException {
        long start = System.nanoTime();
        int syncs = 0;
        try (var file = FileChannel.open(
                scratch.folder().resolve("syncs"), StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            for (; System.nanoTime() - start < nanos; syncs++) {
                file.write(ByteBuffer.allocate(ENTRY_BYTES));
                file.force(false);
            }
        }
        return syncs / ((System.nanoTime() - start) / 1e9);
    }

    private static Row measure(RocksDbEngine engine, int threads, long nanos)
            throws InterruptedException, ExecutionException {
        long syncsBefore = syncs(engine);
        long start = System.nanoTime();
        var all = new ArrayList<Long>();
        try (var pool = Executors.newVirtualThreadPerTaskExecutor();
                var root = Secret.random(32);
                var sealer = Sealer.derive(root, "letterlock/1/bench", new byte[0])) {
            var writers = new ArrayList<Future<List<Long>>>();
            for (int i = 0; i < threads; i++) {
                var partition = new UUID(i, i);
                writers.add(pool.submit(() -> write(engine, partition, sealer, start + nanos)));
            }
            for (var writer : writers) {
                all.addAll(writer.get());
            }
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        all.sort(null);
        return new Row(threads, seconds, all, syncs(engine) - syncsBefore);
    }

    private static List<Long> write(RocksDbEngine engine, UUID partition, Sealer sealer, long deadline) {
        var nanos = new ArrayList<Long>();
        long version = engine.version(partition);
        byte[] entry = new byte[ENTRY_BYTES - 130];
        for (long begun = System.nanoTime(); begun < deadline; begun = System.nanoTime()) {
            RecordId id = RecordId.of(++version);
            var place = new Place(Place.INSTANCE, partition, Kind.LOG.code(), id, version, 0);
            Sealed sealed = sealer.seal(place, entry);
            Outcome outcome = engine.submit(version - 1, new Batch(partition).put(Kind.LOG, id, sealed));
            if (!outcome.equals(new Outcome.Committed(version))) {
                throw new IllegalStateException("not committed: " + outcome);
            }
            nanos.add(System.nanoTime() - begun);
        }
        return nanos;
    }

    private static long syncs(RocksDbEngine engine) {
        return Long.parseLong(engine.stats().getOrDefault("synced writes", "0"));
    }
}
