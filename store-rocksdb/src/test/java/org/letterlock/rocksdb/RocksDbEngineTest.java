package org.letterlock.rocksdb;

import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.io.TempDir;
import org.letterlock.store.MemoryFolder;
import org.letterlock.store.RecordEngine;
import org.letterlock.store.RecordEngineContract;
import org.letterlock.store.RecordEngineRaceContract;

class RocksDbEngineTest implements RecordEngineContract, RecordEngineRaceContract {
    private static final RocksDbOptions OPTIONS = new RocksDbOptions(8 << 20, 4 << 20, 8 << 20, 8192, 4, 1 << 20);

    @TempDir(factory = MemoryFolder.class)
    Path folder;

    private final AtomicInteger opened = new AtomicInteger();

    @Override
    public RecordEngine open() {
        return RocksDbEngine.open(folder.resolve("store-" + opened.incrementAndGet()), OPTIONS);
    }

    @Override
    public RecordEngine reopen(RecordEngine engine) {
        engine.close();
        return RocksDbEngine.open(folder.resolve("store-" + opened.get()), OPTIONS);
    }
}
