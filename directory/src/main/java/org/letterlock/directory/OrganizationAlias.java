package org.letterlock.directory;

import java.util.regex.Pattern;

/// An organization's alias: letters, digits and single hyphens between them, 1 to 62, not beginning
/// with `d-` (as the WorkMail API has it) nor with `m-` (so that an alias is never taken for an
/// id); compared in lower case.
final class OrganizationAlias {
    private static final Pattern SYNTAX = Pattern.compile("(?=.{1,62}$)[0-9A-Za-z]+(-[0-9A-Za-z]+)*");

    private OrganizationAlias() {}

    static String claimable(String text) throws DirectoryException {
        if (!SYNTAX.matcher(text).matches()) {
            throw new DirectoryException(
                    "InvalidParameterException",
                    "The alias must have 1 to 62 letters, digits and single hyphens between them.");
        }
        String alias = normalize(text);
        if (alias.startsWith("d-") || alias.startsWith("m-")) {
            throw new DirectoryException("ReservedNameException", "An alias must not begin with d- or m-.");
        }
        return alias;
    }

    static String normalize(String text) {
        return text.toLowerCase(java.util.Locale.ROOT);
    }
}
