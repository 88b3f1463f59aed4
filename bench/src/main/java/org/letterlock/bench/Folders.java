package org.letterlock.bench;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/// The folders that are read, in the first user's mailbox: 50 KiB and 1 MiB letters, and many small
/// ones. Their names are new in each run.
///
/// @param quick makes them smaller
record Folders(String name, List<Letter> medium, List<Letter> large, List<Letter> many) {
    private static final int AT_ONCE = 100;

    static Folders of(boolean quick) {
        String name = "bench-" + Long.toString(System.currentTimeMillis(), 36).toLowerCase(Locale.ROOT);
        return new Folders(
                name, letters(quick ? 50 : 200, 50 << 10), letters(quick ? 8 : 32, 1 << 20), letters(10_000, 2 << 10));
    }

    private static List<Letter> letters(int count, int size) {
        return IntStream.range(0, count)
                .mapToObj(number -> Letter.of(number, size))
                .toList();
    }

    String mediumName() {
        return name + "-50";
    }

    String largeName() {
        return name + "-1024";
    }

    String manyName() {
        return name + "-many";
    }

    void fill(Peer peer, boolean tls) throws IOException {
        try (var connection = ImapConnection.open(peer, tls, 0)) {
            fill(connection, mediumName(), medium);
            fill(connection, largeName(), large);
            fill(connection, manyName(), many);
        }
    }

    private static void fill(ImapConnection connection, String folder, List<Letter> letters) throws IOException {
        connection.ok("CREATE " + folder);
        int step = letters.getFirst().bytes().length > 1 << 19 ? 1 : AT_ONCE;
        for (int from = 0; from < letters.size(); from += step) {
            connection.append(folder, letters.subList(from, Math.min(letters.size(), from + step)));
        }
    }

    void delete(Peer peer, boolean tls) throws IOException {
        try (var connection = ImapConnection.open(peer, tls, 0)) {
            for (String folder : List.of(mediumName(), largeName(), manyName())) {
                connection.ok("DELETE " + folder);
            }
        }
    }
}
