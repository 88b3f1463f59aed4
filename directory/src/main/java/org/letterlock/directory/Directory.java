package org.letterlock.directory;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.letterlock.crypt.Argon2id;
import org.letterlock.crypt.Secret;
import org.letterlock.keyring.KeyUnavailableException;
import org.letterlock.keyring.Keyring;
import org.letterlock.keyring.ServiceGrant;
import org.letterlock.keyring.WrappedKey;
import org.letterlock.store.RecordEngine;
import org.letterlock.store.StoreException;
import software.amazon.awssdk.services.kms.KmsClient;

/// Organizations, domains, users and their credentials. Thread-safe. Multi-step changes leave an
/// intent, and are completed or undone at the next start.
///
/// Every method may throw [StoreException]: then nothing is known to have changed, and doors answer
/// as if the key were unavailable. What one organization's damaged records make impossible does not
/// touch the others.
public final class Directory implements AutoCloseable {
    private static final Logger LOG = System.getLogger(Directory.class.getName());

    /// How long a log-in waits for its turn.
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final RecordEngine engine;
    private final Settings settings;
    private final InstanceKey key;
    private final Register register;
    private final Tenants tenants;
    private final Claims claims;
    private final Undo undo;
    private final Keyring keyring;
    private final Passwords passwords;
    private final Authenticator authenticator;

    /// With the real clock, and passwords at today's costs, as many at once as there are cores (8
    /// at most).
    ///
    /// @param instance the instance root: what must be readable without any organization's key is
    ///     sealed under it; stays the caller's, and open as long as the directory
    public Directory(RecordEngine engine, Keyring keyring, Secret instance, Settings settings) {
        this(engine, keyring, instance, settings, new Argon2id(Argon2id.Costs.DEFAULT), System::nanoTime);
    }

    /// Undoes the creations that an earlier run began and did not end.
    ///
    /// @param argon2id what passwords cost
    /// @param nanos    the monotonic clock, for the throttle
    /// @throws StoreException.Corrupt if the list of organizations is damaged
    public Directory(
            RecordEngine engine,
            Keyring keyring,
            Secret instance,
            Settings settings,
            Argon2id argon2id,
            LongSupplier nanos) {
        this.engine = engine;
        this.settings = settings;
        this.keyring = keyring;
        this.key = new InstanceKey(instance);
        this.register = new Register(engine, instance, key);
        this.tenants = new Tenants(engine, instance, key, keyring, settings.node());
        this.claims = new Claims(engine, key);
        this.undo = new Undo(claims, keyring);
        this.passwords = new Passwords(argon2id, new Places(hashesAtOnce(), PATIENCE));
        this.authenticator = new Authenticator(register, tenants, key, passwords, new Throttle(nanos));
        undoUnfinished();
    }

    /// @param region    e.g. `eu-west-1`
    /// @param accountId twelve digits
    /// @param service   the grantee of the organizations' grants, e.g.
    ///     `workmail.eu-west-1.amazonaws.com`
    /// @param node      names this process among those that share the store
    public record Settings(String region, String accountId, String service, String node) {
        String arn(UUID organization) {
            return "arn:aws:workmail:" + region + ":" + accountId + ":organization/"
                    + Organization.idText(organization);
        }

        ServiceGrant grantFor(UUID organization, String cmkArn) {
            return new ServiceGrant(service, Organization.idText(organization), arn(organization), cmkArn);
        }
    }

    /// Creates an organization: claims alias and domain, checks the CMK (DP-13, DP-14), makes the
    /// grant on behalf of the administrator (DP-19), makes the organization key (DP-7).
    ///
    /// @param kms    the KMS as the creating administrator, through this service ("forwarded")
    /// @param alias  1 to 62 letters, digits and single hyphens; unique without regard to case
    /// @param keyArn null for the AWS-managed key
    public Organization createOrganization(KmsClient kms, String alias, String domain, @Nullable String keyArn)
            throws DirectoryException, KeyUnavailableException {
        return new CreateOrganization(register, claims, key, keyring, undo, settings).run(kms, alias, domain, keyArn);
    }

    /// Makes the organization's grant again; if it exists, it stays the same (DP-19). Returns the
    /// organization with its grant id.
    public Organization grant(KmsClient kms, UUID organization) throws DirectoryException {
        var present = existing(organization);
        String grantId = Cmk.grant(kms, settings.grantFor(organization, present.cmkArn()));
        var granted = present.withGrant(grantId);
        if (!grantId.equals(present.grantId())) {
            register.complete(granted);
        }
        return granted;
    }

    /// By alias.
    public List<Organization> organizations() {
        return register.all();
    }

    /// By id (`m-…`), ARN or alias.
    public Optional<Organization> organization(String name) {
        return register.named(name);
    }

