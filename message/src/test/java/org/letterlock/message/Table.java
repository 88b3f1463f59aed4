package org.letterlock.message;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;

/// Cases in a file: a line that is not indented starts one, and the indented ones after it belong to
/// it. `#` starts a comment.
final class Table {
    record Case(String input, List<String> expected) {
        @Override
        public String toString() {
            return input;
        }
    }

    private Table() {}

    static List<Case> read(String name) throws IOException {
        List<Case> cases = new ArrayList<>();
        for (String line : Files.readAllLines(Corpus.resource(name))) {
            if (line.startsWith("  ")) {
                cases.getLast().expected().add(line.substring(2));
            } else if (!line.isEmpty() && !line.startsWith("#")) {
                cases.add(new Case(line, new ArrayList<>()));
            }
        }
        return cases;
    }
}
