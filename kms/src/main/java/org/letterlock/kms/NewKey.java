package org.letterlock.kms;

import org.letterlock.crypt.Secret;

/// Asks for the changes that make a key.
final class NewKey {
    private static final int MATERIAL_BYTES = 32;

    private NewKey() {}

    static void create(Call call, KmsKey key) {
        if (key.material() != null) {
            call.change(new Change.PutMaterial(key.material(), Secret.random(MATERIAL_BYTES)));
        }
        call.change(new Change.PutKey(key));
    }
}
