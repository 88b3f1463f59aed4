package org.letterlock.kms;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The form of alias names.
final class AliasNames {
    private static final Pattern NAME = Pattern.compile("alias/[a-zA-Z0-9:/_-]{1,250}");

    private AliasNames() {}

    static String checked(@Nullable String name) {
        if (name == null || !NAME.matcher(name).matches()) {
            throw KmsErrors.validation("aliasName", "alias/ and 1 to 250 characters out of a-zA-Z0-9:/_-");
        }
        return name;
    }

    /// For a new alias: `alias/aws/` is reserved.
    static String checkNew(@Nullable String name) {
        var checked = checked(name);
        if (checked.startsWith(Alias.AWS_PREFIX)) {
            throw KmsErrors.invalidAliasName("Aliases that begin with alias/aws/ are reserved.");
        }
        return checked;
    }
}
