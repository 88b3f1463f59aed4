package org.letterlock.rocksdb;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.letterlock.crypt.RecordId;
import org.letterlock.crypt.Secret;
import org.letterlock.store.Batch;
import org.letterlock.store.Kind;
import org.letterlock.store.Outcome;
import org.letterlock.store.RecordEngine;
import org.letterlock.store.RecordKey;
import org.letterlock.store.SealedRecords;
import org.letterlock.store.StoreException;
import org.letterlock.store.StoredRecord;

/// What the process does that is going to be killed: a few writers, each with its own partition, stage
/// content and commit log entries, and print `partition version` once a commit is acknowledged. It goes
/// on where an earlier one was stopped.
///
/// A [StoreException.Full], another failure and an unknown outcome are printed too (`full`, `failed`,
/// `unknown`), and the writer tries again.
final class LossWorkload {
    private static final int WRITERS = 6;
    private static final long BACKOFF_NANOS = 20_000_000;
    /// Small, so that logs and memtables change while it runs.
    static final RocksDbOptions OPTIONS = new RocksDbOptions(8 << 20, 1 << 20, 1 << 20, 8192, 2, 0);

    /// So large that no flush makes anything durable by chance.
    private static final RocksDbOptions NEVER_FLUSHED = new RocksDbOptions(128 << 20, 128 << 20, 128 << 20, 8192, 2, 0);

    private final RecordEngine engine;
    private final SealedRecords sealed;
    private final long seed;

    private LossWorkload(RecordEngine engine, SealedRecords sealed, long seed) {
        this.engine = engine;
        this.sealed = sealed;
        this.seed = seed;
    }

    /// Arguments: folder, seed, whether to sync. Runs until it is killed.
    public static void main(String[] arguments) throws InterruptedException {
        long seed = Long.parseLong(arguments[1]);
        boolean synced = Boolean.parseBoolean(arguments[2]);
        var engine = RocksDbEngine.open(Path.of(arguments[0]), synced ? OPTIONS : NEVER_FLUSHED, synced);
        var workload = new LossWorkload(engine, records(), seed);
        say("open");
        var writers = new ArrayList<Thread>();
        for (int i = 0; i < WRITERS; i++) {
            UUID partition = partition(i);
            writers.add(Thread.ofVirtual().start(() -> workload.write(partition)));
        }
        for (Thread writer : writers) {
            writer.join();
        }
    }

    /// The same key in every process: what is sealed here opens in the test.
    static SealedRecords records() {
        return new SealedRecords(Secret.take(new byte[32]));
    }

    static UUID partition(int writer) {
        return new UUID(0x4000L + writer, writer);
    }

    static RecordKey entry(UUID partition, long version) {
        return new RecordKey(partition, Kind.LOG, RecordId.of(version));
    }

    static RecordKey piece(UUID partition, long version) {
        return new RecordKey(partition, Kind.CONTENT, RecordId.of(version, 0));
    }

    static String text(UUID partition, long version) {
        return "entry " + version + " of " + partition;
    }

    private void write(UUID partition) {
        var random = new Random(seed ^ partition.getMostSignificantBits());
        long version = -1; // Not known: also after a failure, whose commit may be found by the replay.
        while (true) {
            try {
                version = version < 0 ? engine.version(partition) : version;
                version = commit(partition, version + 1, random) ? version + 1 : -1;
            } catch (StoreException failure) {
                version = -1;
                say(failure instanceof StoreException.Full ? "full" : "failed");
                LockSupport.parkNanos(BACKOFF_NANOS);
            }
        }
    }

    private boolean commit(UUID partition, long version, Random random) {
        var content = new byte[random.nextInt(40_000)];
        StoredRecord piece = sealed.record(piece(partition, version), 0, content);
        engine.stage(List.of(piece));
        StoredRecord entry = sealed.record(entry(partition, version), version, text(partition, version));
        StoredRecord head =
                sealed.record(new RecordKey(partition, Kind.HEAD, RecordId.of()), version, "head " + version);
        var batch = new Batch(partition)
                .put(Kind.LOG, entry.key().id(), entry.value())
                .put(Kind.HEAD, head.key().id(), head.value());
        return switch (engine.submit(version - 1, batch)) {
            case Outcome.Committed committed -> {
                say(partition + " " + committed.version());
                yield true;
            }
            case Outcome.Conflict conflict -> throw new IllegalStateException("a foreign writer: " + conflict);
            case Outcome.Uncertain uncertain -> {
                say("unknown");
                yield false;
            }
        };
    }

    private static void say(String line) {
        synchronized (LossWorkload.class) {
            System.out.println(line);
            if (System.out.checkError()) {
                Runtime.getRuntime().halt(0); // Nobody listens any more.
            }
        }
    }
}
