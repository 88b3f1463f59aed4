package org.letterlock.kms;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.letterlock.crypt.BlindIndex;
import org.letterlock.crypt.Place;
import org.letterlock.crypt.RecordId;
import org.letterlock.crypt.Sealer;
import org.letterlock.crypt.Secret;
import org.letterlock.crypt.TamperedException;
import org.letterlock.store.Changes;
import org.letterlock.store.GuardedPartition;
import org.letterlock.store.Kind;
import org.letterlock.store.RecordKey;
import org.letterlock.store.StoreException;
import org.letterlock.store.StoredRecord;
import software.amazon.awssdk.services.kms.model.KeySpec;

/// The KMS's records in their guarded partition: keys, aliases and grants sealed under the instance
/// key, materials wrapped under the KMS root. Thread-safe.
final class KmsStore implements AutoCloseable {
    private static final String LABEL = "letterlock/1/instance/kms";
    private static final String ALIAS_LABEL = "letterlock/1/instance/index/kms-alias";

    private final GuardedPartition partition;
    private final Vault vault;
    private final Arns arns;
    private final Sealer sealer;
    private final BlindIndex aliasNames;

    KmsStore(GuardedPartition partition, Secret instance, Vault vault, Arns arns) {
        this.partition = partition;
        this.vault = vault;
        this.arns = arns;
        var context = RecordId.of(id().getMostSignificantBits(), id().getLeastSignificantBits())
                .bytes();
        this.sealer = Sealer.derive(instance, LABEL, context);
        this.aliasNames = BlindIndex.derive(instance, ALIAS_LABEL, context);
    }

    /// Reads everything; the materials go into the vault.
    ///
    /// @throws StoreException.Corrupt if a record does not open at its place
    State load() {
        var state = new State();
        for (var record : partition.list(Kind.KMS_KEY)) {
            state.apply(new Change.PutKey(KeyRecord.decode(open(record), arns)));
        }
        for (var record : partition.list(Kind.KMS_ALIAS)) {
            state.apply(new Change.PutAlias(AliasRecord.decode(open(record))));
        }
        for (var record : partition.list(Kind.KMS_GRANT)) {
            state.apply(new Change.PutGrant(GrantRecord.decode(open(record))));
        }
        for (var record : partition.list(Kind.KMS_MATERIAL)) {
            loadMaterial(record, spec(state, record));
        }
        return state;
    }

    /// Reads everything again, and names each record that is missing, changed, too many, or does
    /// not open.
    List<String> verify(State state) {
        var wrong = new ArrayList<>(partition.verify());
        if (wrong.isEmpty()) {
            for (var kind : List.of(Kind.KMS_KEY, Kind.KMS_ALIAS, Kind.KMS_GRANT, Kind.KMS_MATERIAL)) {
                partition.list(kind).forEach(record -> check(state, record, wrong));
            }
        }
        return wrong;
    }

    private void check(State state, StoredRecord record, List<String> wrong) {
        try {
            if (record.key().kind() == Kind.KMS_MATERIAL) {
                vault.check(record, spec(state, record));
            } else {
                open(record);
            }
        } catch (TamperedException e) {
            wrong.add(String.valueOf(damaged(record, e).getMessage()));
        } catch (StoreException.Corrupt e) {
            wrong.add(String.valueOf(e.getMessage()));
        }
    }

    /// Of the key whose material the record is.
    private static KeySpec spec(State state, StoredRecord record) {
        var key = state.key(MaterialId.ofRecord(record.key().id()).key());
        if (key == null) {
            throw new StoreException.Corrupt("kms: record " + record.key().id() + " is the material of no key");
        }
        return key.spec();
    }

    private void loadMaterial(StoredRecord record, KeySpec spec) {
        try {
            vault.load(record, spec);
        } catch (TamperedException e) {
            throw damaged(record, e);
        }
    }

    private byte[] open(StoredRecord record) {
        try {
            return sealer.open(record.key().place(Place.INSTANCE, record.value().version(), 0), record.value());
        } catch (TamperedException e) {
            throw damaged(record, e);
        }
    }

    private static StoreException.Corrupt damaged(StoredRecord record, TamperedException cause) {
        var key = record.key();
        return new StoreException.Corrupt("kms: record " + key.kind() + " " + key.id() + " does not open", cause);
    }

    /// Puts what `wanted` asks for into one commit.
    void write(Changes commit, List<Change> wanted) {
        for (var change : wanted) {
            switch (change) {
                case Change.PutKey put ->
                    put(commit, Kind.KMS_KEY, KeyRecord.id(put.key()), KeyRecord.encode(put.key()));
                case Change.DeleteKey delete -> commit.delete(Kind.KMS_KEY, KeyRecord.id(delete.key()));
                case Change.PutMaterial put -> putMaterial(commit, put);
                case Change.DeleteMaterial delete ->
                    commit.delete(Kind.KMS_MATERIAL, delete.id().record());
                case Change.PutAlias put ->
                    put(commit, Kind.KMS_ALIAS, id(put.alias()), AliasRecord.encode(put.alias()));
                case Change.DeleteAlias delete -> commit.delete(Kind.KMS_ALIAS, id(delete.alias()));
                case Change.PutGrant put ->
                    put(commit, Kind.KMS_GRANT, GrantRecord.id(put.grant()), GrantRecord.encode(put.grant()));
                case Change.DeleteGrant delete -> commit.delete(Kind.KMS_GRANT, GrantRecord.id(delete.grant()));
            }
        }
    }

    private void put(Changes commit, Kind kind, RecordId id, byte[] plaintext) {
        var place = new RecordKey(id(), kind, id).place(Place.INSTANCE, commit.version(), 0);
        commit.put(kind, id, sealer.seal(place, plaintext));
    }

    private void putMaterial(Changes commit, Change.PutMaterial put) {
        var place = Vault.key(id(), put.id()).place(Place.INSTANCE, commit.version(), 0);
        commit.put(Kind.KMS_MATERIAL, put.id().record(), vault.seal(place, put.spec(), put.secret()));
    }

    private RecordId id(Alias alias) {
        return aliasNames.of(alias.name());
    }

    private UUID id() {
        return partition.partition();
    }

    @Override
    public void close() {
        sealer.close();
        aliasNames.close();
    }
}
