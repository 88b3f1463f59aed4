package org.letterlock.bench;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What follows a subcommand: `--switch` and `--name VALUE`, in any order.
final class Arguments {
    private final Set<String> given = new HashSet<>();
    private final Map<String, String> values = new HashMap<>();

    /// @throws IllegalArgumentException for a word that is neither, or a value that is missing
    Arguments(List<String> words, Set<String> switches, Set<String> names) {
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            if (switches.contains(word)) {
                given.add(word);
            } else if (names.contains(word) && i + 1 < words.size()) {
                values.put(word, words.get(++i));
            } else {
                throw new IllegalArgumentException("'" + word + "' is not understood here, or lacks its value");
            }
        }
    }

    boolean has(String name) {
        return given.contains(name);
    }

    @Nullable
    String value(String name) {
        return values.get(name);
    }

    String value(String name, String otherwise) {
        return values.getOrDefault(name, otherwise);
    }

    String required(String name) {
        String value = values.get(name);
        if (value == null) {
            throw new IllegalArgumentException(name + " is missing");
        }
        return value;
    }

    int number(String name) {
        String value = value(name, "0");
        try {
            return Integer.parseInt(value);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(name + " takes a number, not '" + value + "'");
        }
    }
}
