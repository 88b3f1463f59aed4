package org.letterlock.kms;

import java.nio.ByteBuffer;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.letterlock.crypt.BlindIndex;
import org.letterlock.crypt.Place;
import org.letterlock.crypt.RecordId;
import org.letterlock.crypt.Sealed;
import org.letterlock.crypt.Sealer;
import org.letterlock.crypt.Secret;
import org.letterlock.crypt.TamperedException;
import org.letterlock.store.Kind;
import org.letterlock.store.RecordKey;
import org.letterlock.store.StoredRecord;

/// The key materials: wrapped under the KMS root where they lie, and here, while the KMS runs, each
/// only as the sealer that is derived from it. Encrypts and decrypts with them. Thread-safe.
final class Vault implements AutoCloseable {
    private static final String WRAP_LABEL = "letterlock/1/kms/material";
    private static final String ENCRYPT_LABEL = "letterlock/1/kms/encrypt";
    private static final String HEADER_LABEL = "letterlock/1/kms/index/blob";
    private static final byte BLOB_KIND = 'e';

    private final Sealer wrapper;
    private final BlindIndex headers;
    private final Map<RecordId, Sealer> materials = new ConcurrentHashMap<>();

    Vault(Secret root) {
        this.wrapper = Sealer.derive(root, WRAP_LABEL, new byte[0]);
        this.headers = BlindIndex.derive(root, HEADER_LABEL, new byte[0]);
    }

    /// Wraps a material for its record.
    Sealed wrap(Place place, Secret material) {
        return wrapper.wrap(place, material);
    }

    /// Takes a stored material into use.
    void load(StoredRecord record) throws TamperedException {
        try (var material = unwrap(record)) {
            use(MaterialId.ofRecord(record.key().id()), material);
        }
    }

    /// Checks that a stored material opens.
    void check(StoredRecord record) throws TamperedException {
        unwrap(record).close();
    }

    private Secret unwrap(StoredRecord record) throws TamperedException {
        return wrapper.unwrap(record.key().place(Place.INSTANCE, record.value().version(), 0), record.value());
    }

    /// Takes a material into use. The secret stays the caller's.
    void use(MaterialId id, Secret material) {
        materials.put(
                id.record(), Sealer.derive(material, ENCRYPT_LABEL, id.record().bytes()));
    }

    void forget(MaterialId id) {
        var sealer = materials.remove(id.record());
        if (sealer != null) {
            sealer.close();
        }
    }

    /// The keyed check of a blob's header: tells a damaged blob from one whose key is gone.
    byte[] headerCheck(byte[] header) {
        return headers.authenticate(header);
    }

    CiphertextBlob encrypt(MaterialId id, EncryptionContext context, byte[] plaintext) {
        return new CiphertextBlob(
                id, sealer(id).seal(place(id, context), plaintext).bytes());
    }

    /// @throws TamperedException if the blob was changed, or made with another context
    byte[] decrypt(CiphertextBlob blob, EncryptionContext context) throws TamperedException {
        return sealer(blob.material()).open(place(blob.material(), context), blob.sealed());
    }

    private Sealer sealer(MaterialId id) {
        @Nullable Sealer sealer = materials.get(id.record());
        if (sealer == null) {
            throw KmsErrors.invalidCiphertext();
        }
        return sealer;
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
        materials.values().forEach(Sealer::close);
        materials.clear();
        wrapper.close();
        headers.close();
    }
}
