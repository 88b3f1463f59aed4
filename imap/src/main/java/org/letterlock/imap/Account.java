package org.letterlock.imap;

import org.letterlock.mailbox.Mailbox;

/// Who has logged in, and the mailbox they use.
///
/// @param release gives back the connection's place among the user's
record Account(String user, Mailbox mailbox, Runnable release) implements AutoCloseable {
    @Override
    public void close() {
        try {
            mailbox.close();
        } finally {
            release.run();
        }
    }
}
