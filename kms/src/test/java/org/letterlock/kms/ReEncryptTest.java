package org.letterlock.kms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.letterlock.kms.KmsFixture.CONTEXT;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.IncorrectKeyException;
import software.amazon.awssdk.services.kms.model.InvalidCiphertextException;
import software.amazon.awssdk.services.kms.model.KmsException;
import software.amazon.awssdk.services.kms.model.ReEncryptResponse;

class ReEncryptTest {
    private static final Map<String, String> OTHER = Map.of("dept", "IT");

    private final KmsFixture fixture = new KmsFixture();
    private final KmsClient root = fixture.root();
    private final String source = fixture.createKey();
    private final String destination = fixture.createKey();
    private final SdkBytes blob = fixture.encrypt(root, source, "a mailbox key", CONTEXT);

    @AfterEach
    void close() {
        fixture.close();
    }

    private ReEncryptResponse reEncrypt(KmsClient client, String to, Map<String, String> context) {
        return client.reEncrypt(request -> request.ciphertextBlob(blob)
                .sourceEncryptionContext(CONTEXT)
                .destinationKeyId(to)
                .destinationEncryptionContext(context));
    }

    @Test
    void movesACiphertextToAnotherKeyAndContext() throws Exception {
        var moved = reEncrypt(root, destination, OTHER);

        assertThat(moved.sourceKeyId()).isEqualTo(source);
        assertThat(moved.keyId()).isEqualTo(destination);
        assertThat(moved.sourceKeyMaterialId()).isNotEqualTo(moved.destinationKeyMaterialId());
        assertThat(fixture.decrypt(root, moved.ciphertextBlob(), OTHER)).isEqualTo("a mailbox key");
        assertThatThrownBy(() -> fixture.decrypt(root, moved.ciphertextBlob(), CONTEXT))
                .isInstanceOf(InvalidCiphertextException.class);
    }

    @Test
    void itsEventNamesBothKeysAndContexts() throws Exception {
        reEncrypt(root, destination, OTHER);
        var event = new ObjectMapper().readTree(fixture.lastEvent().json());
        assertThat(event.at("/eventName").asText()).isEqualTo("ReEncrypt");
        assertThat(event.at("/resources/0/ARN").asText()).isEqualTo(source);
        assertThat(event.at("/resources/1/ARN").asText()).isEqualTo(destination);
        assertThat(event.at("/requestParameters/destinationEncryptionContext/dept")
                        .asText())
                .isEqualTo("IT");
        assertThat(event.at("/requestParameters/sourceEncryptionAlgorithm").asText())
                .isEqualTo("SYMMETRIC_DEFAULT");
        assertThat(event.at("/readOnly").asBoolean()).isTrue();
    }

    @Test
    void theSourceKeyMustBeTheCiphertexts() {
        assertThatThrownBy(() -> root.reEncrypt(request -> request.ciphertextBlob(blob)
                        .sourceKeyId(destination)
                        .sourceEncryptionContext(CONTEXT)
                        .destinationKeyId(destination)))
                .isInstanceOf(IncorrectKeyException.class);
        assertThatThrownBy(() ->
                        root.reEncrypt(request -> request.ciphertextBlob(blob).destinationKeyId(destination)))
                .isInstanceOf(InvalidCiphertextException.class);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ReEncryptFrom ReEncryptTo |               | true
            ReEncrypt*                |               | true
            ReEncryptFrom             |               | false
            ReEncryptTo               |               | false
            Encrypt Decrypt           |               | false
            ReEncrypt*                | "Bool":{"kms:ReEncryptOnSameKey":"false"}            | true
            ReEncrypt*                | "Bool":{"kms:ReEncryptOnSameKey":"true"}             | false
            ReEncrypt*                | "Null":{"kms:EncryptionContextKeys":"false"}         | true
            ReEncrypt*                | "StringEquals":{"kms:EncryptionContext:dept":"IT"}   | false
            ReEncrypt*                | "StringEqualsIfExists":{"kms:EncryptionContext:dept":"IT"} | true
            """)
    void needsBothPermissionsEachWithItsOwnContext(String actions, String condition, boolean may) {
        fixture.people.allow(
                "alice",
                "{\"Effect\":\"Allow\",\"Action\":[\"kms:" + actions.replace(" ", "\",\"kms:")
                        + "\"],\"Resource\":\"*\"" + (condition == null ? "" : ",\"Condition\":{" + condition + "}")
                        + "}");
        var alice = fixture.kms.as(KmsFixture.user("alice"));
        if (may) {
            assertThatCode(() -> reEncrypt(alice, destination, OTHER)).doesNotThrowAnyException();
        } else {
            assertThatThrownBy(() -> reEncrypt(alice, destination, OTHER))
                    .isInstanceOfSatisfying(
                            KmsException.class,
                            e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("AccessDeniedException"));
        }
    }

    @Test
    void goesOnFromTheSameKeyWithAnotherContext() {
        var moved = reEncrypt(root, source, OTHER);
        assertThat(fixture.decrypt(root, moved.ciphertextBlob(), OTHER)).isEqualTo("a mailbox key");
    }

    @Test
    void worksByGrantsOnBothSides() {
        for (var each : new String[] {source, destination}) {
            root.createGrant(request -> request.keyId(each)
                    .granteePrincipal("arn:aws:iam::111122223333:user/alice")
                    .operationsWithStrings(each.equals(source) ? "ReEncryptFrom" : "ReEncryptTo")
                    .constraints(
                            constraints -> constraints.encryptionContextEquals(each.equals(source) ? CONTEXT : OTHER)));
        }
        var alice = fixture.kms.as(KmsFixture.user("alice"));
        assertThatCode(() -> reEncrypt(alice, destination, OTHER)).doesNotThrowAnyException();
        assertThatThrownBy(() -> reEncrypt(alice, destination, Map.of())).isInstanceOf(KmsException.class);
    }
}
