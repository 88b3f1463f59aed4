package org.letterlock.kms;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.kms.model.KeyMaterialState;
import software.amazon.awssdk.services.kms.model.RotationType;

/// One material of a key, without its bytes. Immutable.
///
/// @param present     whether its bytes are here: what was imported can be deleted and come back
/// @param rotated     when it became current; null for the first, and for one that never did
/// @param rotation    how it became current; null for the first
/// @param validTo     when imported bytes expire; null: never
/// @param description of imported bytes; may be empty
record KeyMaterial(
        MaterialId id,
        KeyMaterialState state,
        boolean present,
        @Nullable Instant rotated,
        @Nullable RotationType rotation,
        @Nullable Instant validTo,
        String description) {
    static KeyMaterial first(MaterialId id) {
        return new KeyMaterial(id, KeyMaterialState.CURRENT, true, null, null, null, "");
    }

    static KeyMaterial rotated(MaterialId id, RotationType how, Instant when) {
        return new KeyMaterial(id, KeyMaterialState.CURRENT, true, when, how, null, "");
    }

    KeyMaterial withState(KeyMaterialState newState) {
        return new KeyMaterial(id, newState, present, rotated, rotation, validTo, description);
    }

    KeyMaterial withRotation(RotationType how, Instant when) {
        return new KeyMaterial(id, KeyMaterialState.CURRENT, present, when, how, validTo, description);
    }

    KeyMaterial absent() {
        return new KeyMaterial(id, state, false, rotated, rotation, null, description);
    }

    boolean isUsableAt(Instant now) {
        return present && (validTo == null || validTo.isAfter(now));
    }

    boolean isExpiredAt(Instant now) {
        return present && validTo != null && !validTo.isAfter(now);
    }

    boolean isPendingRotation() {
        return state == KeyMaterialState.PENDING_ROTATION;
    }
}
