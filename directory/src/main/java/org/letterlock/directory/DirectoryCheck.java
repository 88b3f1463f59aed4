package org.letterlock.directory;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.letterlock.crypt.RecordId;
import org.letterlock.keyring.KeyUnavailableException;
import org.letterlock.store.Kind;
import org.letterlock.store.RecordEngine;
import org.letterlock.store.StoreException;

/// Reads all records of the directory and names what is wrong, by ids and blind indexes only. Users
/// are opened where the organization's key can be had; where it cannot, that is said. For one run.
final class DirectoryCheck {
    private final RecordEngine engine;
    private final InstanceKey key;
    private final Register register;
    private final Tenants tenants;
    private final Claims claims;
    private final Consumer<UUID> closed;
    private final List<String> wrong = new ArrayList<>();
    private final Set<UUID> holders = new HashSet<>();

    DirectoryCheck(
            RecordEngine engine,
            InstanceKey key,
            Register register,
            Tenants tenants,
            Claims claims,
            Consumer<UUID> closed) {
        this.engine = engine;
        this.key = key;
        this.register = register;
        this.tenants = tenants;
        this.claims = claims;
        this.closed = closed;
    }

    List<String> run() {
        attempt(() -> wrong.addAll(register.verify()));
        attempt(() -> register.intents().forEach(intent -> holders.add(intent.holder())));
        var organizations = new ArrayList<Organization>();
        attempt(() -> organizations.addAll(register.all()));
        organizations.forEach(organization -> attempt(() -> organization(organization)));
        attempt(() -> claimPartitions(organizations));
        return wrong;
    }

    private void organization(Organization organization) {
        var id = organization.id();
        var tenant = tenants.of(id);
        holders.add(id);
        claimed(key.alias(organization.alias()), new Claim(id, id));
        organization.domains().forEach(domain -> claimed(key.domain(domain), new Claim(id, id)));
        attempt(() -> wrong.addAll(tenant.verify()));
        attempt(() -> tenant.intents().forEach(intent -> holders.add(intent.holder())));
        var addresses = new HashSet<Tenant.AddressEntry>();
        attempt(() -> addresses.addAll(tenant.addresses()));
        addresses.forEach(address -> claimed(address.index(), address.claim()));
        attempt(() -> tenant.mailboxes().forEach(mailbox -> mailbox(organization, mailbox, addresses)));
        attempt(() -> users(organization, tenant));
    }

    private void mailbox(Organization organization, MailboxRecord mailbox, Set<Tenant.AddressEntry> addresses) {
        holders.add(mailbox.id());
        var claim = new Claim(organization.id(), mailbox.id());
        for (var index : mailbox.addresses()) {
            if (!addresses.contains(new Tenant.AddressEntry(index, claim))) {
                wrong.add("mailbox " + mailbox.id() + " lacks its address " + index);
            }
        }
    }

    private void users(Organization organization, Tenant tenant) {
        try {
            tenants.leased(organization, tenant::users);
        } catch (KeyUnavailableException e) {
            closed.accept(organization.id());
        }
    }

    private void claimed(RecordId index, Claim claim) {
        attempt(() -> {
            claims.check(index);
            if (!claims.find(index).equals(java.util.Optional.of(claim))) {
                wrong.add("claim " + index + " of " + claim.holder() + " is missing or another's");
            }
        });
    }

    /// Claims that nobody known holds.
    private void claimPartitions(List<Organization> organizations) {
        var own = new HashSet<UUID>();
        organizations.forEach(organization -> own.add(organization.id()));
        engine.partitions(Kind.CLAIM, partition -> {
            if (!own.contains(partition)) {
                engine.scan(partition, Kind.CLAIM, RecordId.of(), null, record -> {
                    attempt(() -> holder(partition, record.key().id()));
                    return true;
                });
            }
            return true;
        });
    }

    private void holder(UUID partition, RecordId index) {
        boolean misplaced = index.size() != 32 || !Claims.partition(index).equals(partition);
        var claim = misplaced ? java.util.Optional.<Claim>empty() : claims.find(index);
        if (claim.isEmpty() || !holders.contains(claim.get().holder())) {
            wrong.add("claim " + index + " has no holder");
        }
    }

    private void attempt(Runnable check) {
        try {
            check.run();
        } catch (StoreException e) {
            wrong.add(String.valueOf(e.getMessage()));
        }
    }
}
