package org.letterlock.kms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.letterlock.kms.KmsFixture.CONTEXT;

import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.kms.model.InvalidCiphertextException;
import software.amazon.awssdk.services.kms.model.KeyManagerType;

class EmbeddedKmsTest {
    private final KmsFixture fixture = new KmsFixture();

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void opensWhatItEncryptedAndAfterARestartToo() {
        var key = fixture.createKey();
        var blob = fixture.encrypt(fixture.root(), key, "a mailbox key", CONTEXT);

        assertThat(fixture.decrypt(fixture.root(), blob, CONTEXT)).isEqualTo("a mailbox key");
        fixture.reopen();
        assertThat(fixture.decrypt(fixture.root(), blob, CONTEXT)).isEqualTo("a mailbox key");
    }

    @Test
    void bindsTheEncryptionContext() {
        var blob = fixture.encrypt(fixture.root(), fixture.createKey(), "x", CONTEXT);

        assertThatThrownBy(() -> fixture.decrypt(fixture.root(), blob, Map.of()))
                .isInstanceOf(InvalidCiphertextException.class);
    }

    @Test
    void makesTheAwsManagedKeyOnDemandAndLetsTheServiceUseItByItsGrantAlone() {
        try (var forwarded = KmsFixture.forwarded()) {
            var through = fixture.kms.as(forwarded);
            var metadata = through.describeKey(request -> request.keyId("alias/aws/workmail"))
                    .keyMetadata();
            assertThat(metadata.keyManager()).isEqualTo(KeyManagerType.AWS);
            assertThatThrownBy(() -> fixture.encrypt(fixture.service(), metadata.arn(), "x", CONTEXT))
                    .hasMessageContaining("is not authorized to perform: kms:Encrypt");

            var grant = fixture.grantTo(through, metadata.arn(), CONTEXT);
            var blob = fixture.encrypt(fixture.service(), metadata.arn(), "x", CONTEXT);
            assertThat(fixture.decrypt(fixture.service(), blob, CONTEXT)).isEqualTo("x");

            fixture.root().revokeGrant(request -> request.keyId(metadata.arn()).grantId(grant));
            assertThatThrownBy(() -> fixture.decrypt(fixture.service(), blob, CONTEXT))
                    .hasMessageContaining("you are not allowed to access");
        }
        assertThat(fixture.trail.verify()).isEmpty();
        assertThat(fixture.partition.verify()).isEmpty();
    }
}
