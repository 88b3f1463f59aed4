package org.letterlock.rocksdb;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.letterlock.store.LossyDisk;
import org.letterlock.store.MemoryFolder;

/// Acknowledged means durable: a process is killed in the middle of its writes and everything that it
/// had not synced is taken away, as a power cut does. What it had acknowledged must be there. That this
/// test can tell is shown by a store that does not sync.
@Timeout(300)
class LossTest {
    private static final long SEED = 20_261_124;

    @TempDir(factory = MemoryFolder.class)
    Path folder;

    @TempDir(factory = MemoryFolder.class)
    Path work;

    @Test
    void whatWasAcknowledgedSurvivesKillsAndPowerCuts() throws Exception {
        Path store = folder.resolve("not/made/yet");
        var disk = new LossyDisk(folder, work);
        var random = new Random(SEED);
        for (int round = 0; round < 2; round++) {
            assertThat(killAndCut(disk, store, true, 150 + random.nextInt(400)))
                    .as("round %d of seed %d", round, SEED)
                    .isEmpty();
        }
    }

    @Test
    void aStoreThatDoesNotSyncIsFoundOut() throws Exception {
        Path store = Files.createDirectory(folder.resolve("store"));
        var disk = new LossyDisk(folder, work);
        assertThat(killAndCut(disk, store, false, 300))
                .anySatisfy(loss -> assertThat(loss).contains("acknowledged was"));
    }

    private static List<String> killAndCut(LossyDisk disk, Path store, boolean synced, int commits) throws Exception {
        try (var child = LossChild.start(disk, store, synced)) {
            child.awaitCommits(commits);
            child.kill();
            disk.cut();
            return child.losses();
        }
    }
}
