package org.letterlock.kms;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.letterlock.crypt.RecordId;
import org.letterlock.iam.MalformedPolicyException;
import org.letterlock.iam.Policy;
import org.letterlock.store.StoreException;
import software.amazon.awssdk.services.kms.model.KeyManagerType;
import software.amazon.awssdk.services.kms.model.KeyMaterialState;
import software.amazon.awssdk.services.kms.model.KeySpec;
import software.amazon.awssdk.services.kms.model.KeyState;
import software.amazon.awssdk.services.kms.model.KeyUsageType;
import software.amazon.awssdk.services.kms.model.OriginType;
import software.amazon.awssdk.services.kms.model.RotationType;

/// A key as it is stored (`docs/formats/kms-records.md`): written in format 2, read in both.
final class KeyRecord {
    private static final byte FORMAT_1 = 1;
    private static final byte FORMAT = 2;

    private KeyRecord() {}

    static RecordId id(KmsKey key) {
        return RecordId.of(key.id().getMostSignificantBits(), key.id().getLeastSignificantBits());
    }

    static byte[] encode(KmsKey key) {
        var out = new RecordWriter()
                .small(FORMAT)
                .id(key.id())
                .text(key.spec().toString())
                .text(key.usage().toString())
                .text(key.manager().toString())
                .text(key.state().toString())
                .text(key.description())
                .time(key.created())
                .time(key.deletion())
                .text(key.document())
                .text(key.origin().toString())
                .pairs(key.tags())
                .number(key.rotation().days())
                .time(key.rotation().next())
                .number(key.materials().all().size());
        key.materials().all().forEach(material -> put(out, material));
        return out.toBytes();
    }

    private static void put(RecordWriter out, KeyMaterial material) {
        out.bytes(material.id().id().bytes())
                .text(material.state().toString())
                .small(material.present() ? 1 : 0)
                .time(material.rotated())
                .text(material.rotation() == null ? "" : material.rotation().toString())
                .time(material.validTo())
                .text(material.description());
    }

    static KmsKey decode(byte[] bytes, Arns arns) {
        var in = new RecordReader(bytes, FORMAT_1, FORMAT);
        return in.format() == FORMAT_1 ? decodeFormat1(in, arns) : decodeFormat2(in, arns);
    }

    private static KmsKey decodeFormat1(RecordReader in, Arns arns) {
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
        var materials = material.length == 0
                ? KeyMaterials.NONE
                : KeyMaterials.of(KeyMaterial.first(new MaterialId(id, RecordId.of(material))));
        return new KmsKey(
                new KmsKey.Fixed(id, arns.key(id), spec, usage, manager, OriginType.AWS_KMS, created),
                state,
                deletion,
                materials,
                manager == KeyManagerType.AWS ? Rotation.every(Rotation.USUAL_DAYS, created) : Rotation.OFF,
                description,
                Map.of(),
                new KeyPolicy(document, policy(document)));
    }

    private static KmsKey decodeFormat2(RecordReader in, Arns arns) {
        var id = in.id();
        var spec = KeySpec.fromValue(in.text());
        var usage = KeyUsageType.fromValue(in.text());
        var manager = KeyManagerType.fromValue(in.text());
        var state = KeyState.fromValue(in.text());
        var description = in.text();
        var created = in.time();
        var deletion = in.timeOrNull();
        var document = in.text();
        var origin = OriginType.fromValue(in.text());
        var tags = in.pairs();
        var rotation = new Rotation(Math.toIntExact(in.number()), in.timeOrNull());
        var materials = new ArrayList<KeyMaterial>();
        for (long count = in.number(); count > 0; count--) {
            materials.add(material(in, id));
        }
        return new KmsKey(
                new KmsKey.Fixed(id, arns.key(id), spec, usage, manager, origin, created),
                state,
                deletion,
                new KeyMaterials(materials),
                rotation,
                description,
                tags,
                new KeyPolicy(document, policy(document)));
    }

    private static KeyMaterial material(RecordReader in, UUID key) {
        var id = new MaterialId(key, RecordId.of(in.bytes()));
        var state = KeyMaterialState.fromValue(in.text());
        boolean present = in.small() == 1;
        @Nullable Instant rotated = in.timeOrNull();
        var how = in.text();
        @Nullable Instant validTo = in.timeOrNull();
        return new KeyMaterial(
                id, state, present, rotated, how.isEmpty() ? null : RotationType.fromValue(how), validTo, in.text());
    }

    private static Policy policy(String document) {
        try {
            return Policy.parse(document);
        } catch (MalformedPolicyException e) {
            throw new StoreException.Corrupt("a stored key policy is not accepted any more", e);
        }
    }
}
