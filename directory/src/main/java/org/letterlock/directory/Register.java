package org.letterlock.directory;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import org.letterlock.crypt.Place;
import org.letterlock.crypt.RecordId;
import org.letterlock.crypt.Sealed;
import org.letterlock.crypt.Secret;
import org.letterlock.store.Changes;
import org.letterlock.store.GuardedPartition;
import org.letterlock.store.Kind;
import org.letterlock.store.RecordEngine;
import org.letterlock.store.RecordKey;
import org.letterlock.store.StoredRecord;

/// The organizations of this instance, and the creations of organizations that have begun: one
/// guarded partition, whose organizations are kept in memory too. Thread-safe.
final class Register implements AutoCloseable {
    static final UUID PARTITION = UUID.fromString("6c6c6469-7265-4374-8f72-790000000001");

    private final InstanceKey key;
    private final Shelf shelf;
    private volatile Snapshot snapshot = new Snapshot(Map.of(), Map.of(), Map.of());

    private record Snapshot(
            Map<UUID, Organization> byId, Map<String, Organization> byAlias, Map<String, Organization> byDomain) {
        static Snapshot of(Iterable<Organization> organizations) {
            var byId = new LinkedHashMap<UUID, Organization>();
            var byAlias = new LinkedHashMap<String, Organization>();
            var byDomain = new LinkedHashMap<String, Organization>();
            for (var organization : organizations) {
                byId.put(organization.id(), organization);
                byAlias.put(organization.alias(), organization);
                organization.domains().forEach(domain -> byDomain.put(domain, organization));
            }
            return new Snapshot(byId, byAlias, byDomain);
        }

        Snapshot with(Organization organization) {
            var all = new LinkedHashMap<>(byId);
            all.put(organization.id(), organization);
            return of(all.values());
        }
    }

    Register(RecordEngine engine, Secret instance, InstanceKey key) {
        this.key = key;
        this.shelf = new Shelf(() -> load(engine, instance));
    }

    private GuardedPartition load(RecordEngine engine, Secret instance) {
        var partition = GuardedPartition.load(engine, instance, Place.INSTANCE, PARTITION);
        snapshot = Snapshot.of(read(partition));
        return partition;
    }

    private List<Organization> read(GuardedPartition partition) {
        return partition.list(Kind.ORGANIZATION).stream()
                .map(record -> OrganizationRecord.decode(open(record)).organization())
                .toList();
    }

    /// By alias.
    List<Organization> all() {
        return current().byAlias().values().stream()
                .sorted((a, b) -> a.alias().compareTo(b.alias()))
                .toList();
    }

    Optional<Organization> byId(UUID id) {
        return Optional.ofNullable(current().byId().get(id));
    }

    /// By id as printed, ARN or alias.
    Optional<Organization> named(String name) {
        var byAlias = Optional.ofNullable(current().byAlias().get(OrganizationAlias.normalize(name)));
        Predicate<Organization> matches =
                o -> o.arn().equals(name) || Organization.idText(o.id()).equals(name);
        return byAlias.or(
                () -> current().byId().values().stream().filter(matches).findFirst());
    }

    Optional<Organization> ofDomain(Domain domain) {
        return Optional.ofNullable(current().byDomain().get(domain.name()));
    }

    List<Intent> intents() {
        return shelf.partition().list(Kind.INTENT).stream()
                .map(record -> Intent.decode(open(record)))
                .toList();
    }

    /// Records what a creation is about to do, or has done so far.
    void record(Intent intent) {
        shelf.commit(changes -> put(changes, Kind.INTENT, intent.holder(), intent.encode()));
    }

    void forget(Intent intent) {
        shelf.commit(changes -> changes.delete(Kind.INTENT, recordId(intent.holder())));
    }

    /// The organization exists from here on, and its intent no more.
    synchronized void complete(Organization organization) {
        shelf.commit(changes -> {
            put(
                    changes,
                    Kind.ORGANIZATION,
                    organization.id(),
                    OrganizationRecord.of(organization).encode());
            changes.delete(Kind.INTENT, recordId(organization.id()));
        });
        snapshot = current().with(organization);
    }

    /// Opens every record again, and names those that are not as they should be.
    List<String> verify() {
        var wrong = new ArrayList<>(shelf.partition().verify());
        if (wrong.isEmpty()) {
            intents();
            read(shelf.partition());
        }
        return wrong;
    }

    private Snapshot current() {
        shelf.partition();
        return snapshot;
    }

    private void put(Changes changes, Kind kind, UUID id, byte[] record) {
        var name = new RecordKey(PARTITION, kind, recordId(id));
        changes.put(kind, name.id(), key.seal(Place.INSTANCE, name, changes.version(), record));
    }

    private byte[] open(StoredRecord record) {
        Sealed value = record.value();
        return key.open(Place.INSTANCE, record.key(), value);
    }

    static RecordId recordId(UUID id) {
        return RecordId.of(id.getMostSignificantBits(), id.getLeastSignificantBits());
    }

    @Override
    public void close() {
        shelf.close();
    }
}
