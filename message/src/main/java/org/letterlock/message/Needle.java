package org.letterlock.message;

/// A text to look for, without regard to case, compatible forms of characters, and how white space is
/// broken (`Folding`). Thread-safe.
public final class Needle {
    private final String folded;

    public Needle(String text) {
        this.folded = Folding.fold(text);
    }

    /// Whether it is found everywhere.
    public boolean isEmpty() {
        return folded.isEmpty();
    }

    public boolean in(CharSequence text) {
        return Folding.fold(text).contains(folded);
    }

    /// Looks in a text that comes in pieces.
    public Scan scan() {
        return new Scan(folded);
    }

    /// One look through a text. Memory: a piece, and about 16 Ki characters. Not thread-safe.
    public static final class Scan {
        private static final int ENOUGH = 16 * 1024;
        private static final int LOOK_BACK = 1024;

        private final String folded;
        private final StringBuilder waiting = new StringBuilder();
        private String tail = "";
        private boolean found;

        private Scan(String folded) {
            this.folded = folded;
            this.found = folded.isEmpty();
        }

        public boolean found() {
            return found;
        }

        public void feed(CharSequence text) {
            if (!found) {
                waiting.append(text);
                if (waiting.length() > ENOUGH) {
                    look(safeEnd());
                }
            }
        }

        /// The text ends here, and another one may begin: nothing is found across the two.
        public boolean end() {
            if (!found) {
                look(waiting.length());
                tail = "";
            }
            return found;
        }

        private void look(int end) {
            String folding = tail + Folding.fold(waiting.substring(0, end));
            waiting.delete(0, end);
            found = folding.contains(folded);
            tail = folding.substring(Math.max(0, folding.length() - folded.length() + 1));
        }

        /// Where folding one side and the other gives the same as folding both: before a letter or
        /// digit that composes with nothing before it. If there is none for long, somewhere.
        private int safeEnd() {
            int end = waiting.length();
            for (int i = end - 1; i > end - LOOK_BACK; i--) {
                if (!Character.isWhitespace(waiting.charAt(i - 1)) && startsAnew(waiting.charAt(i))) {
                    return i;
                }
            }
            return end;
        }

        private static boolean startsAnew(char c) {
            boolean jamo = c >= 0x1160 && c <= 0x11ff;
            return switch (Character.getType(c)) {
                case Character.UPPERCASE_LETTER,
                        Character.LOWERCASE_LETTER,
                        Character.OTHER_LETTER,
                        Character.DECIMAL_DIGIT_NUMBER -> !jamo;
                default -> false;
            };
        }
    }
}
