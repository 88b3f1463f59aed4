package org.letterlock.directory;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Optional;
import org.letterlock.crypt.Secret;
import org.letterlock.keyring.KeyLease;
import org.letterlock.keyring.KeyUnavailableException;
import org.letterlock.store.StoreException;

/// Checks passwords. The organization key comes first: while it is refused, no password is looked
/// at and no failure is counted. Thread-safe.
final class Authenticator {
    private static final Logger LOG = System.getLogger(Authenticator.class.getName());

    private final Register register;
    private final Tenants tenants;
    private final InstanceKey key;
    private final Passwords passwords;
    private final Throttle throttle;

    Authenticator(Register register, Tenants tenants, InstanceKey key, Passwords passwords, Throttle throttle) {
        this.register = register;
        this.tenants = tenants;
        this.key = key;
        this.passwords = passwords;
        this.throttle = throttle;
    }

    /// A user together with what was stored about it.
    private record Account(Organization organization, MailboxRecord mailbox, UserRecord user) {
        Login accepted() {
            var wrapped = mailbox.key(organization);
            return new Login.Accepted(
                    new User(user.id(), organization.id(), user.email(), user.displayName(), wrapped),
                    user.credential().toString());
        }
    }

    Login authenticate(String email, Secret password, InetAddress source) throws KeyUnavailableException {
        var address = EmailAddress.parse(email);
        String name = address.map(EmailAddress::text).orElse("");
        return switch (throttle.begin(name, Source.of(source))) {
            case Throttle.Wait wait -> new Login.Throttled(wait.time());
            case Throttle.Attempt attempt -> check(attempt, address, password);
        };
    }

    private Login check(Throttle.Attempt attempt, Optional<EmailAddress> address, Secret password)
            throws KeyUnavailableException {
        try (attempt) {
            var account = address.isEmpty() ? Optional.<Account>empty() : find(address.get());
            byte[] verifier = account.map(found -> found.user().verifier()).orElse(null);
            var matches = passwords.matches(password, verifier, attempt.familiar());
            if (matches.isEmpty()) {
                return new Login.Throttled(Duration.ofSeconds(1));
            }
            if (account.isEmpty() || !matches.get()) {
                attempt.failed();
                return new Login.Rejected();
            }
            attempt.succeeded();
            renew(account.get(), password);
            return account.get().accepted();
        }
    }

    private Optional<Account> find(EmailAddress address) throws KeyUnavailableException {
        var organization = register.ofDomain(address.domain());
        return organization.isEmpty()
                ? Optional.empty()
                : tenants.leased(organization.get(), lease -> find(organization.get(), address, lease));
    }

    private Optional<Account> find(Organization organization, EmailAddress address, KeyLease lease)
            throws KeyUnavailableException.Expired {
        var tenant = tenants.of(organization.id());
        var mailbox = tenant.mailboxOf(key.address(organization.id(), address));
        if (mailbox.isEmpty()) {
            return Optional.empty();
        }
        return tenant.user(mailbox.get().user(), lease).map(user -> new Account(organization, mailbox.get(), user));
    }

    /// Makes the verifier again when the costs have been raised; the log-in stands even if that
    /// fails.
    private void renew(Account account, Secret password) {
        if (!passwords.isStale(account.user().verifier())) {
            return;
        }
        try {
            var user = account.user().withVerifier(passwords.verifier(password));
            tenants.leased(account.organization(), lease -> {
                tenants.of(account.organization().id()).replace(account.user(), user, lease);
                return true;
            });
        } catch (DirectoryException | KeyUnavailableException | StoreException e) {
            LOG.log(Level.WARNING, "the password verifier of " + account.user().id() + " keeps its old costs", e);
        }
    }
}
