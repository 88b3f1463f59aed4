package org.letterlock.mailbox;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.letterlock.crypt.Place;
import org.letterlock.crypt.RecordId;
import org.letterlock.crypt.Sealed;
import org.letterlock.crypt.TamperedException;
import org.letterlock.keyring.KeyLease;
import org.letterlock.keyring.KeyUnavailableException;
import org.letterlock.keyring.MessageKey;
import org.letterlock.keyring.Purpose;
import org.letterlock.keyring.WrappedKey;
import org.letterlock.store.Kind;
import org.letterlock.store.RecordEngine;
import org.letterlock.store.RecordKey;

/// The records of one mailbox: their keys, their places, and how they are sealed and opened. Thread-safe.
record Records(RecordEngine engine, UUID organization, UUID mailbox, int generation) {
    private static final RecordId HEAD = RecordId.of(0);

    Records(RecordEngine engine, WrappedKey key) {
        this(engine, key.organization(), key.owner(), key.generation());
    }

    RecordKey head() {
        return new RecordKey(mailbox, Kind.HEAD, HEAD);
    }

    RecordKey entry(long sequence) {
        return new RecordKey(mailbox, Kind.LOG, RecordId.of(sequence));
    }

    RecordKey page(Kind kind, long folder, long number, long asOf) {
        return new RecordKey(mailbox, kind, RecordId.of(folder, number, asOf));
    }

    RecordKey messageKey(long mid) {
        return new RecordKey(mailbox, Kind.KEY, RecordId.of(mid));
    }

    RecordKey piece(long mid, int number) {
        return new RecordKey(mailbox, Kind.CONTENT, RecordId.of(mid, number));
    }

    /// The place of all pieces of a message.
    Place contentPlace(long mid) {
        return new Place(organization, mailbox, Kind.CONTENT.code(), RecordId.of(mid), 0, generation);
    }

    @Nullable
    Sealed read(RecordKey key) {
        return engine.read(List.of(key)).getFirst();
    }

    Sealed sealHead(KeyLease lease, long asOf, byte[] plaintext) throws KeyUnavailableException.Expired {
        return seal(lease, Purpose.LOG, head().place(organization, asOf, generation), plaintext);
    }

    byte[] openHead(KeyLease lease, Sealed sealed) throws KeyUnavailableException.Expired, TamperedException {
        return open(lease, Purpose.LOG, head().place(organization, sealed.version(), generation), sealed);
    }

    Sealed sealEntry(KeyLease lease, long sequence, RecordId before, byte[] plaintext)
            throws KeyUnavailableException.Expired {
        return seal(lease, Purpose.LOG, entryPlace(sequence, before), plaintext);
    }

    byte[] openEntry(KeyLease lease, long sequence, RecordId before, Sealed sealed)
            throws KeyUnavailableException.Expired, TamperedException {
        return open(lease, Purpose.LOG, entryPlace(sequence, before), sealed);
    }

    Sealed sealPage(KeyLease lease, RecordKey key, byte[] plaintext) throws KeyUnavailableException.Expired {
        return seal(lease, Purpose.PAGE, key.place(organization, 0, generation), plaintext);
    }

    byte[] openPage(KeyLease lease, RecordKey key, Sealed sealed)
            throws KeyUnavailableException.Expired, TamperedException {
        return open(lease, Purpose.PAGE, key.place(organization, 0, generation), sealed);
    }

    Sealed wrap(KeyLease lease, long mid, MessageKey key) throws KeyUnavailableException.Expired {
        return lease.wrap(messageKey(mid).place(organization, 0, generation), key);
    }

    /// The message key, out of its record [#messageKey].
    MessageKey unwrap(KeyLease lease, long mid, Sealed wrapped)
            throws KeyUnavailableException.Expired, TamperedException {
        return lease.unwrap(messageKey(mid).place(organization, 0, generation), wrapped);
    }

    private Place entryPlace(long sequence, RecordId before) {
        return entry(sequence).place(organization, sequence, generation).after(before);
    }

    private static Sealed seal(KeyLease lease, Purpose purpose, Place place, byte[] plaintext)
            throws KeyUnavailableException.Expired {
        var sealer = lease.sealer(purpose);
        try {
            return sealer.seal(place, plaintext);
        } catch (IllegalStateException e) {
            lease.check();
            throw e;
        }
    }

    private static byte[] open(KeyLease lease, Purpose purpose, Place place, Sealed sealed)
            throws KeyUnavailableException.Expired, TamperedException {
        var sealer = lease.sealer(purpose);
        try {
            return sealer.open(place, sealed);
        } catch (IllegalStateException e) {
            lease.check();
            throw e;
        }
    }
}
