package org.letterlock.kms;

import org.letterlock.crypt.Secret;
import org.letterlock.kms.RootKeyException.Reason;
import org.letterlock.store.RecordEngine;

/// The two roots of a store, proved to be the ones that it was written under. Closing it wipes
/// both.
public record RootKeys(Secret instance, Secret kms) implements AutoCloseable {
    /// Finds both roots, or makes them for a store that was never opened before.
    ///
    /// @throws RootKeyException if a root is missing, damaged, or not the one that this store was
    ///     written under: the message says which
    public static RootKeys open(RootKeyProvider provider, RecordEngine engine) throws RootKeyException {
        var memory = new RootMemory(engine);
        var instance = open(RootKey.INSTANCE, provider, memory);
        try {
            return new RootKeys(instance, open(RootKey.KMS, provider, memory));
        } catch (RuntimeException | RootKeyException e) {
            instance.close();
            throw e;
        }
    }

    private static Secret open(RootKey which, RootKeyProvider provider, RootMemory memory) throws RootKeyException {
        var found = provider.find(which);
        if (found.isEmpty() && memory.knows(which)) {
            throw new RootKeyException(
                    which,
                    Reason.MISSING,
                    which.fileName()
                            + ": is missing, and this store was written under it; bring it back from the backup "
                            + "of the keys");
        }
        var root = found.isPresent() ? found.get() : provider.create(which);
        try {
            memory.check(which, root);
            return root;
        } catch (RuntimeException | RootKeyException e) {
            root.close();
            throw e;
        }
    }

    @Override
    public void close() {
        instance.close();
        kms.close();
    }
}
