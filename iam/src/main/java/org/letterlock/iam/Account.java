package org.letterlock.iam;

import java.util.regex.Pattern;

/// The form of an account id: twelve digits.
final class Account {
    private static final Pattern ID = Pattern.compile("[0-9]{12}");

    private Account() {}

    static boolean isId(String text) {
        return ID.matcher(text).matches();
    }

    static void check(String text) {
        if (!isId(text)) {
            throw new IllegalArgumentException("an account id has twelve digits");
        }
    }
}
