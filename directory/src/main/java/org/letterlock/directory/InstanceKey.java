package org.letterlock.directory;

import java.nio.ByteBuffer;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.letterlock.crypt.BlindIndex;
import org.letterlock.crypt.RecordId;
import org.letterlock.crypt.Sealed;
import org.letterlock.crypt.Sealer;
import org.letterlock.crypt.Secret;
import org.letterlock.crypt.TamperedException;
import org.letterlock.store.RecordKey;
import org.letterlock.store.StoreException;

/// What the directory derives from the instance root: the sealer of all that must be readable
/// without any organization's key, and the blind indexes of unique values. Thread-safe.
final class InstanceKey implements AutoCloseable {
    private static final byte[] NO_CONTEXT = new byte[0];

    private final Secret root;
    private final Sealer sealer;
    private final BlindIndex aliases;
    private final BlindIndex domains;
    /// One key an organization; bounded by their number.
    private final ConcurrentMap<UUID, BlindIndex> addresses = new ConcurrentHashMap<>();

    /// @param root stays the caller's
    InstanceKey(Secret root) {
        this.root = root;
        this.sealer = Sealer.derive(root, "letterlock/1/instance/directory", NO_CONTEXT);
        this.aliases = BlindIndex.derive(root, "letterlock/1/instance/index/alias", NO_CONTEXT);
        this.domains = BlindIndex.derive(root, "letterlock/1/instance/index/domain", NO_CONTEXT);
    }

    /// @param organization the organization in the record's place
    Sealed seal(UUID organization, RecordKey key, long version, byte[] record) {
        return sealer.seal(key.place(organization, version, 0), record);
    }

    /// @throws StoreException.Corrupt if this is not what was sealed for that key
    byte[] open(UUID organization, RecordKey key, Sealed sealed) {
        try {
            return sealer.open(key.place(organization, sealed.version(), 0), sealed);
        } catch (TamperedException e) {
            throw new StoreException.Corrupt("record " + key.kind() + " " + key.id() + " does not open", e);
        }
    }

    RecordId alias(String alias) {
        return aliases.of(alias);
    }

    RecordId domain(String domain) {
        return domains.of(domain);
    }

    RecordId address(UUID organization, EmailAddress address) {
        return addresses.computeIfAbsent(organization, this::deriveAddresses).of(address.text());
    }

    private BlindIndex deriveAddresses(UUID organization) {
        byte[] context = ByteBuffer.allocate(16)
                .putLong(organization.getMostSignificantBits())
                .putLong(organization.getLeastSignificantBits())
                .array();
        return BlindIndex.derive(root, "letterlock/1/instance/index/address", context);
    }

    @Override
    public void close() {
        sealer.close();
        aliases.close();
        domains.close();
        addresses.values().forEach(BlindIndex::close);
    }
}
