package org.letterlock.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import software.amazon.awssdk.services.cloudtrail.model.Event;
import software.amazon.awssdk.services.cloudtrail.model.LookupAttribute;
import software.amazon.awssdk.services.cloudtrail.model.LookupAttributeKey;
import software.amazon.awssdk.services.cloudtrail.model.LookupEventsRequest;

/// `letterlock trail`.
@Command(
        name = "trail",
        description = "The audit trail: every use of every key.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "Examples:",
            "  letterlock trail lookup",
            "  letterlock trail lookup --event-name Decrypt --since 1h",
            "  letterlock trail lookup --resource arn:aws:kms:…:key/… --json"
        })
final class TrailCommand {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Command(
            name = "lookup",
            description = "Print events, newest first.",
            mixinStandardHelpOptions = true,
            footer = {
                "",
                "Examples:",
                "  letterlock trail lookup --max 20",
                "  letterlock trail lookup --event-name Decrypt --since 1h",
                "  letterlock trail lookup --resource arn:aws:kms:REGION:ACCOUNT:key/ID --json"
            })
    int lookup(
            @Mixin Connection connection,
            @Mixin Output output,
            @Option(names = "--event-name", description = "e.g. Decrypt, RevokeGrant") @Nullable String eventName,
            @Option(names = "--resource", paramLabel = "ARN", description = "events about this key") @Nullable
                    String resource,
            @Option(
                            names = "--since",
                            paramLabel = "T",
                            description = "not before: 2026-11-24T12:00:00Z, 2026-11-24, or 90s, 15m, 2h, 7d ago")
                    @Nullable
                    String since,
            @Option(names = "--max", description = "at most so many (default: ${DEFAULT-VALUE})", defaultValue = "1000")
                    int max)
            throws Exception {
        if (max < 1) {
            throw new UsageException("--max takes a number from 1");
        }
        Instant from = since == null ? null : instant(since);
        try (Admin admin = connection.open()) {
            var request = LookupEventsRequest.builder().startTime(from);
            if (resource != null) {
                request.lookupAttributes(attribute(LookupAttributeKey.RESOURCE_NAME, resource));
            } else if (eventName != null) {
                request.lookupAttributes(attribute(LookupAttributeKey.EVENT_NAME, eventName));
            }
            var rows = new ArrayList<JsonNode>();
            for (Event event :
                    admin.cloudTrail().lookupEventsPaginator(request.build()).events()) {
                if (rows.size() == max) {
                    output.warn("there are more than " + max + " events; --max N prints more, --since T fewer");
                    break;
                }
                if (eventName == null || eventName.equals(event.eventName())) {
                    rows.add(JSON.readTree(event.cloudTrailEvent()));
                }
            }
            output.many("events", List.of("eventTime", "eventName", "errorCode", "sourceIPAddress", "resources"), rows);
        }
        return 0;
    }

    private static LookupAttribute attribute(LookupAttributeKey key, String value) {
        return LookupAttribute.builder().attributeKey(key).attributeValue(value).build();
    }

    static Instant instant(String text) {
        try {
            if (text.matches("[0-9]{4}-[0-9]{2}-[0-9]{2}")) {
                return Instant.parse(text + "T00:00:00Z");
            }
            return text.matches("[0-9]+[smhdSMHD]")
                    ? Instant.now().minus(ago(text.toUpperCase(Locale.ROOT)))
                    : Instant.parse(text);
        } catch (DateTimeException | ArithmeticException e) {
            throw new UsageException("--since takes a time like 2026-11-24T12:00:00Z, a day, or 90s, 15m, 2h, 7d");
        }
    }

    private static Duration ago(String text) {
        return Duration.parse(text.endsWith("D") ? "P" + text : "PT" + text);
    }
}
