package org.letterlock.imap;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.letterlock.keyring.Client;
import org.letterlock.keyring.KeyUnavailableException;
import org.letterlock.keyring.Keyring;
import org.letterlock.keyring.KmsLimits;
import org.letterlock.keyring.WrappedKey;
import org.letterlock.mailbox.Mailbox;
import org.letterlock.mailbox.Mailboxes;
import org.letterlock.mailbox.NewMessage;
import org.letterlock.mailbox.Refused;
import org.letterlock.store.MemoryEngine;

/// One real, sealed mailbox in memory, under a real keyring with a fake KMS and fake clocks.
final class House implements Sessions.Opener, AutoCloseable {
    final FakeKms kms = new FakeKms();
    final FakeTime time = new FakeTime();
    /// A busy machine must not look like a KMS that does not answer.
    private final Keyring keyring =
            new Keyring(kms, time, time::nanos, new KmsLimits(Duration.ofSeconds(60), 32, 16, 1000, 100));

    private final Mailboxes mailboxes = new Mailboxes(new MemoryEngine(), keyring, time, 64 << 20);
    private final WrappedKey key;

    House() {
        try {
            UUID organization = UUID.randomUUID();
            String arn = "arn:aws:workmail:eu-west-1:111122223333:organization/m-" + "0".repeat(32);
            key = keyring.create(organization, arn, FakeKms.CMK, UUID.randomUUID());
            mailboxes.create(key, Client.job("n1", "founding"));
        } catch (KeyUnavailableException | Refused e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public Mailbox open() throws KeyUnavailableException, Refused {
        return mailboxes.open(key, new Client("n1", "alice", "c1", "imap"));
    }

    /// As SMTP does: under a lease of its own.
    void deliver(List<NewMessage> messages) throws KeyUnavailableException, Refused {
        try (Mailbox mailbox = mailboxes.open(key, Client.job("n1", "delivery"))) {
            mailbox.append("INBOX", messages);
        }
    }

    /// Every lease ends.
    void minutePasses() {
        time.pass(Duration.ofSeconds(61));
        keyring.tick();
    }

    @Override
    public void close() {
        mailboxes.close();
        keyring.close();
    }
}
