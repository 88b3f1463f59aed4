package org.letterlock.kms;

import java.nio.ByteBuffer;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.letterlock.crypt.BlindIndex;
import org.letterlock.crypt.KeyPair;
import org.letterlock.crypt.Place;
import org.letterlock.crypt.RecordId;
import org.letterlock.crypt.Sealed;
import org.letterlock.crypt.Sealer;
import org.letterlock.crypt.Secret;
import org.letterlock.crypt.TamperedException;
import org.letterlock.store.Kind;
import org.letterlock.store.RecordKey;
import org.letterlock.store.StoredRecord;
import software.amazon.awssdk.services.kms.model.KeySpec;

/// The key materials: under the KMS root where they lie, and here, while the KMS runs, each in the
/// form in which it is used. Encrypts and decrypts with them. Thread-safe.
final class Vault implements AutoCloseable {
    static final int SYMMETRIC_BYTES = 32;
    static final String ENCRYPT_LABEL = "letterlock/1/kms/encrypt";
    private static final String WRAP_LABEL = "letterlock/1/kms/material";
    private static final String SEAL_LABEL = "letterlock/1/kms/material-record";
    private static final String TOKEN_LABEL = "letterlock/1/kms/import-token";
    private static final String HEADER_LABEL = "letterlock/1/kms/index/blob";
    private static final String IMPORT_LABEL = "letterlock/1/kms/index/imported";
    private static final byte BLOB_KIND = 'e';
    private static final byte TOKEN_KIND = 't';

    private final Sealer wrapper;
    private final Sealer sealer;
    private final Sealer tokens;
    private final BlindIndex headers;
    private final BlindIndex imports;
    private final Map<RecordId, Material> materials = new ConcurrentHashMap<>();

    Vault(Secret root) {
        this.wrapper = Sealer.derive(root, WRAP_LABEL, new byte[0]);
        this.sealer = Sealer.derive(root, SEAL_LABEL, new byte[0]);
        this.tokens = Sealer.derive(root, TOKEN_LABEL, new byte[0]);
        this.headers = BlindIndex.derive(root, HEADER_LABEL, new byte[0]);
        this.imports = BlindIndex.derive(root, IMPORT_LABEL, new byte[0]);
    }

    /// Seals a material for its record: a symmetric key as a wrap, all else as a record.
    Sealed seal(Place place, KeySpec spec, Secret material) {
        return spec == KeySpec.SYMMETRIC_DEFAULT
                ? wrapper.wrap(place, material)
                : material.expose(bytes -> sealer.seal(place, bytes));
    }

    /// Takes a stored material into use.
    void load(StoredRecord record, KeySpec spec) throws TamperedException {
        try (var material = open(record, spec)) {
            use(MaterialId.ofRecord(record.key().id()), spec, material);
        }
    }

    /// Checks that a stored material opens.
    void check(StoredRecord record, KeySpec spec) throws TamperedException {
        open(record, spec).close();
    }

    private Secret open(StoredRecord record, KeySpec spec) throws TamperedException {
        var place = record.key().place(Place.INSTANCE, record.value().version(), 0);
        return spec == KeySpec.SYMMETRIC_DEFAULT
                ? wrapper.unwrap(place, record.value())
                : Secret.take(sealer.open(place, record.value()));
    }

    /// Takes a material into use. The secret stays the caller's.
    void use(MaterialId id, KeySpec spec, Secret material) {
        var before = materials.put(id.record(), Material.of(id, spec, material));
        if (before != null) {
            before.close();
        }
    }

    void forget(MaterialId id) {
        var material = materials.remove(id.record());
        if (material != null) {
            material.close();
        }
    }

    /// What imported bytes are called: the same bytes for the same key always alike, so that other
    /// bytes are known when they come back.
    MaterialId idOfImported(UUID key, byte[] material) {
        var keyId = RecordId.of(key.getMostSignificantBits(), key.getLeastSignificantBits());
        return new MaterialId(key, RecordId.of(imports.authenticate(keyId.bytes(), material)));
    }

    /// The keyed check of a blob's header: tells a damaged blob from one whose key is gone.
    byte[] headerCheck(byte[] header) {
        return headers.authenticate(header);
    }

    CiphertextBlob encrypt(MaterialId id, EncryptionContext context, byte[] plaintext) {
        return new CiphertextBlob(
                id, sealing(id).seal(place(id, context), plaintext).bytes());
    }

    /// @throws TamperedException if the blob was changed, or made with another context
    byte[] decrypt(CiphertextBlob blob, EncryptionContext context) throws TamperedException {
        return sealing(blob.material()).open(place(blob.material(), context), blob.sealed());
    }

    private Sealer sealing(MaterialId id) {
        if (materials.get(id.record()) instanceof Material.Sealing sealing) {
            return sealing.sealer();
        }
        throw KmsErrors.invalidCiphertext();
    }

    KeyPair pair(KmsKey key) {
        if (key.material() != null && materials.get(key.material().record()) instanceof Material.Pair found) {
            return found.pair();
        }
        throw KmsErrors.invalidState(key.arn() + " has no key material.");
    }

    Material.Mac mac(KmsKey key) {
        if (key.material() != null && materials.get(key.material().record()) instanceof Material.Mac found) {
            return found;
        }
        throw KmsErrors.invalidState(key.arn() + " has no key material.");
    }

    /// Seals what an import token holds, for this key alone.
    byte[] sealToken(UUID key, byte[] content) {
        return tokens.seal(tokenPlace(key), content).bytes();
    }

    /// @throws TamperedException if this is no token for this key
    byte[] openToken(UUID key, byte[] token) throws TamperedException {
        return tokens.open(tokenPlace(key), token);
    }

    private static Place tokenPlace(UUID key) {
        return new Place(Place.INSTANCE, key, TOKEN_KIND, RecordId.of(new byte[0]), 0, 0);
    }

    private static Place place(MaterialId id, EncryptionContext context) {
        var bound = ByteBuffer.allocate(RecordId.MAX_BYTES)
                .put(context.digest())
                .put(id.id().bytes());
        return new Place(Place.INSTANCE, id.key(), BLOB_KIND, RecordId.of(bound.array()), 0, 0);
    }

    /// The place of a material's record.
    static RecordKey key(UUID partition, MaterialId id) {
        return new RecordKey(partition, Kind.KMS_MATERIAL, id.record());
    }

    @Override
    public void close() {
        materials.values().forEach(Material::close);
        materials.clear();
        wrapper.close();
        sealer.close();
        tokens.close();
        headers.close();
        imports.close();
    }
}
