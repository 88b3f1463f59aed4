package org.letterlock.smtp;

import java.util.UUID;
import org.letterlock.keyring.WrappedKey;

/// A recipient that was accepted, and whose mailbox it is.
record Destination(MailAddress address, WrappedKey mailbox) {
    UUID organization() {
        return mailbox.organization();
    }
}
