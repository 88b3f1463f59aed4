package org.letterlock.smtp;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.letterlock.keyring.KeyUnavailableException;
import org.letterlock.keyring.WrappedKey;
import org.letterlock.mailbox.Refused;
import org.letterlock.store.StoreException;

/// Puts one message into the mailboxes of all its recipients, behind the one answer that SMTP has.
/// Thread-safe.
///
/// First every mailbox is opened, so that a refused key is found before anything is written. Then the
/// message is appended to each. If one of them cannot take it (full, no space, key lost in between),
/// the sender is told to come again, and it is remembered who has it already: the second try brings it
/// only to the others. So nothing is lost, and nothing comes twice while this process lives. Mailboxes
/// are opened only when the whole message has come: outsiders must not drive KMS calls.
final class Delivery {
    private final Inboxes inboxes;
    private final InstantSource clock;
    private final PartialDeliveries partial = new PartialDeliveries();

    Delivery(Inboxes inboxes, InstantSource clock) {
        this.inboxes = inboxes;
        this.clock = clock;
    }

    /// @param trace how many bytes at the message's start are our own, and differ at the next try
    void deliver(@Nullable MailAddress sender, List<Destination> destinations, byte[] message, int trace)
            throws SmtpException {
        Letter letter = new Letter(sender, message, trace);
        Map<UUID, WrappedKey> mailboxes = new LinkedHashMap<>();
        destinations.forEach(one -> mailboxes.putIfAbsent(one.mailbox().owner(), one.mailbox()));
        boolean again = !partial.isEmpty();
        if (again) {
            mailboxes.keySet().removeAll(partial.have(letter.key()));
        }
        List<Opened> opened = new ArrayList<>();
        try {
            for (WrappedKey key : mailboxes.values()) {
                opened.add(new Opened(key.owner(), open(key)));
            }
            append(letter, opened);
        } finally {
            opened.forEach(one -> one.inbox.close());
        }
        if (again) {
            partial.done(letter.key());
        }
    }

    /// @param trace length of our own lines at the start of `message`
    private record Letter(@Nullable MailAddress sender, byte[] message, int trace) {
        /// Reads all of the message: asked for only when a delivery has failed, this one or one before.
        PartialDeliveries.Key key() {
            return PartialDeliveries.Key.of(sender, message, trace);
        }
    }

    /// Whether the mailbox opens: a user whose organization's key is refused can no longer send, though
    /// he has logged in before.
    void requireOpen(WrappedKey mailbox) throws SmtpException {
        open(mailbox).close();
    }

    private record Opened(UUID mailbox, Inboxes.Inbox inbox) {}

    private Inboxes.Inbox open(WrappedKey key) throws SmtpException {
        try {
            return inboxes.open(key);
        } catch (KeyUnavailableException e) {
            throw Failures.of(451, e);
        } catch (Refused e) {
            throw Failures.of(e);
        } catch (StoreException e) {
            throw Failures.of(e);
        }
    }

    /// Goes on after a failure: what stops one mailbox need not stop the next.
    private void append(Letter letter, List<Opened> opened) throws SmtpException {
        List<UUID> done = new ArrayList<>();
        @Nullable SmtpException failure = null;
        for (Opened one : opened) {
            try {
                append(one.inbox, letter.message);
                done.add(one.mailbox);
            } catch (SmtpException e) {
                failure = failure == null ? e : failure;
            }
        }
        if (failure != null) {
            partial.remember(letter.key(), done);
            throw failure;
        }
    }

    private void append(Inboxes.Inbox inbox, byte[] message) throws SmtpException {
        try {
            inbox.append(message, clock.instant().getEpochSecond());
        } catch (KeyUnavailableException e) {
            throw Failures.of(451, e);
        } catch (Refused e) {
            throw Failures.of(e);
        } catch (StoreException e) {
            throw Failures.of(e);
        }
    }
}
