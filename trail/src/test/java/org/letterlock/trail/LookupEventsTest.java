package org.letterlock.trail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.letterlock.trail.TrailFixture.START;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.cloudtrail.model.Event;
import software.amazon.awssdk.services.cloudtrail.model.InvalidLookupAttributesException;
import software.amazon.awssdk.services.cloudtrail.model.InvalidMaxResultsException;
import software.amazon.awssdk.services.cloudtrail.model.InvalidNextTokenException;
import software.amazon.awssdk.services.cloudtrail.model.InvalidTimeRangeException;
import software.amazon.awssdk.services.cloudtrail.model.LookupAttribute;
import software.amazon.awssdk.services.cloudtrail.model.LookupAttributeKey;

class LookupEventsTest {
    private final TrailFixture fixture = new TrailFixture();

    @BeforeEach
    void record() {
        fixture.record(3);
        fixture.trail.record(TrailFixture.event(
                TrailFixture.signer("carol", "AKIAI44QH8DHBEXAMPLE"),
                "DisableKey",
                false,
                START.plusSeconds(4),
                "event-4"));
        fixture.trail.record(TrailFixture.event(
                TrailFixture.signer("dave", "AKIAIOSFODNN7EXAMPLE"),
                "CreateGrant",
                false,
                START.plusSeconds(5),
                "event-5"));
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    private static List<String> ids(List<Event> events) {
        return events.stream().map(Event::eventId).toList();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            EventName    | Decrypt                  | event-3 event-2 event-1
            EventName    | decrypt                  |
            EventId      | event-4                  | event-4
            EventSource  | kms.amazonaws.com        | event-5 event-4 event-3 event-2 event-1
            ReadOnly     | false                    | event-5 event-4
            ReadOnly     | true                     | event-3 event-2 event-1
            ResourceType | AWS::KMS::Key            | event-5 event-4 event-3 event-2 event-1
            ResourceName | arn:aws:kms:eu-west-1:111122223333:key/1a2b3c4d-5e6f-1a2b-3c4d-5e6f1a2b3c4d | event-5 event-4 event-3 event-2 event-1
            ResourceName | 1a2b3c4d                 |
            Username     | carol                    | event-4
            AccessKeyId  | AKIAIOSFODNN7EXAMPLE     | event-5
            """)
    void findsByAttributeNewestFirst(String key, String value, String expected) {
        var response = fixture.trail.lookupEvents(request -> request.lookupAttributes(LookupAttribute.builder()
                .attributeKey(key)
                .attributeValue(value)
                .build()));

        assertThat(ids(response.events())).isEqualTo(expected == null ? List.of() : List.of(expected.split(" ")));
        assertThat(response.nextToken()).isNull();
    }

    @Test
    void findsByTimeRangeInclusiveAtBothEnds() {
        var response = fixture.trail.lookupEvents(
                request -> request.startTime(START.plusSeconds(2)).endTime(START.plusSeconds(4)));

        assertThat(ids(response.events())).containsExactly("event-4", "event-3", "event-2");
    }

    @Test
    void pagesThroughEverythingOnce() {
        var found = new ArrayList<String>();
        String token = null;
        do {
            var from = token;
            var response =
                    fixture.trail.lookupEvents(request -> request.maxResults(2).nextToken(from));
            assertThat(response.events()).hasSizeLessThanOrEqualTo(2);
            found.addAll(ids(response.events()));
            token = response.nextToken();
        } while (token != null);

        assertThat(found).containsExactly("event-5", "event-4", "event-3", "event-2", "event-1");
    }

    @Test
    void newEventsDoNotShiftThePagesOfAnOldToken() {
        var first = fixture.trail.lookupEvents(request -> request.maxResults(2));
        fixture.trail.record(TrailFixture.event(6));
        var second = fixture.trail.lookupEvents(request -> request.maxResults(2).nextToken(first.nextToken()));

        assertThat(ids(second.events())).containsExactly("event-3", "event-2");
    }

    @Test
    void aTokenBelongsToItsParameters() {
        var token = fixture.trail.lookupEvents(request -> request.maxResults(2)).nextToken();

        assertThatThrownBy(() -> fixture.trail.lookupEvents(
                        request -> request.nextToken(token).startTime(START)))
                .isInstanceOf(InvalidNextTokenException.class);
        assertThatThrownBy(() -> fixture.trail.lookupEvents(request -> request.nextToken("***")))
                .isInstanceOf(InvalidNextTokenException.class);
    }

    @Test
    void tellsWhoDidWhatWithTheRecordAsText() {
        var event = fixture.trail
                .lookupEvents(request -> request.maxResults(1))
                .events()
                .getFirst();

        assertThat(event.username()).isEqualTo("dave");
        assertThat(event.accessKeyId()).isEqualTo("AKIAIOSFODNN7EXAMPLE");
        assertThat(event.readOnly()).isEqualTo("false");
        assertThat(event.eventTime()).isEqualTo(START.plusSeconds(5));
        assertThat(event.resources().getFirst().resourceName()).isEqualTo(TrailFixture.KEY);
        assertThat(event.cloudTrailEvent()).startsWith("{\"eventVersion\":\"1.11\"");
    }

    @Test
    void refusesWhatCloudTrailRefuses() {
        var attribute = LookupAttribute.builder()
                .attributeKey(LookupAttributeKey.EVENT_NAME)
                .attributeValue("Decrypt")
                .build();
        assertThatThrownBy(() -> fixture.trail.lookupEvents(request -> request.lookupAttributes(attribute, attribute)))
                .isInstanceOf(InvalidLookupAttributesException.class);
        assertThatThrownBy(() -> fixture.trail.lookupEvents(request -> request.lookupAttributes(
                        attribute.toBuilder().attributeKey("Colour").build())))
                .isInstanceOf(InvalidLookupAttributesException.class);
        assertThatThrownBy(() -> fixture.trail.lookupEvents(request -> request.maxResults(51)))
                .isInstanceOf(InvalidMaxResultsException.class);
        assertThatThrownBy(() -> fixture.trail.lookupEvents(
                        request -> request.startTime(START).endTime(START.minusSeconds(1))))
                .isInstanceOf(InvalidTimeRangeException.class);
    }
}
