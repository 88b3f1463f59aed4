package org.letterlock.mailbox;

import org.letterlock.crypt.TamperedException;
import org.letterlock.keyring.KeyUnavailableException;

/// One change that waits for its turn. Called under the mailbox's writer lock; it changes the draft as
/// a whole or, if it throws, not at all (the caller puts the draft back).
interface Request<T> {
    T plan(Draft draft) throws Refused, KeyUnavailableException, TamperedException;
}