    /// Creates a user and the key of a mailbox; `mailboxes` is called to make the mailbox itself
    /// before the address answers.
    ///
    /// @param email    its domain must be the organization's; addresses differ in more than case
    /// @param password 8 to 256 bytes of UTF-8; stays the caller's
    public User createUser(UUID organization, String email, String displayName, Secret password, MailboxMaker mailboxes)
            throws DirectoryException, KeyUnavailableException {
        return new CreateUser(tenants, claims, key, keyring, undo, passwords)
                .run(existing(organization), email, displayName, password, mailboxes);
    }

    /// The step of user creation that belongs to the mailboxes. Must be idempotent.
    public interface MailboxMaker {
        void make(WrappedKey key) throws KeyUnavailableException, DirectoryException;
    }

    /// By address.
    public List<User> users(UUID organization) throws DirectoryException, KeyUnavailableException {
        var present = existing(organization);
        var tenant = tenants.of(organization);
        var users = new ArrayList<User>();
        for (var user : tenants.leased(present, tenant::users)) {
            tenant.mailbox(user.mailbox())
                    .ifPresent(mailbox -> users.add(
                            new User(user.id(), organization, user.email(), user.displayName(), mailbox.key(present))));
        }
        users.sort(Comparator.comparing(User::email));
        return users;
    }

    /// Gives a user another password. Those who are logged in with the old one go on under their
    /// own leases, but the credential's name ([Login.Accepted]) is another, so that no lease of
    /// theirs serves the new one.
    public void resetPassword(UUID organization, UUID user, Secret password)
            throws DirectoryException, KeyUnavailableException {
        new ResetPassword(tenants, passwords).run(existing(organization), user, password);
    }

    /// Whose mailbox `address` is; works while the organization's key is refused. Empty: no such
    /// mailbox here.
    public Optional<Recipient> recipient(String address) {
        return EmailAddress.parse(address).flatMap(this::recipient);
    }

    private Optional<Recipient> recipient(EmailAddress address) {
        return register.ofDomain(address.domain())
                .flatMap(organization -> tenants.of(organization.id())
                        .mailboxOf(key.address(organization.id(), address))
                        .map(mailbox -> new Recipient(mailbox.key(organization))));
    }

    /// Whether mail for this domain is ours.
    public boolean isLocalDomain(String domain) {
        return Domain.parse(domain).flatMap(register::ofDomain).isPresent();
    }

    /// Checks a password (Argon2id, bounded concurrency). The organization key is leased first:
    /// while it is refused the password is not looked at and no failure is counted.
    ///
    /// @param source whom a failure is counted against, beside the account
    public Login authenticate(String email, Secret password, InetAddress source) throws KeyUnavailableException {
        return authenticator.authenticate(email, password, source);
    }

    /// Whether a signed-in user may send as `address`.
    public boolean mayUseAddress(User user, String address) {
        return EmailAddress.parse(address)
                .map(parsed -> parsed.text().equals(user.email()))
                .orElse(false);
    }

    /// Every mailbox of every organization, with its wrapped key; for verify and background jobs.
    /// Organizations whose records are damaged are left out and named by [#verify].
    public List<WrappedKey> mailboxes() {
        var keys = new ArrayList<WrappedKey>();
        for (var organization : register.all()) {
            try {
                tenants.of(organization.id()).mailboxes().forEach(mailbox -> keys.add(mailbox.key(organization)));
            } catch (StoreException.Corrupt e) {
                LOG.log(Level.ERROR, "the mailboxes of organization {0}: {1}", organization.id(), e.getMessage());
            }
        }
        return keys;
    }

    /// Checks the directory's own records, and names what is wrong by ids only; empty if nothing is.
    ///
    /// @param closed is given each organization whose users could not be looked into, since its key is
    ///     refused: nothing is known to be wrong with them
    public List<String> verify(Consumer<UUID> closed) {
        return new DirectoryCheck(engine, key, register, tenants, claims, closed).run();
    }

    /// For a repair, before the directory is opened: takes the records that are there for those
    /// that should be, and claims again what organizations and mailboxes hold. Needs no
    /// organization's key.
    ///
    /// @return what was wrong, by ids and blind indexes
    public static List<String> repair(RecordEngine engine, Secret instance) {
        return new DirectoryRepair(engine, instance).run();
    }

    private Organization existing(UUID organization) throws DirectoryException {
        return register.byId(organization)
                .orElseThrow(() ->
                        new DirectoryException("OrganizationNotFoundException", "There is no such organization."));
    }

    private static int hashesAtOnce() {
        return Math.min(8, Runtime.getRuntime().availableProcessors());
    }

    private void undoUnfinished() {
        for (var intent : register.intents()) {
            if (undo.run(intent)) {
                register.forget(intent);
            }
        }
        for (var organization : register.all()) {
            try {
                var tenant = tenants.of(organization.id());
                for (var intent : tenant.intents()) {
                    undo.run(intent);
                    tenant.forget(intent);
                }
            } catch (StoreException e) {
                LOG.log(Level.ERROR, "organization {0} is not available: {1}", organization.id(), e.getMessage());
            }
        }
    }

    /// Leases stay the keyring's.
    @Override
    public void close() {
        tenants.close();
        register.close();
        key.close();
    }
}
