package org.letterlock.directory;

import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.letterlock.crypt.Secret;
import org.letterlock.keyring.Client;
import org.letterlock.keyring.KeyLease;
import org.letterlock.keyring.KeyUnavailableException;
import org.letterlock.keyring.Keyring;
import org.letterlock.store.RecordEngine;

/// The records of each organization, and the directory's own leases of organization keys.
/// Thread-safe.
final class Tenants implements AutoCloseable {
    private final RecordEngine engine;
    private final Secret instance;
    private final InstanceKey key;
    private final Keyring keyring;
    private final Client client;
    private final ConcurrentMap<UUID, Tenant> tenants = new ConcurrentHashMap<>();

    Tenants(RecordEngine engine, Secret instance, InstanceKey key, Keyring keyring, String node) {
        this.engine = engine;
        this.instance = instance;
        this.key = key;
        this.keyring = keyring;
        this.client = Client.job(node, "directory");
    }

    /// @param organization an organization of the register: each has its place in memory
    Tenant of(UUID organization) {
        return tenants.computeIfAbsent(organization, id -> new Tenant(engine, instance, key, id));
    }

    /// The organization key, as the client `directory` of this node (`docs/architecture.md`).
    KeyLease lease(Organization organization) throws KeyUnavailableException {
        return keyring.lease(client, organization.key());
    }

    /// Runs `action` under a lease of the organization key, once more under a new one if the lease
    /// ends meanwhile.
    <T> T leased(Organization organization, Leased<T> action) throws KeyUnavailableException {
        try {
            return action.run(lease(organization));
        } catch (KeyUnavailableException.Expired e) {
            return action.run(lease(organization));
        }
    }

    /// What is done under a lease. May run twice.
    interface Leased<T> {
        T run(KeyLease lease) throws KeyUnavailableException.Expired;
    }

    @Override
    public void close() {
        tenants.values().forEach(Tenant::close);
    }
}
