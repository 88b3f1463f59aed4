package org.letterlock.iam;

import java.math.BigDecimal;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// The typed values of conditions, from text. All bounded: no exponents, no host names.
final class Scalars {
    private static final Pattern NUMBER = Pattern.compile("[+-]?[0-9]{1,32}(\\.[0-9]{1,32})?");
    private static final Pattern EPOCH = Pattern.compile("[0-9]{1,11}");
    private static final Pattern DAY = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");
    private static final Pattern IPV4 = Pattern.compile("([0-9]{1,3}\\.){3}[0-9]{1,3}");
    private static final Pattern IPV6 = Pattern.compile("[0-9A-Fa-f:.]{2,45}");
    private static final Pattern PREFIX = Pattern.compile("[0-9]{1,3}");
    private static final Set<String> BOOLEANS = Set.of("true", "false");

    private Scalars() {}

    static Optional<BigDecimal> number(String text) {
        return NUMBER.matcher(text).matches() ? Optional.of(new BigDecimal(text)) : Optional.empty();
    }

    /// ISO 8601 with a zone, a day (its beginning in UTC), or seconds since 1970.
    static Optional<Instant> date(String text) {
        try {
            if (EPOCH.matcher(text).matches()) {
                return Optional.of(Instant.ofEpochSecond(Long.parseLong(text)));
            }
            if (DAY.matcher(text).matches()) {
                return Optional.of(
                        LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant());
            }
            return Optional.of(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /// In lower case.
    static Optional<String> bool(String text) {
        return Optional.of(text.toLowerCase(Locale.ROOT)).filter(BOOLEANS::contains);
    }

    /// As the canonical encoder writes it.
    static Optional<String> base64(String text) {
        try {
            return Optional.of(
                    Base64.getEncoder().encodeToString(Base64.getDecoder().decode(text)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    static Optional<InetAddress> address(String text) {
        try {
            if (IPV4.matcher(text).matches()) {
                return Optional.of(Inet4Address.ofLiteral(text));
            }
            return text.indexOf(':') >= 0 && IPV6.matcher(text).matches()
                    ? Optional.of(Inet6Address.ofLiteral(text))
                    : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    static Optional<Integer> prefix(String text, int most) {
        return PREFIX.matcher(text).matches() && Integer.parseInt(text) <= most
                ? Optional.of(Integer.parseInt(text))
                : Optional.empty();
    }
}
