package org.letterlock.keyring;

import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.letterlock.crypt.Place;
import org.letterlock.crypt.RecordId;

/// A keyring over a [FakeKms] and a [FakeTime], with an organization and a mailbox of it.
abstract class KeyringFixture {
    static final UUID ORGANIZATION = UUID.fromString("a123b4c5-de67-4f89-8a0b-1c2d3e4f5061");
    static final String ARN = "arn:aws:workmail:eu-west-1:111122223333:organization/m-a123b4c5de674f898a0b1c2d3e4f5061";
    static final Client ALICE = new Client("node-1", "alice", "credential-1", "imap");
    static final Client DELIVERY = Client.job("node-1", "delivery");

    final FakeKms kms = new FakeKms();
    final FakeTime time = new FakeTime();
    final Keyring keyring = new Keyring(kms, time, time);

    @AfterEach
    void close() {
        keyring.close();
    }

    WrappedKey newKey() throws KeyUnavailableException {
        return newKey(UUID.randomUUID());
    }

    WrappedKey newKey(UUID owner) throws KeyUnavailableException {
        return keyring.create(ORGANIZATION, ARN, FakeKms.CMK, owner);
    }

    static Place place(WrappedKey key) {
        return new Place(key.organization(), key.owner(), (byte) 'K', RecordId.of(7), 0, key.generation());
    }
}
