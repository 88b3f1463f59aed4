package org.letterlock.imap;

import java.net.InetAddress;
import org.letterlock.crypt.Secret;
import org.letterlock.directory.Login;
import org.letterlock.keyring.KeyUnavailableException;
import org.letterlock.mailbox.Mailbox;
import org.letterlock.mailbox.Refused;

/// What the door needs of the directory and the mailboxes.
interface Accounts {
    Login authenticate(String email, Secret password, InetAddress source) throws KeyUnavailableException;

    /// The mailbox of the user who has just logged in, for this credential and this door.
    Mailbox open(Login.Accepted login) throws KeyUnavailableException, Refused;
}
