package org.letterlock.kms;

import org.jspecify.annotations.Nullable;
import org.letterlock.crypt.RecordId;
import org.letterlock.iam.MalformedPolicyException;
import org.letterlock.iam.Policy;
import org.letterlock.store.StoreException;
import software.amazon.awssdk.services.kms.model.KeyManagerType;
import software.amazon.awssdk.services.kms.model.KeySpec;
import software.amazon.awssdk.services.kms.model.KeyState;
import software.amazon.awssdk.services.kms.model.KeyUsageType;

/// A key as it is stored (`docs/formats/kms-records.md`).
final class KeyRecord {
    private static final byte FORMAT = 1;

    private KeyRecord() {}

    static RecordId id(KmsKey key) {
        return RecordId.of(key.id().getMostSignificantBits(), key.id().getLeastSignificantBits());
    }

    static byte[] encode(KmsKey key) {
        return new RecordWriter()
                .small(FORMAT)
                .id(key.id())
                .text(key.spec().toString())
                .text(key.usage().toString())
                .text(key.manager().toString())
                .text(key.state().toString())
                .bytes(
                        key.material() == null
                                ? new byte[0]
                                : key.material().id().bytes())
                .text(key.description())
                .time(key.created())
                .time(key.deletion())
                .text(key.document())
                .toBytes();
    }

    static KmsKey decode(byte[] bytes, Arns arns) {
        var in = new RecordReader(bytes, FORMAT);
        var id = in.id();
        var spec = KeySpec.fromValue(in.text());
        var usage = KeyUsageType.fromValue(in.text());
        var manager = KeyManagerType.fromValue(in.text());
        var state = KeyState.fromValue(in.text());
        var material = in.bytes();
        var description = in.text();
        var created = in.time();
        var deletion = in.timeOrNull();
        var document = in.text();
        @Nullable MaterialId materialId = material.length == 0 ? null : new MaterialId(id, RecordId.of(material));
        return new KmsKey(
                id,
                arns.key(id),
                spec,
                usage,
                manager,
                state,
                materialId,
                description,
                created,
                deletion,
                document,
                policy(document));
    }

    private static Policy policy(String document) {
        try {
            return Policy.parse(document);
        } catch (MalformedPolicyException e) {
            throw new StoreException.Corrupt("a stored key policy is not accepted any more", e);
        }
    }
}
