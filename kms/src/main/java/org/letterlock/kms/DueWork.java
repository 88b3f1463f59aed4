package org.letterlock.kms;

import java.security.SecureRandom;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.kms.model.KeyState;

/// Something that the KMS does by itself because its time has come.
///
/// @param event   what it is called in the trail
/// @param details the event's `serviceEventDetails`; null: none
record DueWork(
        String event,
        KmsKey key,
        List<Change> changes,
        @Nullable Map<String, ?> details) {
    /// What is due on one key now.
    static List<DueWork> of(KmsKey key, State state, Instant now, SecureRandom random) {
        if (key.deletion() != null && !key.deletion().isAfter(now)) {
            return List.of(new DueWork("DeleteKey", key, state.changesToDelete(key), null));
        }
        var expired = key.materials().all().stream()
                .filter(material -> material.isExpiredAt(now))
                .toList();
        if (!expired.isEmpty()) {
            return List.of(expiry(key, expired));
        }
        boolean rotates = key.state() == KeyState.ENABLED && key.rotation().isDue(now);
        return rotates ? List.of(rotation(key, now.truncatedTo(ChronoUnit.MILLIS), random)) : List.of();
    }

    private static DueWork expiry(KmsKey key, List<KeyMaterial> expired) {
        var changes = new ArrayList<Change>();
        var changed = key;
        for (var material : expired) {
            changes.add(new Change.DeleteMaterial(material.id()));
            changed = DeleteImportedKeyMaterial.without(changed, material);
        }
        changes.add(new Change.PutKey(changed));
        return new DueWork("DeleteExpiredKeyMaterial", key, changes, null);
    }

    private static DueWork rotation(KmsKey key, Instant now, SecureRandom random) {
        var rotated = RotatedKey.automatically(key, now, random);
        return new DueWork("RotateKey", key, rotated.changes(), rotated.details());
    }
}
