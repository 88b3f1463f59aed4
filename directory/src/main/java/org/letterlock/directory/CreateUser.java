package org.letterlock.directory;

import java.util.List;
import java.util.UUID;
import org.letterlock.crypt.RecordId;
import org.letterlock.crypt.Secret;
import org.letterlock.keyring.KeyUnavailableException;
import org.letterlock.keyring.Keyring;
import org.letterlock.keyring.WrappedKey;

/// Creates a user with a mailbox (DP-7). Every step before the last is given back if a later one
/// fails, now or at the next start; the last makes user, mailbox and address exist, in one commit.
record CreateUser(Tenants tenants, Claims claims, InstanceKey key, Keyring keyring, Undo undo, Passwords passwords) {
    private static final int MAX_NAME = 256;

    User run(Organization organization, String email, String name, Secret password, Directory.MailboxMaker mailboxes)
            throws DirectoryException, KeyUnavailableException {
        var address = address(organization, email);
        requirePrintable(name);
        var tenant = tenants.of(organization.id());
        var index = key.address(organization.id(), address);
        if (tenant.mailboxOf(index).isPresent()) {
            throw addressTaken();
        }
        tenants.lease(organization);
        byte[] verifier = passwords.verifier(password);
        var user =
                new UserRecord(UUID.randomUUID(), UUID.randomUUID(), UUID.randomUUID(), address.text(), name, verifier);
        var wrapped = make(organization, tenant, index, user, mailboxes);
        return new User(user.id(), organization.id(), user.email(), user.displayName(), wrapped);
    }

    private WrappedKey make(
            Organization organization, Tenant tenant, RecordId index, UserRecord user, Directory.MailboxMaker mailboxes)
            throws DirectoryException, KeyUnavailableException {
        var intent = new Intent(user.mailbox(), List.of(index), "", "");
        tenant.record(intent);
        try {
            if (!claims.take(index, new Claim(organization.id(), user.mailbox()))) {
                throw addressTaken();
            }
            var wrapped = keyring.create(organization.id(), organization.arn(), organization.cmkArn(), user.mailbox());
            mailboxes.make(wrapped);
            var mailbox =
                    new MailboxRecord(user.mailbox(), user.id(), List.of(index), wrapped.generation(), wrapped.blob());
            tenant.complete(mailbox, user, tenants.lease(organization));
            return wrapped;
        } catch (DirectoryException | KeyUnavailableException | RuntimeException e) {
            undo(tenant, intent, e);
            throw e;
        }
    }

    /// If this fails too the intent stays, and the next start undoes it.
    private void undo(Tenant tenant, Intent intent, Exception cause) {
        try {
            if (tenant.mailbox(intent.holder()).isEmpty() && undo.run(intent)) {
                tenant.forget(intent);
            }
        } catch (RuntimeException e) {
            cause.addSuppressed(e);
        }
    }

    private static EmailAddress address(Organization organization, String email) throws DirectoryException {
        var address = EmailAddress.parse(email)
                .orElseThrow(() -> new DirectoryException(
                        "InvalidParameterException",
                        "Not an address of the form local@domain with a local part of at most 64 bytes that needs no"
                                + " quotes."));
        if (!organization.domains().contains(address.domain().name())) {
            throw new DirectoryException(
                    "MailDomainNotFoundException", "The address's domain does not belong to the organization.");
        }
        return address;
    }

    private static void requirePrintable(String name) throws DirectoryException {
        if (name.length() > MAX_NAME || name.chars().anyMatch(Character::isISOControl)) {
            throw new DirectoryException(
                    "InvalidParameterException",
                    "The display name must have at most " + MAX_NAME + " characters and no control characters.");
        }
    }

    private static DirectoryException addressTaken() {
        return new DirectoryException("EmailAddressInUseException", "This address is in use.");
    }
}
