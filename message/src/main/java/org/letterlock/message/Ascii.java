package org.letterlock.message;

/// Bytes as ASCII, where case does not matter.
final class Ascii {
    private Ascii() {}

    static int lower(int c) {
        return c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c;
    }

    static boolean blank(int c) {
        return c == ' ' || c == '\t';
    }

    /// Whether `bytes` from `from` are `lower`, which is lower case; both have the length of `lower`.
    static boolean equalsIgnoreCase(byte[] bytes, int from, byte[] lower) {
        for (int i = 0; i < lower.length; i++) {
            if (lower(bytes[from + i]) != lower[i]) {
                return false;
            }
        }
        return true;
    }

    /// Lower case for ASCII letters alone: the same in every locale.
    static String lower(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= 'A' && c <= 'Z') {
                var lower = new StringBuilder(text);
                for (int k = i; k < lower.length(); k++) {
                    lower.setCharAt(k, (char) lower(lower.charAt(k)));
                }
                return lower.toString();
            }
        }
        return text;
    }
}
