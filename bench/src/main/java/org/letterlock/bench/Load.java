package org.letterlock.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/// Runs a workload for a while with some connections.
///
/// @param cpu of the server; null where it is not ours
record Load(Peer peer, @Nullable ProcessCpu cpu, Duration warmUp, Duration time) {
    /// What was measured.
    ///
    /// @param operations in the measured time
    /// @param p50Millis  of one command, which may hold many operations
    /// @param cpuMicros  of the server, for one operation; null where it is not ours
    record Row(
            String workload,
            String transport,
            int connections,
            long operations,
            double perSecond,
            double p50Millis,
            double p99Millis,
            @Nullable Double cpuMicros) {}

    private record Done(long operations, long[] nanos) {}

    Row run(Workload workload, boolean tls, int connections) throws Exception {
        var clients = new ArrayList<Workload.Client>();
        try (var pool = Executors.newThreadPerTaskExecutor(Thread.ofPlatform().factory())) {
            for (int i = 0; i < connections; i++) {
                clients.add(workload.open(peer, tls, i));
            }
            var times = new Times(connections);
            var running = new ArrayList<Future<Done>>();
            for (var client : clients) {
                running.add(pool.submit(() -> drive(client, times)));
            }
            times.begin();
            var all = collect(running);
            times.end();
            workload.check(peer, tls);
            return row(workload, tls, connections, all, times);
        } finally {
            for (var client : clients) {
                client.close();
            }
        }
    }

    /// When the measured time began and ended, and the server's processor time then.
    private final class Times {
        private final CountDownLatch warm;
        private final CountDownLatch go = new CountDownLatch(1);
        private volatile boolean failed;
        private volatile long begun;
        private long cpuBegun;
        private long nanos;
        private long cpuNanos;

        Times(int connections) {
            this.warm = new CountDownLatch(connections);
        }

        void begin() throws InterruptedException {
            warm.await();
            cpuBegun = cpu == null ? 0 : cpu.nanos();
            begun = System.nanoTime();
            go.countDown();
        }

        void end() {
            nanos = System.nanoTime() - begun;
            cpuNanos = cpu == null ? 0 : cpu.nanos() - cpuBegun;
        }
    }

    /// At least one call to warm up, and at least one that counts, unless another connection has failed.
    private Done drive(Workload.Client client, Times times) throws IOException, InterruptedException {
        warmUp(client, times);
        times.go.await();
        if (times.failed) {
            return new Done(0, new long[0]);
        }
        var nanos = LongStream.builder();
        long operations = 0;
        long end = times.begun + time.toNanos();
        for (long now = System.nanoTime(); operations == 0 || now < end; ) {
            operations += client.run();
            long after = System.nanoTime();
            nanos.add(after - now);
            now = after;
        }
        return new Done(operations, nanos.build().toArray());
    }

    private void warmUp(Workload.Client client, Times times) throws IOException {
        boolean well = false;
        try {
            long end = System.nanoTime() + warmUp.toNanos();
            do {
                client.run();
            } while (System.nanoTime() < end);
            well = true;
        } finally {
            if (!well) {
                times.failed = true;
            }
            times.warm.countDown();
        }
    }

    private static List<Done> collect(List<Future<Done>> running) throws InterruptedException, IOException {
        var all = new ArrayList<Done>();
        for (var one : running) {
            try {
                all.add(one.get());
            } catch (ExecutionException e) {
                switch (e.getCause()) {
                    case IOException cause -> throw cause;
                    case null, default -> throw new IllegalStateException(e);
                }
            }
        }
        return all;
    }

    private Row row(Workload workload, boolean tls, int connections, List<Done> all, Times times) {
        long operations = all.stream().mapToLong(Done::operations).sum();
        long[] nanos = all.stream()
                .flatMapToLong(done -> Arrays.stream(done.nanos))
                .sorted()
                .toArray();
        return new Row(
                workload.name(),
                tls ? "TLS" : "clear",
                connections,
                operations,
                operations * 1e9 / times.nanos,
                nanos[nanos.length / 2] / 1e6,
                nanos[(int) (nanos.length * 0.99)] / 1e6,
                cpu == null ? null : times.cpuNanos / 1e3 / operations);
    }
}
