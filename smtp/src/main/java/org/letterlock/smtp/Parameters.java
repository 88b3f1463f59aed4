package org.letterlock.smtp;

import java.util.HashSet;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Pattern;

/// The parameters of MAIL and RCPT (RFC 5321 §4.1.2 `esmtp-param`).
final class Parameters {
    private static final Pattern PARAMETER = Pattern.compile("[A-Za-z0-9][A-Za-z0-9-]*(=[!-<>-~]+)?");
    private static final Pattern SIZE = Pattern.compile("\\d{1,20}");

    private Parameters() {}

    /// SIZE (RFC 1870), BODY (RFC 6152), AUTH (RFC 4954 §5, not used).
    ///
    /// @return the announced size
    static OptionalLong ofMail(String text) throws SmtpException.Syntax {
        OptionalLong size = OptionalLong.empty();
        Set<String> seen = new HashSet<>();
        for (String parameter : text.isEmpty() ? new String[0] : text.split(" +")) {
            String keyword = keyword(parameter);
            String value = parameter.contains("=") ? parameter.substring(parameter.indexOf('=') + 1) : "";
            if (!seen.add(keyword)) {
                throw new SmtpException.Syntax(501, "5.5.4", "a parameter comes twice");
            }
            switch (keyword) {
                case "SIZE" -> size = OptionalLong.of(size(value));
                case "BODY" -> body(value);
                case "AUTH" -> {}
                default -> throw unknown();
            }
        }
        return size;
    }

    /// None is offered.
    static void ofRcpt(String text) throws SmtpException.Syntax {
        if (!text.isEmpty()) {
            keyword(text);
            throw unknown();
        }
    }

    private static String keyword(String parameter) throws SmtpException.Syntax {
        if (!PARAMETER.matcher(parameter).matches()) {
            throw new SmtpException.Syntax(501, "5.5.4", "bad parameter");
        }
        return parameter.split("=", 2)[0].toUpperCase(Locale.ROOT);
    }

    /// More than fits a long is as good as the largest.
    private static long size(String value) throws SmtpException.Syntax {
        if (!SIZE.matcher(value).matches()) {
            throw new SmtpException.Syntax(501, "5.5.4", "bad SIZE");
        }
        return value.length() > 18 ? Long.MAX_VALUE : Long.parseLong(value);
    }

    private static void body(String value) throws SmtpException.Syntax {
        if (!value.equalsIgnoreCase("7BIT") && !value.equalsIgnoreCase("8BITMIME")) {
            throw new SmtpException.Syntax(501, "5.5.4", "BODY is 7BIT or 8BITMIME");
        }
    }

    private static SmtpException.Syntax unknown() {
        return new SmtpException.Syntax(555, "5.5.4", "parameter not offered");
    }
}
