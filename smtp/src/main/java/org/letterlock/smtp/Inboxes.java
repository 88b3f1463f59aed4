package org.letterlock.smtp;

import org.letterlock.keyring.KeyUnavailableException;
import org.letterlock.keyring.WrappedKey;
import org.letterlock.mailbox.Refused;

/// What delivery asks of [org.letterlock.mailbox.Mailboxes].
interface Inboxes {
    /// Takes the delivery client's lease of one mailbox.
    Inbox open(WrappedKey mailbox) throws KeyUnavailableException, Refused;

    interface Inbox extends AutoCloseable {
        /// Durable when it returns.
        void append(byte[] message, long epochSecond) throws KeyUnavailableException, Refused;

        @Override
        void close();
    }
}
