package org.letterlock.kms;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.letterlock.iam.Policy;
import software.amazon.awssdk.services.kms.model.KeyManagerType;
import software.amazon.awssdk.services.kms.model.KeySpec;
import software.amazon.awssdk.services.kms.model.KeyState;
import software.amazon.awssdk.services.kms.model.KeyUsageType;

/// A KMS key as it is now, without its material. Immutable.
///
/// @param material what its current material is called; null for an asymmetric key, which has none
///     here
/// @param deletion when it will be deleted; null unless it is pending deletion
/// @param document the key policy as it was put
/// @param policy   the key policy as it is evaluated
record KmsKey(
        UUID id,
        String arn,
        KeySpec spec,
        KeyUsageType usage,
        KeyManagerType manager,
        KeyState state,
        @Nullable MaterialId material,
        String description,
        Instant created,
        @Nullable Instant deletion,
        String document,
        Policy policy) {

    boolean isSymmetric() {
        return spec == KeySpec.SYMMETRIC_DEFAULT;
    }

    KmsKey with(KeyState newState, @Nullable Instant newDeletion) {
        return new KmsKey(
                id, arn, spec, usage, manager, newState, material, description, created, newDeletion, document, policy);
    }

    KmsKey with(String newDocument, Policy newPolicy) {
        return new KmsKey(
                id, arn, spec, usage, manager, state, material, description, created, deletion, newDocument, newPolicy);
    }

    /// For what needs an enabled key: the exceptions of the other states.
    void requireEnabled() {
        switch (state) {
            case ENABLED -> {}
            case DISABLED -> throw KmsErrors.disabled(arn);
            case PENDING_DELETION -> throw KmsErrors.pendingDeletion(arn);
            default -> throw KmsErrors.invalidState(arn + " is " + state + ".");
        }
    }

    void requireNotPendingDeletion() {
        if (state == KeyState.PENDING_DELETION) {
            throw KmsErrors.pendingDeletion(arn);
        }
    }

    /// Asymmetric keys exist only to be described and refused (DP-14).
    void requireSymmetricEncryption(String operation) {
        if (usage != KeyUsageType.ENCRYPT_DECRYPT) {
            throw KmsErrors.invalidKeyUsage(
                    arn + " key usage is " + usage + " which is not valid for " + operation + ".");
        }
        if (!isSymmetric()) {
            throw KmsErrors.unsupported(
                    arn + " key spec is " + spec + " which is not supported for " + operation + ".");
        }
    }
}
