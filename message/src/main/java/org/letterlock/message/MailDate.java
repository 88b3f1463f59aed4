package org.letterlock.message;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The day that a `Date` field names, as its sender wrote it: neither its time nor its zone count (RFC
/// 9051 §6.4.4, `SENTON`). Takes the obsolete forms (RFC 5322 §4.3).
public final class MailDate {
    private static final List<String> MONTHS =
            List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");

    private MailDate() {}

    /// Empty if there is no day in it.
    public static Optional<LocalDate> day(@Nullable String field) {
        if (field == null) {
            return Optional.empty();
        }
        var text = new FieldCursor(field.replace('-', ' '));
        text.skipBlanksAndComments();
        if (!text.atEnd() && number(String.valueOf(text.peek()), 1) < 0) {
            text.atom();
            text.skipBlanksAndComments();
            text.skip(',');
        }
        int day = number(word(text), 2);
        String month = Ascii.lower(word(text));
        String year = word(text);
        int known = month.length() < 3 ? -1 : MONTHS.indexOf(month.substring(0, 3));
        if (day < 1 || known < 0 || number(year, 4) < 0) {
            return Optional.empty();
        }
        try {
            return Optional.of(LocalDate.of(year(year), known + 1, day));
        } catch (DateTimeException noSuchDay) {
            return Optional.empty();
        }
    }

    private static String word(FieldCursor text) {
        text.skipBlanksAndComments();
        return text.atEnd() ? "" : text.atom();
    }

    /// Two digits below 50 are of this century, all others less than 1000 count from 1900.
    private static int year(String digits) {
        int year = number(digits, 4);
        if (digits.length() == 2 && year < 50) {
            return year + 2000;
        }
        return digits.length() < 4 ? year + 1900 : year;
    }

    private static int number(String digits, int most) {
        boolean number =
                !digits.isEmpty() && digits.length() <= most && digits.chars().allMatch(c -> c >= '0' && c <= '9');
        return number ? Integer.parseInt(digits) : -1;
    }
}
