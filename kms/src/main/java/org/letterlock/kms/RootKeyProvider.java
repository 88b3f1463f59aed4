package org.letterlock.kms;

import java.util.Optional;
import org.letterlock.crypt.Secret;

/// Where the root keys live: never in the data folder. Files for now; a token or another KMS can be
/// one too.
public interface RootKeyProvider {
    /// The root, 32 bytes, to be closed by the caller; empty if there is none.
    ///
    /// @throws RootKeyException if there is one and it cannot be used
    Optional<Secret> find(RootKey which) throws RootKeyException;

    /// Makes a root that does not exist, and keeps it durably before returning it.
    Secret create(RootKey which) throws RootKeyException;
}
