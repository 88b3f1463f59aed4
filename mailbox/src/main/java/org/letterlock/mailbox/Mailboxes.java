package org.letterlock.mailbox;

import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.letterlock.crypt.TamperedException;
import org.letterlock.keyring.Client;
import org.letterlock.keyring.KeyUnavailableException;
import org.letterlock.keyring.Keyring;
import org.letterlock.keyring.WrappedKey;
import org.letterlock.store.RecordEngine;
import org.letterlock.store.StoreException;

/// All mailboxes of this node: one writer each, one memory budget for all. Thread-safe.
///
/// Only one process may own a mailbox at a time. A second one is fenced off at its commits by the
/// engine's version, but may have overwritten staged content before.
public final class Mailboxes implements AutoCloseable {
    private final RecordEngine engine;
    private final Keyring keyring;
    private final InstantSource clock;
    private final Options options;
    private final Budget budget;
    private final Compression compression = new Compression();
    private final AtomicLong origins = new AtomicLong();
    private final Map<UUID, Open> open = new HashMap<>();

    private static final class Open {
        private final Ledger ledger;
        private int clients;

        Open(Ledger ledger) {
            this.ledger = ledger;
        }
    }

    /// @param budgetBytes how much decrypted and sealed state of mailboxes may lie in memory
    public Mailboxes(RecordEngine engine, Keyring keyring, InstantSource clock, long budgetBytes) {
        this(engine, keyring, clock, Options.DEFAULT, budgetBytes);
    }

    Mailboxes(RecordEngine engine, Keyring keyring, InstantSource clock, Options options, long budgetBytes) {
        this.engine = engine;
        this.keyring = keyring;
        this.clock = clock;
        this.options = options;
        this.budget = new Budget(budgetBytes);
    }

    /// Makes an empty mailbox with INBOX and the special-use folders. Idempotent.
    public void create(WrappedKey key, Client client) throws KeyUnavailableException, Refused {
        var lease = keyring.lease(client, key);
        try {
            new Founding(
                            new Records(engine, key),
                            lease,
                            options,
                            clock.instant().getEpochSecond())
                    .run();
        } catch (StoreException e) {
            throw Damage.refused(e);
        }
    }

    /// Takes a lease for `client`; fails at once if it cannot be had.
    ///
    /// @throws Refused NONEXISTENT if there is no such mailbox, CORRUPTION if it does not open
    public Mailbox open(WrappedKey key, Client client) throws KeyUnavailableException, Refused {
        var lease = keyring.lease(client, key);
        var ledger = enter(key);
        boolean opened = false;
        try {
            ledger.state(lease);
            opened = true;
        } catch (TamperedException e) {
            throw Damage.refused("mailbox " + key.owner(), e);
        } catch (StoreException e) {
            throw Damage.refused(e);
        } finally {
            if (!opened) {
                tidy(key.owner(), 1);
            }
        }
        var sealer = new MessageSealer(ledger.records(), new ContentWriter(compression));
        return new ClientMailbox(
                ledger,
                () -> keyring.lease(client, key),
                sealer,
                compression,
                origins.incrementAndGet(),
                () -> tidy(key.owner(), 1));
    }

    /// Walks chain, pages, keys and content of one mailbox and names what is wrong.
    public Verification verify(WrappedKey key, Client client) throws KeyUnavailableException {
        var ledger = enter(key);
        try {
            return ledger.verify(() -> keyring.lease(client, key));
        } finally {
            tidy(key.owner(), 1);
        }
    }

    /// What [#verify] found. `problems` names folders and messages by opaque numbers only.
    ///
    /// @param garbage records that nothing refers to, as a crash may leave them: no error
    public record Verification(
            UUID mailbox, long sequence, int messages, List<String> problems, List<String> garbage) {}

    /// Writes a mailbox anew from what is left of it, where [#verify] finds problems or some of it
    /// may be lost without a trace. Nothing else may use the mailbox meanwhile.
    ///
    /// @param doubtful the store has lost writes, and nobody knows whose
    public Repaired repair(WrappedKey key, Client client, boolean doubtful) throws KeyUnavailableException {
        if (!doubtful && verify(key, client).problems().isEmpty()) {
            long version = engine.version(key.owner());
            return new Repaired(key.owner(), version, 0, false, List.of());
        }
        long now = clock.instant().getEpochSecond();
        return new Repair(new Records(engine, key), () -> keyring.lease(client, key), compression, now).run();
    }

    /// What [#repair] did and what is lost, by opaque numbers only.
    ///
    /// @param version   the last change that the mailbox's log is known to have had
    /// @param recovered messages that were in no folder any more, and are in a folder of their own
    ///     now
    /// @param changed   the mailbox was written anew
    public record Repaired(UUID mailbox, long version, int recovered, boolean changed, List<String> losses) {}

    @Override
    public void close() {
        compression.close();
    }

    /// How many bytes of decrypted state are in memory.
    public long bytesInMemory() {
        return budget.used();
    }

    /// For tests: the open mailbox's ledger.
    Ledger ledger(UUID mailbox) {
        synchronized (open) {
            return Objects.requireNonNull(open.get(mailbox)).ledger;
        }
    }

    private Ledger enter(WrappedKey key) {
        synchronized (open) {
            var entry = open.computeIfAbsent(key.owner(), id -> new Open(ledger(key)));
            entry.clients++;
            return entry.ledger;
        }
    }

    private Ledger ledger(WrappedKey key) {
        return new Ledger(new Records(engine, key), compression, clock, options, budget, () -> tidy(key.owner(), 0));
    }

    /// Forgets a mailbox that no client has open and of which nothing is decrypted.
    private void tidy(UUID mailbox, int left) {
        synchronized (open) {
            var entry = open.get(mailbox);
            if (entry == null) {
                return;
            }
            entry.clients -= left;
            if (entry.clients == 0 && entry.ledger.holders().idle()) {
                open.remove(mailbox);
            }
        }
    }
}
