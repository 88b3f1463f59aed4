package org.letterlock.directory;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.letterlock.crypt.Secret;
import org.letterlock.keyring.KeyUnavailableException;
import org.letterlock.keyring.Keyring;
import org.letterlock.store.RecordEngine;
import software.amazon.awssdk.services.kms.KmsClient;

/// Organizations, domains, users and their credentials. Thread-safe. Multi-step changes leave an intent, and are
/// completed
/// or undone at the next start.
public final class Directory implements AutoCloseable {
    /// @param instance the instance root: what must be readable without any organization's key is sealed under it
    public Directory(RecordEngine engine, Keyring keyring, Secret instance, Settings settings) {
        throw new UnsupportedOperationException("stub");
    }

    /// @param region    e.g. `eu-west-1`
    /// @param accountId twelve digits
    /// @param service   the grantee of the organizations' grants, e.g. `workmail.eu-west-1.amazonaws.com`
    public record Settings(String region, String accountId, String service, String node) {}

    /// Creates an organization: claims alias and domain, checks the CMK (DP-13, DP-14), makes the grant on behalf of
    /// the
    /// administrator (DP-19), makes the organization key (DP-7).
    ///
    /// @param kms    the KMS as the creating administrator, through this service ("forwarded")
    /// @param keyArn null for the AWS-managed key
    public Organization createOrganization(KmsClient kms, String alias, String domain, @Nullable String keyArn)
            throws DirectoryException, KeyUnavailableException {
        throw new UnsupportedOperationException("stub");
    }

    /// Makes the organization's grant again; if it exists, it stays the same (DP-19). Returns the organization with its
    /// grant id.
    public Organization grant(KmsClient kms, UUID organization) throws DirectoryException {
        throw new UnsupportedOperationException("stub");
    }

    public List<Organization> organizations() {
        throw new UnsupportedOperationException("stub");
    }

    /// By id (`m-…`), ARN or alias.
    public Optional<Organization> organization(String name) {
        throw new UnsupportedOperationException("stub");
    }

    /// Creates a user and the key of a mailbox; `mailboxes` is called to make the mailbox itself before the address
    /// answers.
    public User createUser(UUID organization, String email, String displayName, Secret password, MailboxMaker mailboxes)
            throws DirectoryException, KeyUnavailableException {
        throw new UnsupportedOperationException("stub");
    }

    /// The step of user creation that belongs to the mailboxes. Must be idempotent.
    public interface MailboxMaker {
        void make(org.letterlock.keyring.WrappedKey key) throws KeyUnavailableException, DirectoryException;
    }

    public List<User> users(UUID organization) throws DirectoryException, KeyUnavailableException {
        throw new UnsupportedOperationException("stub");
    }

    public void resetPassword(UUID organization, UUID user, Secret password)
            throws DirectoryException, KeyUnavailableException {
        throw new UnsupportedOperationException("stub");
    }

    /// Whose mailbox `address` is; works while the organization's key is refused. Empty: no such mailbox here.
    public Optional<Recipient> recipient(String address) {
        throw new UnsupportedOperationException("stub");
    }

    /// Whether mail for this domain is ours.
    public boolean isLocalDomain(String domain) {
        throw new UnsupportedOperationException("stub");
    }

    /// Checks a password (Argon2id, bounded concurrency).
    ///
    /// @param source whom a failure is counted against, beside the account
    public Login authenticate(String email, Secret password, InetAddress source) throws KeyUnavailableException {
        throw new UnsupportedOperationException("stub");
    }

    /// Whether a signed-in user may send as `address`.
    public boolean mayUseAddress(User user, String address) {
        throw new UnsupportedOperationException("stub");
    }

    /// Every mailbox of every organization, with its wrapped key; for verify and background jobs.
    public List<org.letterlock.keyring.WrappedKey> mailboxes() {
        throw new UnsupportedOperationException("stub");
    }

    /// Checks the directory's own records, and names what is wrong.
    public List<String> verify() {
        throw new UnsupportedOperationException("stub");
    }

    @Override
    public void close() {}
}
