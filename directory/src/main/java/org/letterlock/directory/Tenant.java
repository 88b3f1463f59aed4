package org.letterlock.directory;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.letterlock.crypt.Place;
import org.letterlock.crypt.RecordId;
import org.letterlock.crypt.Sealed;
import org.letterlock.crypt.Sealer;
import org.letterlock.crypt.Secret;
import org.letterlock.crypt.TamperedException;
import org.letterlock.keyring.KeyLease;
import org.letterlock.keyring.KeyUnavailableException;
import org.letterlock.keyring.Purpose;
import org.letterlock.store.Changes;
import org.letterlock.store.GuardedPartition;
import org.letterlock.store.Kind;
import org.letterlock.store.RecordEngine;
import org.letterlock.store.RecordKey;
import org.letterlock.store.StoreException;
import org.letterlock.store.StoredRecord;

/// One organization's records: a guarded partition with its mailboxes, addresses and intents under
/// the instance key, and its users under the organization key. Thread-safe.
final class Tenant implements AutoCloseable {
    private final UUID organization;
    private final InstanceKey key;
    private final Shelf shelf;
    /// Orders the read and the write of those who change a user.
    private final ReentrantLock replacing = new ReentrantLock();

    Tenant(RecordEngine engine, Secret instance, InstanceKey key, UUID organization) {
        this.organization = organization;
        this.key = key;
        this.shelf = new Shelf(() -> GuardedPartition.load(engine, instance, organization, organization));
    }

    /// The mailbox of an address, by its blind index.
    Optional<MailboxRecord> mailboxOf(RecordId address) {
        var claim = read(Kind.CLAIM, address);
        return claim == null ? Optional.empty() : mailbox(Claim.decode(claim).holder());
    }

    Optional<MailboxRecord> mailbox(UUID id) {
        return Optional.ofNullable(read(Kind.MAILBOX, Register.recordId(id))).map(MailboxRecord::decode);
    }

    List<MailboxRecord> mailboxes() {
        return list(Kind.MAILBOX).stream()
                .map(record -> MailboxRecord.decode(open(record)))
                .toList();
    }

    /// Every address of this organization: its blind index and whose it is.
    List<AddressEntry> addresses() {
        return list(Kind.CLAIM).stream()
                .map(record -> new AddressEntry(record.key().id(), Claim.decode(open(record))))
                .toList();
    }

    record AddressEntry(RecordId index, Claim claim) {}

    Optional<UserRecord> user(UUID id, KeyLease lease) throws KeyUnavailableException.Expired {
        var name = name(Kind.USER, Register.recordId(id));
        var sealed = shelf.partition().get(name.kind(), name.id());
        return sealed == null ? Optional.empty() : Optional.of(openUser(name, sealed, lease));
    }

    List<UserRecord> users(KeyLease lease) throws KeyUnavailableException.Expired {
        var users = new ArrayList<UserRecord>();
        for (var record : list(Kind.USER)) {
            users.add(openUser(record.key(), record.value(), lease));
        }
        return users;
    }

    List<Intent> intents() {
        return list(Kind.INTENT).stream()
                .map(record -> Intent.decode(open(record)))
                .toList();
    }

    void record(Intent intent) {
        shelf.commit(changes -> put(changes, Kind.INTENT, Register.recordId(intent.holder()), intent.encode()));
    }

    void forget(Intent intent) {
        shelf.commit(changes -> changes.delete(Kind.INTENT, Register.recordId(intent.holder())));
    }

    /// User, mailbox and addresses exist from here on, and the intent no more.
    void complete(MailboxRecord mailbox, UserRecord user, KeyLease lease) throws KeyUnavailableException.Expired {
        var claim = new Claim(organization, mailbox.id());
        commitUnder(lease, (changes, sealer) -> {
            mailbox.addresses().forEach(address -> put(changes, Kind.CLAIM, address, claim.encode()));
            put(changes, Kind.MAILBOX, Register.recordId(mailbox.id()), mailbox.encode());
            putUser(changes, user, lease, sealer);
            changes.delete(Kind.INTENT, Register.recordId(mailbox.id()));
        });
    }

    /// Puts `after` in the place of `before`.
    ///
    /// @return false if somebody else has changed the user meanwhile, and nothing was done
    boolean replace(UserRecord before, UserRecord after, KeyLease lease) throws KeyUnavailableException.Expired {
        replacing.lock();
        try {
            var present = user(before.id(), lease);
            if (present.isEmpty() || !Arrays.equals(present.get().encode(), before.encode())) {
                return false;
            }
            commitUnder(lease, (changes, sealer) -> putUser(changes, after, lease, sealer));
            return true;
        } finally {
            replacing.unlock();
        }
    }

    List<String> verify() {
        return shelf.partition().verify();
    }

    private interface Change {
        void make(Changes changes, Sealer sealer);
    }

    /// If the lease ends meanwhile nothing is written.
    private void commitUnder(KeyLease lease, Change change) throws KeyUnavailableException.Expired {
        var sealer = lease.sealer(Purpose.DIRECTORY);
        try {
            shelf.commit(changes -> change.make(changes, sealer));
        } catch (IllegalStateException e) {
            lease.check();
            throw e;
        }
    }

    private void putUser(Changes changes, UserRecord user, KeyLease lease, Sealer sealer) {
        var name = name(Kind.USER, Register.recordId(user.id()));
        var place = name.place(organization, changes.version(), lease.key().generation());
        changes.put(name.kind(), name.id(), sealer.seal(place, user.encode()));
    }

    private UserRecord openUser(RecordKey name, Sealed sealed, KeyLease lease) throws KeyUnavailableException.Expired {
        Place place = name.place(organization, sealed.version(), lease.key().generation());
        try {
            return UserRecord.decode(lease.sealer(Purpose.DIRECTORY).open(place, sealed));
        } catch (TamperedException e) {
            throw new StoreException.Corrupt("user " + name.id() + " does not open", e);
        } catch (IllegalStateException e) {
            lease.check();
            throw e;
        }
    }

    private void put(Changes changes, Kind kind, RecordId id, byte[] record) {
        changes.put(kind, id, key.seal(organization, name(kind, id), changes.version(), record));
    }

    private byte @Nullable [] read(Kind kind, RecordId id) {
        var sealed = shelf.partition().get(kind, id);
        return sealed == null ? null : key.open(organization, name(kind, id), sealed);
    }

    private List<StoredRecord> list(Kind kind) {
        return shelf.partition().list(kind);
    }

    private byte[] open(StoredRecord record) {
        return key.open(organization, record.key(), record.value());
    }

    private RecordKey name(Kind kind, RecordId id) {
        return new RecordKey(organization, kind, id);
    }

    @Override
    public void close() {
        shelf.close();
    }
}
