package org.letterlock.kms;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.letterlock.crypt.Secret;
import software.amazon.awssdk.services.kms.model.RotationType;

/// A symmetric key with another current material: a fresh one, or the imported one that waited for
/// it. What the older ones encrypted, they decrypt.
///
/// @param changes what makes it so
/// @param details the `serviceEventDetails` of the RotateKey event
record RotatedKey(KmsKey key, List<Change> changes, Map<String, ?> details) {
    static RotatedKey of(KmsKey key, RotationType how, Instant now, SecureRandom random) {
        var pending = key.materials().pending();
        if (pending != null) {
            var materials = key.materials().retireCurrent().replace(pending.withRotation(how, now));
            var rotated = key.with(key.state(), materials);
            return new RotatedKey(rotated, List.of(new Change.PutKey(rotated)), details(key, rotated, how));
        }
        var fresh = MaterialId.random(key.id(), random);
        var materials = key.materials().retireCurrent().with(KeyMaterial.rotated(fresh, how, now));
        var rotated = key.with(key.state(), materials);
        return new RotatedKey(
                rotated,
                List.of(
                        new Change.PutMaterial(fresh, key.spec(), Secret.random(Material.bytes(key.spec()))),
                        new Change.PutKey(rotated)),
                details(key, rotated, how));
    }

    /// The same, with the next automatic rotation put off by a period.
    static RotatedKey automatically(KmsKey key, Instant now, SecureRandom random) {
        return of(key.with(Rotation.every(key.rotation().days(), now)), RotationType.AUTOMATIC, now, random);
    }

    private static Map<String, ?> details(KmsKey before, KmsKey after, RotationType how) {
        var details = new LinkedHashMap<String, Object>();
        details.put("keyId", after.id().toString());
        details.put("rotationType", how.toString());
        details.put("keyOrigin", after.origin().toString());
        details.put("previousKeyMaterialId", Encryption.material(before).hex());
        details.put("currentKeyMaterialId", Encryption.material(after).hex());
        return details;
    }
}
