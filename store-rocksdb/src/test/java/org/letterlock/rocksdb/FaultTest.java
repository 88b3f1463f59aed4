package org.letterlock.rocksdb;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.letterlock.store.LossyDisk;
import org.letterlock.store.LossyDisk.Fault;
import org.letterlock.store.MemoryFolder;

/// A disk that is full, or fails to sync, while the store is at work: it says so, loses nothing that it
/// acknowledged, and goes on by itself once the disk is well again. In the end the process is killed
/// and the power cut.
@Timeout(300)
class FaultTest {
    @TempDir(factory = MemoryFolder.class)
    Path folder;

    @TempDir(factory = MemoryFolder.class)
    Path work;

    @Test
    void aFullDiskIsSaidToBeFullAndTheStoreGoesOnWhenThereIsSpace() throws Exception {
        survives(Fault.NO_SPACE, "full");
    }

    @Test
    void aFailedSyncIsToldAndTheStoreGoesOnWhenSyncsWork() throws Exception {
        survives(Fault.SYNC_FAILS, "unknown", "failed");
    }

    private void survives(Fault fault, String... said) throws Exception {
        Path store = Files.createDirectory(folder.resolve("store"));
        var disk = new LossyDisk(folder, work);
        try (var child = LossChild.start(disk, store, true)) {
            child.awaitCommits(60);
            for (int again = 0; again < 2; again++) {
                disk.begin(fault);
                child.awaitLine(said);
                disk.end(fault);
                child.awaitCommits(60);
            }
            child.kill();
            disk.cut();
            assertThat(child.losses()).isEmpty();
        }
    }
}
