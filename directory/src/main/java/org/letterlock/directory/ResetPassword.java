package org.letterlock.directory;

import java.util.UUID;
import org.letterlock.crypt.Secret;
import org.letterlock.keyring.KeyUnavailableException;

/// Gives a user another password and with it another credential id.
record ResetPassword(Tenants tenants, Passwords passwords) {
    void run(Organization organization, UUID userId, Secret password)
            throws DirectoryException, KeyUnavailableException {
        var tenant = tenants.of(organization.id());
        tenants.lease(organization);
        byte[] verifier = passwords.verifier(password);
        boolean done = false;
        while (!done) {
            var before = tenants.leased(organization, lease -> tenant.user(userId, lease))
                    .orElseThrow(() -> new DirectoryException("EntityNotFoundException", "There is no such user."));
            done = tenants.leased(organization, lease -> tenant.replace(before, before.withPassword(verifier), lease));
        }
    }
}
