package org.letterlock.kms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.KmsException;
import software.amazon.awssdk.services.kms.model.LimitExceededException;
import software.amazon.awssdk.services.kms.model.Tag;
import software.amazon.awssdk.services.kms.model.TagException;

/// Tags and descriptions.
class TagsTest {
    private final KmsFixture fixture = new KmsFixture();
    private final KmsClient root = fixture.root();
    private final String key = root.createKey(
                    request -> request.tags(tag("team", "red"), tag("cost", "")).description("first"))
            .keyMetadata()
            .arn();

    @AfterEach
    void close() {
        fixture.close();
    }

    private static Tag tag(String key, String value) {
        return Tag.builder().tagKey(key).tagValue(value).build();
    }

    private List<String> tags() {
        return fixture.root().listResourceTags(request -> request.keyId(key)).tags().stream()
                .map(tag -> tag.tagKey() + "=" + tag.tagValue())
                .toList();
    }

    @Test
    void addsChangesAndRemovesTagsForGood() {
        assertThat(tags()).containsExactly("cost=", "team=red");
        root.tagResource(request -> request.keyId(key).tags(tag("team", "blue"), tag("é", "ü")));
        root.untagResource(request -> request.keyId(key).tagKeys("cost", "never"));
        assertThat(tags()).containsExactly("team=blue", "é=ü");

        fixture.reopen();
        assertThat(tags()).containsExactly("team=blue", "é=ü");
    }

    @Test
    void pagesThroughTags() {
        var page = root.listResourceTags(request -> request.keyId(key).limit(1));
        assertThat(page.tags()).containsExactly(tag("cost", ""));
        assertThat(page.truncated()).isTrue();
        assertThat(root.listResourceTags(request -> request.keyId(key).marker(page.nextMarker()))
                        .tags())
                .containsExactly(tag("team", "red"));
    }

    @Test
    void refusesTagsThatAreNone() {
        assertThatThrownBy(() -> root.tagResource(request -> request.keyId(key).tags(tag("aws:x", "y"))))
                .isInstanceOf(TagException.class);
        assertThatThrownBy(() -> root.tagResource(request -> request.keyId(key).tags(tag("a", "1"), tag("a", "2"))))
                .isInstanceOf(TagException.class);
        assertThatThrownBy(() -> root.createKey(request -> request.tags(tag("a", "1"), tag("a", "2"))))
                .isInstanceOf(TagException.class);
        for (var bad : List.of(tag("", "x"), tag("a".repeat(129), "x"), tag("a", "x".repeat(257)))) {
            assertThatThrownBy(
                            () -> root.tagResource(request -> request.keyId(key).tags(bad)))
                    .isInstanceOf(KmsException.class)
                    .hasMessageContaining("failed to satisfy constraint");
        }
        assertThat(tags()).hasSize(2);
    }

    @Test
    void aKeyHasOnlyFiftyTags() {
        var many = new ArrayList<Tag>();
        for (int i = 0; i < 48; i++) {
            many.add(tag("t" + i, "x"));
        }
        root.tagResource(request -> request.keyId(key).tags(many));
        assertThatThrownBy(() -> root.tagResource(request -> request.keyId(key).tags(tag("more", "x"))))
                .isInstanceOf(LimitExceededException.class);
        assertThatCode(() -> root.tagResource(request -> request.keyId(key).tags(tag("t0", "y"))))
                .doesNotThrowAnyException();
    }

