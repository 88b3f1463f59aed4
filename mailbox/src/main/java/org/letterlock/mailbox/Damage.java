package org.letterlock.mailbox;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import org.letterlock.crypt.TamperedException;
import org.letterlock.store.StoreException;

/// Turns faults of the store into what a client may be told. What is logged names records by opaque
/// numbers.
final class Damage {
    private static final Logger LOG = System.getLogger(Damage.class.getName());

    private Damage() {}

    /// @param what opaque numbers only
    static Refused refused(String what, TamperedException e) {
        LOG.log(Level.ERROR, "{0} was damaged or tampered with: {1}", what, e.getMessage());
        return new Refused(Refused.Code.CORRUPTION, "what is stored is damaged");
    }

    static Refused refused(StoreException e) {
        return switch (e) {
            case StoreException.Corrupt corrupt -> {
                LOG.log(Level.ERROR, "the store is damaged", corrupt);
                yield new Refused(Refused.Code.CORRUPTION, "what is stored is damaged");
            }
            case StoreException.Full full -> {
                LOG.log(Level.WARNING, "the store is full", full);
                yield new Refused(Refused.Code.NOSPACE, "no space left, try again later");
            }
            default -> {
                LOG.log(Level.WARNING, "the store failed", e);
                yield new Refused(Refused.Code.UNAVAILABLE, "the store does not answer, try again later");
            }
        };
    }

    static Refused refused(Undecided e) {
        LOG.log(Level.WARNING, "the store does not say whether a commit was carried out", e);
        return new Refused(Refused.Code.UNAVAILABLE, "the store does not answer, try again later");
    }
}
