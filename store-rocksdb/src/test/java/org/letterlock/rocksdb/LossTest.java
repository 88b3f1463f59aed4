package org.letterlock.rocksdb;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.letterlock.crypt.RecordId;
import org.letterlock.store.Kind;
import org.letterlock.store.LossyDisk;
import org.letterlock.store.RecordEngine;
import org.letterlock.store.SealedRecords;
import org.letterlock.store.StoreException;

/// Acknowledged means durable: a process is killed in the middle of its writes and everything that it had not synced is
/// taken away, as a power cut does. What it had acknowledged must be there. That this test can tell is shown by a store
/// that does not sync.
class LossTest {
    private static final long SEED = 20_261_124;

    @TempDir
    Path folder;

    @Test
    void whatWasAcknowledgedSurvivesKillsAndPowerCuts() throws Exception {
        Path store = Files.createDirectory(folder.resolve("store"));
        var disk = new LossyDisk(folder, Files.createTempDirectory("lossydisk"));
        var random = new Random(SEED);
        for (int round = 0; round < 3; round++) {
            Map<UUID, Long> acknowledged = runAndKill(disk, store, true, 150 + random.nextInt(400));
            disk.cut();
            assertThat(losses(store, acknowledged)).as("round %d of seed %d", round, SEED).isEmpty();
        }
    }

    @Test
    void aStoreThatDoesNotSyncIsFoundOut() throws Exception {
        Path store = Files.createDirectory(folder.resolve("store"));
        var disk = new LossyDisk(folder, Files.createTempDirectory("lossydisk"));
        Map<UUID, Long> acknowledged = runAndKill(disk, store, false, 300);
        assertThat(disk.cut().bytes()).isPositive();
        assertThat(losses(store, acknowledged)).anySatisfy(loss -> assertThat(loss).contains("acknowledged was"));
    }

    /// Starts the workload and kills it right after its so-many-th acknowledged commit. Returns the last acknowledged
    /// version by partition.
    private static Map<UUID, Long> runAndKill(LossyDisk disk, Path store, boolean synced, int commits)
            throws IOException, InterruptedException {
        var process = ChildJvm.of(LossWorkload.class, store.toString(), Long.toString(SEED), Boolean.toString(synced));
        disk.attach(process);
        Process child = process.start();
        var acknowledged = new HashMap<UUID, Long>();
        try (BufferedReader out = child.inputReader()) {
            assertThat(out.readLine()).isEqualTo("open");
            int left = commits;
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                String[] words = line.split(" ", -1);
                acknowledged.merge(UUID.fromString(words[0]), Long.parseLong(words[1]), Math::max);
                if (--left == 0) {
                    child.toHandle().destroyForcibly();
                }
            }
        }
        child.waitFor();
        return acknowledged;
    }

    /// Opens the store and names what was acknowledged and is not there, or is half there.
    private static List<String> losses(Path store, Map<UUID, Long> acknowledged) {
        var losses = new ArrayList<String>();
        try (var sealed = LossWorkload.records();
                var engine = RocksDbEngine.open(store, LossWorkload.OPTIONS)) {
            acknowledged.forEach((partition, version) -> {
                long actual = engine.version(partition);
                if (actual < version) {
                    losses.add(partition + " is at " + actual + ", acknowledged was " + version);
                }
                losses.addAll(gaps(engine, sealed, partition, actual));
            });
            losses.addAll(engine.verify());
        } catch (StoreException.Corrupt corrupt) {
            losses.add(String.valueOf(corrupt.getMessage()));
        }
        return losses;
    }

    private static List<String> gaps(RecordEngine engine, SealedRecords sealed, UUID partition, long version) {
        var gaps = new ArrayList<String>();
        for (long at = 1; at <= version; at++) {
            var entry = LossWorkload.entry(partition, at);
            var piece = LossWorkload.piece(partition, at);
            var values = engine.read(List.of(entry, piece));
            if (values.contains(null)) {
                gaps.add(partition + " has lost a part of " + at);
            } else {
                sealed.assertOpens(entry, values.getFirst(), LossWorkload.text(partition, at));
                sealed.open(piece, values.getLast());
            }
        }
        engine.scan(partition, Kind.LOG, RecordId.of(version + 1), null, beyond -> gaps.add(beyond.key() + " is too much"));
        return gaps;
    }
}
