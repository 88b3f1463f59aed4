package org.letterlock.server;

import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import org.letterlock.crypt.CryptoProviders;
import org.letterlock.crypt.Place;
import org.letterlock.crypt.Secret;
import org.letterlock.directory.Directory;
import org.letterlock.iam.Caller;
import org.letterlock.iam.Principal;
import org.letterlock.keyring.Keyring;
import org.letterlock.kms.EmbeddedKms;
import org.letterlock.kms.FileRootKeys;
import org.letterlock.kms.RootKeys;
import org.letterlock.mailbox.Mailboxes;
import org.letterlock.rocksdb.RocksDbEngine;
import org.letterlock.rocksdb.RocksDbOptions;
import org.letterlock.store.GuardedPartition;
import org.letterlock.store.RecordEngine;
import org.letterlock.trail.Trail;
import org.letterlock.workmail.ForwardedKms;
import software.amazon.awssdk.services.kms.KmsClient;

/// The house without its doors: store, trail, KMS, keyring, directory, mailboxes, each opened once
/// and closed in reverse.
final class Core implements AutoCloseable {
    static final String NODE = "local";

    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private final Principal.Service service;
    private final RecordEngine engine;
    private final Trail trail;
    private final EmbeddedKms kms;
    private final Keyring keyring;
    private final Directory directory;
    private final Mailboxes mailboxes;

    static Core open(Configuration configuration) throws Exception {
        return new Core(
                configuration,
                RocksDbEngine.open(
                        configuration.store(),
                        RocksDbOptions.defaults().withReserveBytes(configuration.diskReserve())));
    }

    /// @param store closed with it, also if this fails
    Core(Configuration configuration, RecordEngine store) throws Exception {
        InstantSource clock = InstantSource.system();
        boolean whole = false;
        try {
            service = new Principal.Service(configuration.service());
            engine = opened(store);
            RootKeys roots = opened(RootKeys.open(new FileRootKeys(configuration.keys()), engine));
            Secret instance = roots.instance();
            GuardedPartition partition =
                    opened(GuardedPartition.load(engine, instance, Place.INSTANCE, EmbeddedKms.PARTITION));
            trail = opened(Trail.open(engine, partition, instance));
            kms = opened(EmbeddedKms.open(
                    partition,
                    trail,
                    instance,
                    roots.kms(),
                    new EmbeddedKms.Settings(configuration.region(), configuration.accountId()),
                    clock));
            keyring = opened(new Keyring(kms.as(new Caller.Service(service)), clock, System::nanoTime));
            directory = opened(new Directory(
                    engine,
                    keyring,
                    instance,
                    new Directory.Settings(
                            configuration.region(), configuration.accountId(), configuration.service(), NODE)));
            mailboxes = opened(new Mailboxes(engine, keyring, clock, configuration.mailboxMemory()));
            whole = true;
        } finally {
            if (!whole) {
                close();
            }
        }
    }

    private <T extends AutoCloseable> T opened(T part) {
        open.push(part);
        return part;
    }

    Trail trail() {
        return trail;
    }

    Directory directory() {
        return directory;
    }

    Mailboxes mailboxes() {
        return mailboxes;
    }

    Keyring keyring() {
        return keyring;
    }

    KmsClient kms(Caller.Signed caller) {
        return kms.as(caller);
    }

    /// The KMS through the mail service, on behalf of a caller whose request is being served now.
    ForwardedKms forwarded(Caller.Signed caller) {
        var forwarded = new Caller.Forwarded(caller, service);
        KmsClient view = kms.as(forwarded);
        return new ForwardedKms() {
            @Override
            public KmsClient kms() {
                return view;
            }

            @Override
            public void close() {
                forwarded.close();
            }
        };
    }

    /// For a server that runs; what only looks must not delete.
    DueKeys dueKeys() {
        return new DueKeys(kms);
    }

    Map<String, String> stats() {
        var stats = new LinkedHashMap<String, String>();
        stats.putAll(engine.stats());
        stats.put("keyring.liveLeases", Integer.toString(keyring.liveLeases()));
        stats.put("trail.events", Long.toString(trail.size()));
        stats.putAll(CryptoProviders.process().stats());
        Runtime runtime = Runtime.getRuntime();
        stats.put("heap.usedBytes", Long.toString(runtime.totalMemory() - runtime.freeMemory()));
        stats.put("heap.maxBytes", Long.toString(runtime.maxMemory()));
        return stats;
    }

    Inspector inspector() {
        return new Inspector(engine, kms, trail, directory, mailboxes);
    }

    @Override
    public void close() throws IOException {
        while (!open.isEmpty()) {
            try {
                open.pop().close();
            } catch (Exception e) {
                System.getLogger(Core.class.getName())
                        .log(
                                System.Logger.Level.WARNING,
                                "closing failed: {0}",
                                e.getClass().getName());
            }
        }
    }
}
