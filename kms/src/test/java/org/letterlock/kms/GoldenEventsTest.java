package org.letterlock.kms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.letterlock.kms.KmsFixture.CONTEXT;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// DP-22: the events of the Encrypt and Decrypt that the server makes for a mailbox have exactly
/// the members, in the order and of the types, of the samples of the data-protection reference.
class GoldenEventsTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private final KmsFixture fixture = new KmsFixture();
    private final String key = fixture.createKey();

    @BeforeEach
    void grant() {
        fixture.grantTo(fixture.root(), key, CONTEXT);
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    private static JsonNode sample(String name) throws IOException {
        try (var in = GoldenEventsTest.class.getResourceAsStream(name)) {
            return JSON.readTree(in);
        }
    }

    /// Every member's path with its type, in order.
    private static List<String> shape(JsonNode node, String path) {
        if (node.isObject()) {
            return node.properties().stream()
                    .flatMap(member -> shape(member.getValue(), path + "/" + member.getKey()).stream())
                    .toList();
        }
        if (node.isArray()) {
            return StreamSupport.stream(node.spliterator(), false)
                    .flatMap(element -> shape(element, path + "[]").stream())
                    .toList();
        }
        return List.of(path + " " + node.getNodeType());
    }

    @Test
    void encryptIsTheSample() throws Exception {
        fixture.encrypt(fixture.service(), key, "a mailbox key", CONTEXT);
        var event = JSON.readTree(fixture.lastEvent().json());

        assertThat(shape(event, "")).isEqualTo(shape(sample("event-encrypt.json"), ""));
        assertThat(event.at("/requestParameters/keyId").asText()).isEqualTo(key);
        check(event, "Encrypt");
    }

    @Test
    void decryptIsTheSampleAndNamesTheKeyOnlyAsItsResource() throws Exception {
        var blob = fixture.encrypt(fixture.service(), key, "a mailbox key", CONTEXT);
        fixture.decrypt(fixture.service(), blob, CONTEXT);
        var event = JSON.readTree(fixture.lastEvent().json());

        assertThat(shape(event, "")).isEqualTo(shape(sample("event-decrypt.json"), ""));
        assertThat(event.at("/requestParameters").has("keyId")).isFalse();
        check(event, "Decrypt");
    }

    private void check(JsonNode event, String name) {
        assertThat(event.at("/eventName").asText()).isEqualTo(name);
        assertThat(event.at("/eventVersion").asText()).isEqualTo("1.05");
        assertThat(event.at("/userIdentity/type").asText()).isEqualTo("AWSService");
        assertThat(event.at("/userIdentity/invokedBy").asText()).isEqualTo(KmsFixture.SERVICE);
        assertThat(event.at("/sourceIPAddress").asText()).isEqualTo(KmsFixture.SERVICE);
        assertThat(event.at("/userAgent").asText()).isEqualTo(KmsFixture.SERVICE);
        assertThat(event.at("/eventTime").asText()).isEqualTo("2026-11-24T10:00:00Z");
        assertThat(event.at("/requestParameters/encryptionContext/aws:workmail:arn")
                        .asText())
                .isEqualTo(KmsFixture.ORGANIZATION);
        assertThat(event.at("/resources/0/ARN").asText()).isEqualTo(key);
        assertThat(event.at("/readOnly").asBoolean()).isTrue();
    }
}
