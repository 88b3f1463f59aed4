package org.letterlock.server;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import org.letterlock.crypt.Place;
import org.letterlock.crypt.Secret;
import org.letterlock.directory.Directory;
import org.letterlock.directory.Organization;
import org.letterlock.iam.AccessKey;
import org.letterlock.iam.Caller;
import org.letterlock.iam.Origin;
import org.letterlock.iam.Principal;
import org.letterlock.keyring.Client;
import org.letterlock.keyring.KeyUnavailableException;
import org.letterlock.keyring.WrappedKey;
import org.letterlock.kms.EmbeddedKms;
import org.letterlock.kms.FileRootKeys;
import org.letterlock.kms.RootKeyException;
import org.letterlock.kms.RootKeys;
import org.letterlock.mailbox.Mailboxes;
import org.letterlock.rocksdb.RocksDbEngine;
import org.letterlock.rocksdb.RocksDbOptions;
import org.letterlock.rocksdb.RocksDbRepair;
import org.letterlock.store.GuardedPartition;
import org.letterlock.store.RecordEngine;
import org.letterlock.trail.Trail;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.GrantListEntry;
import software.amazon.awssdk.services.kms.model.KeyListEntry;

/// Repairs a data folder that no server has open: from the files up to each mailbox, all in a copy
/// beside the damaged one. Whatever may have been lost is taken for lost: mailboxes do not seem to
/// be the same ([org.letterlock.mailbox.Mailboxes#repair]), and no grant stands, since what took
/// one back may be among what is lost.
final class StoreRepair {
    private static final int ATTEMPTS = 3;

    private final Configuration configuration;
    private final RocksDbOptions options;
    private final Inspector.Progress progress;
    private final List<String> rooms = new ArrayList<>();
    private final List<RepairReport.Mailbox> mailboxes = new ArrayList<>();
    private final List<String> closed = new ArrayList<>();
    private final List<String> grants = new ArrayList<>();

    StoreRepair(Configuration configuration, Inspector.Progress progress) {
        this.configuration = configuration;
        this.options = RocksDbOptions.defaults().withReserveBytes(0);
        this.progress = progress;
    }

    /// @param apply false: everything is done, told and thrown away
    RepairReport run(boolean apply) throws Exception {
        try (RocksDbRepair files = RocksDbRepair.open(configuration.store())) {
            try {
                progress.at("reading what is left of the files", 0, 1);
                RocksDbRepair.Salvage salvage = files.salvage(options);
                Inspection after = rooms(files, salvage.whole());
                String kept = apply ? files.adopt().toString() : null;
                return new RepairReport(kept, salvage, rooms, mailboxes, closed, grants, after);
            } finally {
                files.discard();
            }
        }
    }

    private Inspection rooms(RocksDbRepair files, boolean whole) throws Exception {
        try (RecordEngine engine = RocksDbEngine.open(files.repaired(), options)) {
            guarded(engine);
        }
        try (Core core = new Core(configuration, RocksDbEngine.open(files.repaired(), options))) {
            boolean doubtful = !whole || !rooms.isEmpty();
            List<WrappedKey> keys = core.directory().mailboxes();
            for (int i = 0; i < keys.size(); i++) {
                progress.at("mailbox " + keys.get(i).owner(), i, keys.size());
                mailbox(core, keys.get(i), doubtful);
            }
            Inspection after = core.inspector().run(progress);
            if (doubtful) {
                takeGrantsBack(core);
            }
            return after;
        }
    }

    /// What must open before the house does.
    private void guarded(RecordEngine engine) throws RootKeyException {
        try (RootKeys roots = RootKeys.open(new FileRootKeys(configuration.keys()), engine)) {
            Secret instance = roots.instance();
            rooms.addAll(GuardedPartition.rebuild(engine, instance, Place.INSTANCE, EmbeddedKms.PARTITION));
            try (var partition = GuardedPartition.load(engine, instance, Place.INSTANCE, EmbeddedKms.PARTITION)) {
                rooms.addAll(Trail.repair(engine, partition));
            }
            rooms.addAll(Directory.repair(engine, instance));
        }
    }

    private void mailbox(Core core, WrappedKey key, boolean doubtful) {
        try {
            var repaired = repaired(core, key, doubtful);
            if (repaired.changed()) {
                mailboxes.add(new RepairReport.Mailbox(
                        key.owner().toString(), Organization.idText(key.organization()), repaired));
            }
        } catch (KeyUnavailableException e) {
            closed.add(key.owner().toString());
        }
    }

    /// A lease that ends in the middle of a step is not a key that is refused.
    private static Mailboxes.Repaired repaired(Core core, WrappedKey key, boolean doubtful)
            throws KeyUnavailableException {
        for (int attempt = 1; ; attempt++) {
            try {
                return core.mailboxes().repair(key, Client.job(Core.NODE, "repair"), doubtful);
            } catch (KeyUnavailableException.Expired e) {
                if (attempt == ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    private void takeGrantsBack(Core core) {
        Principal root = new Principal.Root(configuration.accountId());
        AccessKey nobodys = AccessKey.random(root, new SecureRandom());
        KmsClient kms = core.kms(new Caller.Signed(root, nobodys.id(), Origin.IN_PROCESS));
        for (KeyListEntry key : kms.listKeysPaginator().keys()) {
            for (GrantListEntry grant :
                    kms.listGrantsPaginator(list -> list.keyId(key.keyId())).grants()) {
                kms.revokeGrant(revoke -> revoke.keyId(key.keyId()).grantId(grant.grantId()));
                grants.add(grant.grantId());
            }
        }
    }
}
