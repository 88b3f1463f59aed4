package org.letterlock.directory;

import java.net.IDN;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// A mail domain, normalized: lower case, in its ASCII form (IDNA2003, RFC 3490), at most 253
/// characters, at least two labels of letters, digits and hyphens.
///
/// @param name e.g. `example.test`, `xn--bcher-kva.example`
record Domain(String name) {
    private static final int MAX_LENGTH = 253;
    private static final Pattern SYNTAX = Pattern.compile("(?!-)[a-z0-9-]{1,63}(?<!-)(\\.(?!-)[a-z0-9-]{1,63}(?<!-))+");

    /// Names that can never have a mail exchanger of their own (RFC 6761, RFC 7686, RFC 3172).
    /// `.test` and `.example` are left to those who try the server out.
    private static final Set<String> RESERVED = Set.of("localhost", "invalid", "onion", "local", "arpa");

    /// Empty if this is no domain.
    static Optional<Domain> parse(String text) {
        if (text.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        try {
            String name = IDN.toASCII(text, IDN.USE_STD3_ASCII_RULES).toLowerCase(Locale.ROOT);
            boolean valid = name.length() <= MAX_LENGTH
                    && SYNTAX.matcher(name).matches()
                    && !topLevel(name).chars().allMatch(Character::isDigit);
            return valid ? Optional.of(new Domain(name)) : Optional.empty();
        } catch (IllegalArgumentException notADomain) {
            return Optional.empty();
        }
    }

    /// Checks the domain of a new organization.
    static Domain claimable(String text) throws DirectoryException {
        var domain = parse(text)
                .orElseThrow(() -> new DirectoryException(
                        "InvalidParameterException",
                        "Not a domain name of two labels or more: use one like example.com."));
        if (RESERVED.contains(topLevel(domain.name))) {
            throw new DirectoryException("ReservedNameException", "This domain is reserved and cannot receive mail.");
        }
        return domain;
    }

    private static String topLevel(String name) {
        return name.substring(name.lastIndexOf('.') + 1);
    }
}
