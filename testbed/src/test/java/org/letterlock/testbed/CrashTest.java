package org.letterlock.testbed;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.letterlock.store.LossyDisk;
import org.letterlock.store.MemoryFolder;

/// A whole server is killed (SIGKILL) while letters come in, clients change their mailboxes and an
/// administrator creates organizations and users, and loses what it had not synced, as in a power
/// cut. After the next start all that was acknowledged is there, byte for byte, nothing is half
/// done, and `verify` finds nothing.
///
/// That such a test can tell is shown where syncing can be switched off, which the product cannot:
/// `LossTest` of `store-rocksdb` runs the same disk under an engine that does not sync, and finds
/// the losses.
class CrashTest {
    private static final String PASSWORD = "correct horse battery";
    private static final long SEED = 20_261_127;
    private static final int ROUNDS = 2;

    @TempDir(factory = MemoryFolder.class)
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @TempDir(factory = MemoryFolder.class)
    @SuppressWarnings("NullAway.Init")
    Path work;

    @Test
    @Timeout(value = 600, unit = TimeUnit.SECONDS)
    void whatWasAcknowledgedSurvivesKillsAndPowerCuts() throws Exception {
        Path home = Files.createDirectory(folder.resolve("home"));
        var disk = new LossyDisk(home, work);
        var random = new Random(SEED);
        var writers = new ArrayList<CrashWriter>();
        var creations = new CrashCreations(home, PASSWORD);
        try (Letterlock server = Letterlock.serve(home)) {
            server.organization("example", PASSWORD, "alice", "bob");
            for (int i = 0; i < 2; i++) {
                String user = i == 0 ? "alice@example.test" : "bob@example.test";
                writers.add(new CrashWriter.OfSmtp(i, user, PASSWORD, SEED + i));
                writers.add(new CrashWriter.OfImap(10 + i, user, PASSWORD, SEED + 10 + i));
            }
            assertThat(server.stop()).isPositive();
        }
        for (int round = 0; round < ROUNDS; round++) {
            int acknowledged = 40 + random.nextInt(60);
            crash(home, disk, writers, creations, acknowledged);
            check(home, writers, creations, "round " + round + " of seed " + SEED);
        }
        assertThat(writers.stream().mapToInt(CrashWriter::count).sum()).isGreaterThan(ROUNDS * 40);
    }

    private static void crash(
            Path home, LossyDisk disk, List<CrashWriter> writers, CrashCreations creations, int acknowledged)
            throws Exception {
        var acks = new Semaphore(0);
        try (Letterlock server = Letterlock.serve(home, disk::attach);
                ExecutorService all = Executors.newVirtualThreadPerTaskExecutor()) {
            var running = new ArrayList<Future<?>>();
            running.add(all.submit(() -> creations.untilItFails()));
            for (CrashWriter writer : writers) {
                running.add(all.submit(() -> writer.untilItFails(server, acks)));
            }
            boolean enough = acks.tryAcquire(acknowledged, 120, TimeUnit.SECONDS);
            server.kill();
            for (Future<?> each : running) {
                each.get();
            }
            assertThat(enough).as("acknowledged in time").isTrue();
        }
        disk.cut();
    }

    private static void check(Path home, List<CrashWriter> writers, CrashCreations creations, String round)
            throws Exception {
        try (Letterlock server = Letterlock.serve(home)) {
            Letterlock.Result verified = server.command("verify", "--json");
            assertThat(verified.json().path("problems")).as(round).isEmpty();
            assertThat(verified.exit()).as(round).isZero();
            for (CrashWriter writer : writers) {
                writer.check(server, round);
            }
            creations.check(server, round);
            server.stop();
        }
    }

    /// A letter that names itself and says how long it is, so that a part of one is not taken for
    /// it.
    static byte[] letter(String id, Random random) {
        int size = random.nextInt(10) == 0 ? 200_000 : 100 + random.nextInt(6_000);
        var text = new StringBuilder("From: a@elsewhere.test\r\nSubject: " + id + "\r\n\r\n");
        while (text.length() < size) {
            text.append(Long.toString(random.nextLong(), 36)).append("\r\n");
        }
        return text.toString().getBytes(StandardCharsets.US_ASCII);
    }
}
