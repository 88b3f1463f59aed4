package org.letterlock.mailbox;

import java.time.InstantSource;
import java.util.UUID;
import org.letterlock.keyring.Client;
import org.letterlock.keyring.KeyUnavailableException;
import org.letterlock.keyring.Keyring;
import org.letterlock.keyring.WrappedKey;
import org.letterlock.store.RecordEngine;

/// All mailboxes of this node: one writer each, one memory budget for all. Thread-safe.
public final class Mailboxes implements AutoCloseable {
    /// @param budgetBytes how much decrypted and sealed state of mailboxes may lie in memory
    public Mailboxes(RecordEngine engine, Keyring keyring, InstantSource clock, long budgetBytes) {
        throw new UnsupportedOperationException("stub");
    }

    /// Makes an empty mailbox with INBOX and the special-use folders. Idempotent.
    public void create(WrappedKey key, Client client) throws KeyUnavailableException, Refused {
        throw new UnsupportedOperationException("stub");
    }

    /// Takes a lease for `client`; fails at once if it cannot be had.
    public Mailbox open(WrappedKey key, Client client) throws KeyUnavailableException, Refused {
        throw new UnsupportedOperationException("stub");
    }

    /// Walks chain, pages, keys and content of one mailbox and names what is wrong.
    public Verification verify(WrappedKey key, Client client) throws KeyUnavailableException {
        throw new UnsupportedOperationException("stub");
    }

    /// What [#verify] found. `problems` names folders and messages by opaque numbers only.
    public record Verification(UUID mailbox, long sequence, int messages, java.util.List<String> problems) {}

    @Override
    public void close() {
        throw new UnsupportedOperationException("stub");
    }
}
