package org.letterlock.server;

/// A path in a command that is printed to be copied.
final class ShellWord {
    private ShellWord() {}

    /// In quotes where a shell would take it for more than one plain word.
    static String of(Object path) {
        String text = path.toString();
        return text.matches("[A-Za-z0-9_./:@%+,=-]+") ? text : "'" + text.replace("'", "'\\''") + "'";
    }
}
