package org.letterlock.server;

import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.letterlock.crypt.CryptoProviders;
import org.letterlock.crypt.Place;
import org.letterlock.crypt.Secret;
import org.letterlock.directory.Directory;
import org.letterlock.directory.Organization;
import org.letterlock.iam.Caller;
import org.letterlock.iam.Principal;
import org.letterlock.keyring.Client;
import org.letterlock.keyring.KeyUnavailableException;
import org.letterlock.keyring.Keyring;
import org.letterlock.keyring.WrappedKey;
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

/// The house without its doors: store, trail, KMS, keyring, directory, mailboxes, each opened once and
/// closed in reverse.
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

    Core(Configuration configuration) throws Exception {
        InstantSource clock = InstantSource.system();
        boolean whole = false;
        try {
            service = new Principal.Service(configuration.service());
            engine = opened(RocksDbEngine.open(
                    configuration.store(), RocksDbOptions.defaults().withReserveBytes(configuration.diskReserve())));
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

    /// Walks everything stored. Mailboxes whose key is refused are named, and are no problem of the
    /// store.
    Inspection inspect() {
        List<String> problems = new ArrayList<>(engine.verify());
        problems.addAll(kms.verify());
        problems.addAll(trail.verify());
        List<String> unreadable = new ArrayList<>();
        problems.addAll(
                directory.verify(closed -> unreadable.add("the users of organization " + Organization.idText(closed))));
        int mailboxCount = 0;
        int messages = 0;
        for (WrappedKey key : directory.mailboxes()) {
            mailboxCount++;
            try {
                var found = mailboxes.verify(key, Client.job(NODE, "verify"));
                messages += found.messages();
                found.problems().forEach(problem -> problems.add("mailbox " + key.owner() + ": " + problem));
            } catch (KeyUnavailableException e) {
                unreadable.add("mailbox " + key.owner());
            }
        }
        return new Inspection(mailboxCount, messages, trail.size(), unreadable, problems);
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
