package org.letterlock.smtp;

import java.net.InetAddress;
import java.util.Optional;
import org.letterlock.crypt.Secret;
import org.letterlock.directory.Login;
import org.letterlock.directory.Recipient;
import org.letterlock.keyring.KeyUnavailableException;

/// What a session asks of [org.letterlock.directory.Directory].
interface Accounts {
    boolean isLocalDomain(String domain);

    Optional<Recipient> recipient(String address);

    Login authenticate(String email, Secret password, InetAddress source) throws KeyUnavailableException;
}
