package org.letterlock.bench;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/// Something that clients do over and over, each by its own connection.
interface Workload {
    String name();

    /// @param number which of the connections
    Client open(Peer peer, boolean tls, int number) throws IOException;

    /// What is left to look at when all is done.
    default void check(Peer peer, boolean tls) throws IOException {}

    /// Used by one thread.
    interface Client extends AutoCloseable {
        /// One call, checked.
        ///
        /// @return how many operations it was
        int run() throws IOException;

        @Override
        default void close() throws IOException {}
    }

    /// Does something with an IMAP connection.
    interface ImapCall {
        int run(ImapConnection connection) throws IOException;
    }

    record Imap(ImapConnection connection, ImapCall call) implements Client {
        @Override
        public int run() throws IOException {
            return call.run(connection);
        }

        @Override
        public void close() throws IOException {
            connection.close();
        }
    }

    /// Connects, logs in and goes.
    record LogIns() implements Workload {
        @Override
        public String name() {
            return "log in";
        }

        @Override
        public Client open(Peer peer, boolean tls, int number) {
            return () -> {
                try (var connection = ImapConnection.open(peer, tls, number)) {
                    connection.ok("LOGOUT");
                    return 1;
                }
            };
        }
    }

    /// Appends letters to the INBOX of the first user, or of a user for each connection.
    record Appends(List<Letter> letters, boolean together) implements Workload {
        @Override
        public String name() {
            String where = together ? ", one folder" : "";
            return "APPEND " + size(letters) + where;
        }

        @Override
        public Client open(Peer peer, boolean tls, int number) throws IOException {
            var next = new AtomicInteger(number);
            return new Imap(ImapConnection.open(peer, tls, together ? 0 : number), connection -> {
                connection.append("INBOX", List.of(letters.get(next.getAndIncrement() % letters.size())));
                return 1;
            });
        }
    }

    /// Fetches the letters of a folder, `atOnce` in a command.
    record Bodies(String folder, List<Letter> letters, int atOnce) implements Workload {
        @Override
        public String name() {
            return "FETCH BODY[] " + size(letters) + ", " + (atOnce == 1 ? "one" : "all") + " a command";
        }

        @Override
        public Client open(Peer peer, boolean tls, int number) throws IOException {
            var connection = ImapConnection.open(peer, tls, 0);
            connection.ok("SELECT " + folder);
            var next = new AtomicInteger(number * 31);
            return new Imap(connection, open -> {
                int first = atOnce == letters.size() ? 1 : 1 + next.getAndIncrement() % letters.size();
                open.fetchBodies(first, first + atOnce - 1, letters);
                return atOnce;
            });
        }
    }

    /// Fetches what a list of the folder shows.
    record Envelopes(String folder, List<Letter> letters) implements Workload {
        @Override
        public String name() {
            return "FETCH ENVELOPE of %,d".formatted(letters.size());
        }

        @Override
        public Client open(Peer peer, boolean tls, int number) throws IOException {
            var connection = ImapConnection.open(peer, tls, 0);
            connection.ok("SELECT " + folder);
            return new Imap(connection, open -> {
                open.fetchEnvelopes(letters);
                return 1;
            });
        }
    }

    /// Flags letters of the folder and takes the flag away again: one after the other, each connection
    /// its own, or all in one command.
    record Flags(String folder, int letters, boolean all) implements Workload {
        private static final int STEP = 64;

        @Override
        public String name() {
            return all ? "STORE 1:* of %,d".formatted(letters) : "STORE one letter's flags";
        }

        @Override
        public Client open(Peer peer, boolean tls, int number) throws IOException {
            var connection = ImapConnection.open(peer, tls, 0);
            connection.ok("SELECT " + folder);
            var calls = new AtomicInteger();
            return new Imap(connection, open -> {
                int call = calls.getAndIncrement();
                int letter = 1 + (number + call / 2 * STEP) % letters;
                open.flag(all ? 1 : letter, all ? letters : letter, call % 2 == 0);
                return 1;
            });
        }
    }

    /// Delivers the same letter again and again; the last one of each user is read back.
    record Deliveries(Letter letter, AtomicInteger delivered) implements Workload {
        Deliveries(Letter letter) {
            this(letter, new AtomicInteger());
        }

        @Override
        public String name() {
            return "SMTP delivery " + size(List.of(letter));
        }

        @Override
        public Client open(Peer peer, boolean tls, int number) throws IOException {
            var connection = SmtpConnection.open(peer, tls);
            return new Client() {
                @Override
                public int run() throws IOException {
                    connection.deliver(peer.user(number), letter);
                    delivered.incrementAndGet();
                    return 1;
                }

                @Override
                public void close() throws IOException {
                    connection.close();
                }
            };
        }

        /// IMAP through TLS where there is any: passwords go that way everywhere.
        @Override
        public void check(Peer peer, boolean tls) throws IOException {
            try (var connection = ImapConnection.open(peer, true, 0)) {
                connection.ok("SELECT INBOX");
                connection.expectLast(connection.messages("INBOX"), letter);
            }
        }
    }

    private static String size(List<Letter> letters) {
        int bytes = letters.getFirst().bytes().length;
        return bytes >= 1 << 20 ? (bytes >> 20) + " MiB" : (bytes >> 10) + " KiB";
    }
}