    @Test
    void policiesSeeTheTagsOfKeyAndRequest() {
        var alice = fixture.kms.as(KmsFixture.user("alice"));
        fixture.people.allow(
                "alice",
                "{\"Effect\":\"Allow\",\"Action\":\"kms:DescribeKey\",\"Resource\":\"*\",\"Condition\":"
                        + "{\"StringEquals\":{\"aws:ResourceTag/team\":\"${aws:PrincipalTag/team}\"}}}",
                "{\"Effect\":\"Allow\",\"Action\":\"kms:TagResource\",\"Resource\":\"*\",\"Condition\":"
                        + "{\"StringEquals\":{\"aws:RequestTag/cost\":\"42\"},"
                        + "\"ForAllValues:StringEquals\":{\"aws:TagKeys\":[\"cost\"]}}}",
                "{\"Effect\":\"Allow\",\"Action\":\"kms:UntagResource\",\"Resource\":\"*\",\"Condition\":"
                        + "{\"ForAllValues:StringEquals\":{\"aws:TagKeys\":[\"cost\"]}}}");
        fixture.people.tag("alice", "team", "red");
        assertThatCode(() -> alice.describeKey(request -> request.keyId(key))).doesNotThrowAnyException();
        assertThatCode(() -> alice.tagResource(request -> request.keyId(key).tags(tag("cost", "42"))))
                .doesNotThrowAnyException();
        assertThatCode(() -> alice.untagResource(request -> request.keyId(key).tagKeys("cost")))
                .doesNotThrowAnyException();

        assertDenied(() -> alice.tagResource(request -> request.keyId(key).tags(tag("cost", "43"))));
        assertDenied(() ->
                alice.tagResource(request -> request.keyId(key).tags(tag("cost", "42"), tag("team", "blue"))));
        assertDenied(() -> alice.untagResource(request -> request.keyId(key).tagKeys("team")));
        fixture.people.tag("alice", "team", "blue");
        assertDenied(() -> alice.describeKey(request -> request.keyId(key)));
    }

    private static void assertDenied(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        KmsException.class,
                        e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("AccessDeniedException"));
    }

    @Test
    void whoMakesAKeyWithTagsMayTag() {
        fixture.people.allow("alice", "{\"Effect\":\"Allow\",\"Action\":\"kms:CreateKey\",\"Resource\":\"*\"}");
        var alice = fixture.kms.as(KmsFixture.user("alice"));
        assertThatCode(() -> alice.createKey()).doesNotThrowAnyException();
        assertDenied(() -> alice.createKey(request -> request.tags(tag("a", "b"))));
    }

    @Test
    void aDescriptionIsChanged() {
        root.updateKeyDescription(request -> request.keyId(key).description("second"));
        fixture.reopen();
        assertThat(fixture.root()
                        .describeKey(request -> request.keyId(key))
                        .keyMetadata()
                        .description())
                .isEqualTo("second");
        assertThatThrownBy(() -> fixture.root()
                        .updateKeyDescription(request -> request.keyId(key).description("x".repeat(8_193))))
                .hasMessageContaining("'description'");
    }

    @Test
    void theLastUseOfAKeyIsKnownSinceTheKmsWasOpened() throws Exception {
        var unused = root.getKeyLastUsage(request -> request.keyId(key));
        assertThat(unused.keyLastUsage()).isNull();
        assertThat(unused.trackingStartDate()).isEqualTo(KmsFixture.START);

        fixture.now = KmsFixture.START.plusSeconds(60);
        var answer = root.encrypt(request -> request.keyId(key).plaintext(KmsFixture.bytes("x")));
        var event = new com.fasterxml.jackson.databind.ObjectMapper()
                .readTree(fixture.lastEvent().json());
        root.describeKey(request -> request.keyId(key));
        assertThatThrownBy(() -> root.encrypt(
                request -> request.keyId(key).plaintext(KmsFixture.bytes("x")).dryRun(true)));
        var used = root.getKeyLastUsage(request -> request.keyId(key)).keyLastUsage();
        assertThat(used.operationAsString()).isEqualTo("Encrypt");
        assertThat(used.timestamp()).isEqualTo(fixture.now);
        assertThat(used.kmsRequestId()).isEqualTo(answer.responseMetadata().requestId());
        assertThat(used.cloudTrailEventId()).isEqualTo(event.at("/eventID").asText());

        fixture.now = KmsFixture.START.plusSeconds(120);
        fixture.reopen();
        var after = fixture.root().getKeyLastUsage(request -> request.keyId(key));
        assertThat(after.keyLastUsage()).isNull();
        assertThat(after.trackingStartDate()).isEqualTo(fixture.now);
        assertThat(after.keyCreationDate()).isEqualTo(KmsFixture.START);
    }

    @Test
    void randomBytesAreAskedForByNumber() {
        assertThat(root.generateRandom(request -> request.numberOfBytes(1_024))
                        .plaintext()
                        .asByteArray())
                .hasSize(1_024);
        for (var bad : new Integer[] {0, 1_025, null}) {
            assertThatThrownBy(() -> root.generateRandom(request -> request.numberOfBytes(bad)))
                    .hasMessageContaining("'numberOfBytes'");
        }
        assertDenied(
                () -> fixture.kms.as(KmsFixture.user("nobody")).generateRandom(request -> request.numberOfBytes(8)));
    }
}
