package org.letterlock.kms;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.letterlock.iam.Policy;
import software.amazon.awssdk.services.kms.model.KeyManagerType;
import software.amazon.awssdk.services.kms.model.KeySpec;
import software.amazon.awssdk.services.kms.model.KeyState;
import software.amazon.awssdk.services.kms.model.KeyUsageType;
import software.amazon.awssdk.services.kms.model.OriginType;

/// A KMS key as it is now, without its material. Immutable.
///
/// @param fixed     what never changes
/// @param deletion  when it will be deleted; null unless it is pending deletion
/// @param materials what its materials are called, and how they stand
/// @param tags      by their keys
record KmsKey(
        Fixed fixed,
        KeyState state,
        @Nullable Instant deletion,
        KeyMaterials materials,
        Rotation rotation,
        String description,
        Map<String, String> tags,
        KeyPolicy access) {
    /// What a key is from its creation on.
    record Fixed(
            UUID id,
            String arn,
            KeySpec spec,
            KeyUsageType usage,
            KeyManagerType manager,
            OriginType origin,
            Instant created) {}

    KmsKey {
        tags = Map.copyOf(tags);
    }

    UUID id() {
        return fixed.id();
    }

    String arn() {
        return fixed.arn();
    }

    KeySpec spec() {
        return fixed.spec();
    }

    KeyUsageType usage() {
        return fixed.usage();
    }

    KeyManagerType manager() {
        return fixed.manager();
    }

    OriginType origin() {
        return fixed.origin();
    }

    Instant created() {
        return fixed.created();
    }

    /// The key policy as it was put.
    String document() {
        return access.document();
    }

    /// The key policy as it is evaluated.
    Policy policy() {
        return access.policy();
    }

    /// What its current material is called; null for a key that waits for its first.
    @Nullable
    MaterialId material() {
        var current = materials.current();
        return current == null ? null : current.id();
    }

    boolean isSymmetric() {
        return spec() == KeySpec.SYMMETRIC_DEFAULT;
    }

    boolean isImported() {
        return origin() == OriginType.EXTERNAL;
    }

    /// In a state other than pending deletion.
    KmsKey with(KeyState newState) {
        return new KmsKey(fixed, newState, null, materials, rotation, description, tags, access);
    }

    KmsKey withDeletion(Instant when) {
        return new KmsKey(fixed, KeyState.PENDING_DELETION, when, materials, rotation, description, tags, access);
    }

    KmsKey with(KeyState newState, KeyMaterials newMaterials) {
        return new KmsKey(fixed, newState, deletion, newMaterials, rotation, description, tags, access);
    }

    KmsKey with(Rotation newRotation) {
        return new KmsKey(fixed, state, deletion, materials, newRotation, description, tags, access);
    }

    KmsKey with(KeyPolicy newAccess) {
        return new KmsKey(fixed, state, deletion, materials, rotation, description, tags, newAccess);
    }

    KmsKey withDescription(String newDescription) {
        return new KmsKey(fixed, state, deletion, materials, rotation, newDescription, tags, access);
    }

    KmsKey withTags(Map<String, String> newTags) {
        return new KmsKey(fixed, state, deletion, materials, rotation, description, newTags, access);
    }

    /// The key as it stands at a moment: with material that has expired it waits for import, whether
    /// or not the expiry was carried out yet.
    KmsKey at(Instant now) {
        boolean usable = state == KeyState.ENABLED || state == KeyState.DISABLED;
        return usable && isImported() && !materials.isWholeAt(now) ? with(KeyState.PENDING_IMPORT) : this;
    }

    /// For what needs an enabled key: the exceptions of the other states.
    void requireEnabled() {
        switch (state) {
            case ENABLED -> {}
            case DISABLED -> throw KmsErrors.disabled(arn());
            case PENDING_DELETION -> throw KmsErrors.pendingDeletion(arn());
            case PENDING_IMPORT -> throw KmsErrors.pendingImport(arn());
            default -> throw KmsErrors.invalidState(arn() + " is " + state + ".");
        }
    }

    void requireNotPendingDeletion() {
        if (state == KeyState.PENDING_DELETION) {
            throw KmsErrors.pendingDeletion(arn());
        }
    }

    /// For what no key does while it waits for deletion or import.
    void requireWhole() {
        requireNotPendingDeletion();
        if (state == KeyState.PENDING_IMPORT) {
            throw KmsErrors.pendingImport(arn());
        }
    }

    /// Refuses a key of another origin, as it is told for imports and rotations.
    void requireOrigin(OriginType origin) {
        if (origin() != origin) {
            throw KmsErrors.unsupported(arn() + " origin is " + origin() + " which is not valid for this operation.");
        }
    }

    void requireUsage(KeyUsageType usage, String operation) {
        if (usage() != usage) {
            throw KmsErrors.invalidKeyUsage(
                    arn() + " key usage is " + usage() + " which is not valid for " + operation + ".");
        }
    }

    /// For what only symmetric encryption keys do.
    void requireSymmetricEncryption(String operation) {
        requireUsage(KeyUsageType.ENCRYPT_DECRYPT, operation);
        requireSymmetric(operation);
    }

    void requireSymmetric(String operation) {
        if (!isSymmetric()) {
            throw KmsErrors.unsupported(
                    arn() + " key spec is " + spec() + " which is not supported for " + operation + ".");
        }
    }
}
