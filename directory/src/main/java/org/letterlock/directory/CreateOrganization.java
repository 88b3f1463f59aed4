package org.letterlock.directory;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.letterlock.keyring.KeyUnavailableException;
import org.letterlock.keyring.Keyring;
import software.amazon.awssdk.services.kms.KmsClient;

/// Creates an organization (DP-7, DP-13, DP-14, DP-19). Every step before the last is given back if
/// a later one fails, now or at the next start; the last makes the organization exist, in one
/// commit.
record CreateOrganization(
        Register register, Claims claims, InstanceKey key, Keyring keyring, Undo undo, Directory.Settings settings) {

    Organization run(KmsClient administrator, String aliasText, String domainText, @Nullable String keyArn)
            throws DirectoryException, KeyUnavailableException {
        String alias = OrganizationAlias.claimable(aliasText);
        var domain = Domain.claimable(domainText);
        requireFree(alias, domain);
        String cmkArn = Cmk.choose(administrator, keyArn);
        var id = UUID.randomUUID();
        var intent = new Intent(id, List.of(key.alias(alias), key.domain(domain.name())), cmkArn, "");
        register.record(intent);
        try {
            claim(intent);
            String grantId = Cmk.grant(administrator, settings.grantFor(id, cmkArn));
            intent = intent.withGrant(grantId);
            register.record(intent);
            var wrapped = keyring.create(id, settings.arn(id), cmkArn, id);
            var organization =
                    new Organization(id, alias, settings.arn(id), cmkArn, grantId, List.of(domain.name()), wrapped);
            register.complete(organization);
            return organization;
        } catch (DirectoryException | KeyUnavailableException | RuntimeException e) {
            undo(intent, e);
            throw e;
        }
    }

    /// Spares the KMS the calls for what cannot become an organization; the claims decide.
    private void requireFree(String alias, Domain domain) throws DirectoryException {
        if (register.named(alias).isPresent()) {
            throw aliasTaken();
        }
        if (register.ofDomain(domain).isPresent()) {
            throw domainTaken();
        }
    }

    private void claim(Intent intent) throws DirectoryException {
        var claim = new Claim(intent.holder(), intent.holder());
        if (!claims.take(intent.claims().get(0), claim)) {
            throw aliasTaken();
        }
        if (!claims.take(intent.claims().get(1), claim)) {
            throw domainTaken();
        }
    }

    /// If this fails too the intent stays, and the next start undoes it.
    private void undo(Intent intent, Exception cause) {
        try {
            if (register.byId(intent.holder()).isEmpty() && undo.run(intent)) {
                register.forget(intent);
            }
        } catch (RuntimeException e) {
            cause.addSuppressed(e);
        }
    }

    private static DirectoryException aliasTaken() {
        return new DirectoryException("NameAvailabilityException", "Another organization has this alias.");
    }

    private static DirectoryException domainTaken() {
        return new DirectoryException("MailDomainInUseException", "Another organization has this domain.");
    }
}
