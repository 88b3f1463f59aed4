package org.letterlock.imap;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.Locale;
import java.util.Map;

/// IMAP's two spellings of time: `date-time` (`"17-Jul-1996 02:44:25 -0700"`, the day padded with a
/// space) and `date` (`1-Feb-1994`).
final class DateTimes {
    private static final Map<Long, String> MONTHS = Map.ofEntries(
            Map.entry(1L, "Jan"),
            Map.entry(2L, "Feb"),
            Map.entry(3L, "Mar"),
            Map.entry(4L, "Apr"),
            Map.entry(5L, "May"),
            Map.entry(6L, "Jun"),
            Map.entry(7L, "Jul"),
            Map.entry(8L, "Aug"),
            Map.entry(9L, "Sep"),
            Map.entry(10L, "Oct"),
            Map.entry(11L, "Nov"),
            Map.entry(12L, "Dec"));

    private static final DateTimeFormatter DATE_TIME = new DateTimeFormatterBuilder()
            .parseCaseInsensitive()
            .padNext(2)
            .appendValue(ChronoField.DAY_OF_MONTH)
            .appendLiteral('-')
            .appendText(ChronoField.MONTH_OF_YEAR, MONTHS)
            .appendLiteral('-')
            .appendValue(ChronoField.YEAR, 4)
            .appendLiteral(' ')
            .appendPattern("HH:mm:ss xx")
            .toFormatter(Locale.ROOT);

    private static final DateTimeFormatter DATE = new DateTimeFormatterBuilder()
            .parseCaseInsensitive()
            .appendValue(ChronoField.DAY_OF_MONTH, 1, 2, java.time.format.SignStyle.NOT_NEGATIVE)
            .appendLiteral('-')
            .appendText(ChronoField.MONTH_OF_YEAR, MONTHS)
            .appendLiteral('-')
            .appendValue(ChronoField.YEAR, 4)
            .toFormatter(Locale.ROOT);

    private DateTimes() {}

    /// Epoch seconds of a `date-time` without its quotes.
    static long parse(String text) throws BadSyntax {
        try {
            return OffsetDateTime.parse(text, DATE_TIME).toEpochSecond();
        } catch (DateTimeException e) {
            throw new BadSyntax("Bad date and time");
        }
    }

    /// A `date-time` without its quotes, in UTC.
    static String print(long epochSecond) {
        return DATE_TIME.format(Instant.ofEpochSecond(epochSecond).atOffset(ZoneOffset.UTC));
    }

    static LocalDate day(String text) throws BadSyntax {
        try {
            return LocalDate.parse(text, DATE);
        } catch (DateTimeException e) {
            throw new BadSyntax("Bad date");
        }
    }

    static String print(LocalDate day) {
        return DATE.format(day);
    }
}
