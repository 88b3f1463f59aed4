package org.letterlock.kms;

import org.letterlock.crypt.Secret;
import software.amazon.awssdk.services.kms.model.KeySpec;

/// One change of what the KMS holds. An operation asks for changes; they are written with the
/// operation's event in one commit, and only then applied to the state in memory.
sealed interface Change {
    record PutKey(KmsKey key) implements Change {}

    record DeleteKey(KmsKey key) implements Change {}

    /// @param secret the new material; closed once the change is applied or given up
    record PutMaterial(MaterialId id, KeySpec spec, Secret secret) implements Change {}

    record DeleteMaterial(MaterialId id) implements Change {}

    record PutAlias(Alias alias) implements Change {}

    record DeleteAlias(Alias alias) implements Change {}

    record PutGrant(Grant grant) implements Change {}

    record DeleteGrant(Grant grant) implements Change {}
}
