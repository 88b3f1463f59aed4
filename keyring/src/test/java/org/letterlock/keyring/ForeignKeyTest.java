package org.letterlock.keyring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// Blobs that somebody has exchanged: the KMS opens each of them gladly, the keyring must not use
/// them.
class ForeignKeyTest extends KeyringFixture {
    @Test
    void theBlobOfAnotherMailboxIsRefused() throws Exception {
        var victim = newKey();
        var empty = newKey();
        assertForeign(withBlob(victim, empty.blob()));
        assertForeign(withBlob(empty, victim.blob()));
    }

    @Test
    void theBlobOfTheOrganizationIsRefusedForAMailbox() throws Exception {
        assertForeign(withBlob(newKey(), newKey(ORGANIZATION).blob()));
    }

    @Test
    void aBlobUnderAForeignCmkWithTheVictimsContextIsRefused() throws Exception {
        var victim = newKey();
        var attackers = keyring.create(ORGANIZATION, ARN, FakeKms.OTHER_CMK, victim.owner());
        assertForeign(withBlob(victim, attackers.blob()));
    }

    @Test
    void anotherGenerationIsRefused() throws Exception {
        var key = newKey();
        assertForeign(new WrappedKey(ORGANIZATION, ARN, FakeKms.CMK, key.owner(), 2, key.blob()));
    }

    @Test
    void aBlobThatTheKmsCannotOpenIsRefused() throws Exception {
        assertForeign(withBlob(newKey(), "garbage".getBytes(StandardCharsets.UTF_8)));
        var key = newKey();
        var elsewhere = new WrappedKey(UUID.randomUUID(), ARN + "0", FakeKms.CMK, key.owner(), 1, key.blob());
        assertForeign(elsewhere);
    }

    @Test
    void aLiveLeaseIsNotGivenForAnotherBlob() throws Exception {
        var key = newKey();
        keyring.lease(ALICE, key);
        assertForeign(withBlob(key, newKey().blob()));
        assertThat(keyring.lease(ALICE, withBlob(key, key.blob())).live()).isTrue();
        assertThat(kms.decrypts).hasSize(2);
    }

    private void assertForeign(WrappedKey key) {
        assertThatThrownBy(() -> keyring.lease(ALICE, key)).isInstanceOf(KeyUnavailableException.Foreign.class);
    }

    private static WrappedKey withBlob(WrappedKey key, byte[] blob) {
        return new WrappedKey(
                key.organization(), key.organizationArn(), key.cmkArn(), key.owner(), key.generation(), blob);
    }
}
