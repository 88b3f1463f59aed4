package org.letterlock.directory;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import org.letterlock.keyring.KeyUnavailableException;
import org.letterlock.keyring.Keyring;

/// Gives back what a creation that did not end has taken: its claims, and its grant if one is
/// known. Idempotent. The caller forgets the intent afterwards.
final class Undo {
    private static final Logger LOG = System.getLogger(Undo.class.getName());

    private final Claims claims;
    private final Keyring keyring;

    Undo(Claims claims, Keyring keyring) {
        this.claims = claims;
        this.keyring = keyring;
    }

    /// @return false if a grant could not be given back because the KMS does not answer: keep the
    ///     intent
    boolean run(Intent intent) {
        intent.claims().forEach(index -> claims.free(index, intent.holder()));
        return intent.grantId().isEmpty() || retire(intent);
    }

    private boolean retire(Intent intent) {
        try {
            keyring.retire(intent.cmkArn(), intent.grantId());
            return true;
        } catch (KeyUnavailableException.Unreachable e) {
            LOG.log(Level.WARNING, "the grant of the abandoned organization " + intent.holder() + " is not retired", e);
            return false;
        } catch (KeyUnavailableException e) {
            // The KMS knows no such grant any more, or its key is gone: nothing is left to give
            // back.
            LOG.log(Level.INFO, "no grant of the abandoned organization {0} is left", intent.holder());
            return true;
        }
    }
}
