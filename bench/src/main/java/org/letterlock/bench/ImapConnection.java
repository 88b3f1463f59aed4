package org.letterlock.bench;

import java.io.IOException;
import java.util.List;

/// An IMAP client that looks at every byte that it gets. Used by one thread.
final class ImapConnection implements AutoCloseable {
    private final Line line;
    private String capabilities = "";

    private ImapConnection(Line line) {
        this.line = line;
    }

    /// Connects and logs in as the peer's user of that number.
    static ImapConnection open(Peer peer, boolean tls, int user) throws IOException {
        var connection = connect(peer, tls);
        connection.ok("LOGIN " + peer.user(user) + " \"" + peer.password() + "\"");
        connection.capabilities = connection.answer("CAPABILITY");
        return connection;
    }

    private static ImapConnection connect(Peer peer, boolean tls) throws IOException {
        boolean implicit = tls && peer.imaps() > 0;
        var line = implicit ? Line.tls(peer.host(), peer.imaps(), peer.trust()) : Line.clear(peer.host(), peer.imap());
        var connection = new ImapConnection(line);
        String greeting = line.line();
        if (!greeting.startsWith("* OK")) {
            throw new WrongAnswerException("the greeting is " + greeting);
        }
        if (tls && !implicit) {
            connection.ok("STARTTLS");
            line.startTls(peer.trust());
        }
        return connection;
    }

    /// Whether passwords are taken in the clear there.
    static boolean takesPasswordsInTheClear(Peer peer) throws IOException {
        try (var connection = connect(peer, false)) {
            return !connection.answer("CAPABILITY").contains("LOGINDISABLED");
        }
    }

    void ok(String command) throws IOException {
        answer(command);
    }

    /// Carries out a command that must succeed; gives what came before its tagged answer, without
    /// literals.
    String answer(String command) throws IOException {
        line.send("t " + command + "\r\n");
        var all = new StringBuilder();
        for (String next = line.line(); !done(next, command); next = line.line()) {
            all.append(next).append('\n');
            line.skip(Math.max(0, literal(next)));
        }
        return all.toString();
    }

    private static boolean done(String line, String command) throws WrongAnswerException {
        if (!line.startsWith("t ")) {
            return false;
        }
        if (!line.startsWith("t OK")) {
            String name = command.split(" ", 2)[0];
            throw new WrongAnswerException(name + " was answered " + line.substring(2));
        }
        return true;
    }

    /// How long a literal follows the line; -1 if none does.
    private static long literal(String line) {
        int open = line.lastIndexOf('{');
        return open < 0 || !line.endsWith("}") ? -1 : Long.parseLong(line, open + 1, line.length() - 1, 10);
    }

    /// Appends letters, in one command if the server can do that.
    void append(String folder, List<Letter> letters) throws IOException {
        if (letters.size() > 1 && !capabilities.contains("MULTIAPPEND")) {
            for (var letter : letters) {
                append(folder, List.of(letter));
            }
            return;
        }
        boolean waits = !capabilities.contains("LITERAL+");
        String command = "APPEND " + folder;
        line.send("t " + command);
        for (var letter : letters) {
            byte[] bytes = letter.bytes();
            line.send(" {" + bytes.length + (waits ? "}\r\n" : "+}\r\n"));
            if (waits) {
                goAhead(command);
            }
            line.send(bytes);
        }
        line.send("\r\n");
        drain(command);
    }

    private void goAhead(String command) throws IOException {
        String answer = line.line();
        while (answer.startsWith("* ")) {
            answer = line.line();
        }
        if (!answer.startsWith("+")) {
            throw new WrongAnswerException(command + " was answered " + answer);
        }
    }

    private void drain(String command) throws IOException {
        for (String next = line.line(); !done(next, command); next = line.line()) {
            line.skip(Math.max(0, literal(next)));
        }
    }

    /// Fetches whole letters by their numbers in the folder, and compares each byte.
    ///
    /// @param all the letters of the folder in its order
    void fetchBodies(int first, int last, List<Letter> all) throws IOException {
        String command = "FETCH " + first + ":" + last + " BODY.PEEK[]";
        line.send("t " + command + "\r\n");
        int expected = first;
        for (String next = line.line(); !done(next, command); next = line.line()) {
            long size = literal(next);
            if (size < 0) {
                continue;
            }
            var letter = all.get(expected - 1);
            if (!next.startsWith("* " + expected + " FETCH (") || size != letter.bytes().length) {
                throw new WrongAnswerException("instead of letter " + expected + " came " + next);
            }
            line.expect(letter.bytes(), "letter " + expected);
            String rest = line.line();
            if (!rest.endsWith(")") || literal(rest) >= 0) {
                throw new WrongAnswerException("letter " + expected + " is followed by " + rest);
            }
            expected++;
        }
        if (expected != last + 1) {
            throw new WrongAnswerException(command + " gave " + (expected - first) + " letters");
        }
    }

    /// Fetches what a list of the whole folder shows, and looks for what each line must hold.
    void fetchEnvelopes(List<Letter> all) throws IOException {
        String command = "FETCH 1:* (UID FLAGS INTERNALDATE RFC822.SIZE ENVELOPE)";
        line.send("t " + command + "\r\n");
        int expected = 1;
        for (String next = line.line(); !done(next, command); next = line.line()) {
            if (!next.contains(" FETCH (")) {
                continue;
            }
            if (expected > all.size()) {
                throw new WrongAnswerException("more envelopes than letters");
            }
            var letter = all.get(expected - 1);
            boolean right = next.startsWith("* " + expected + " FETCH (")
                    && next.contains("\"" + letter.subject() + "\"")
                    && next.contains("\"" + letter.messageId() + "\"")
                    && next.contains("RFC822.SIZE " + letter.bytes().length)
                    && next.contains("(\"Ada Lovelace\" NIL \"ada\" \"example.test\")");
            if (!right) {
                throw new WrongAnswerException("the envelope of letter " + expected + " is " + next);
            }
            expected++;
        }
        if (expected != all.size() + 1) {
            throw new WrongAnswerException("there are " + (expected - 1) + " envelopes, not " + all.size());
        }
    }

    /// Sets or takes away `\Flagged`, and looks whether the server says so for each letter.
    void flag(int first, int last, boolean set) throws IOException {
        String command = "STORE " + first + ":" + last + (set ? " +" : " -") + "FLAGS (\\Flagged)";
        line.send("t " + command + "\r\n");
        int told = 0;
        for (String next = line.line(); !done(next, command); next = line.line()) {
            if (next.contains(" FETCH (")) {
                int number = Integer.parseInt(next, 2, next.indexOf(' ', 2), 10);
                if (number >= first && number <= last) {
                    if (next.contains("\\Flagged") != set) {
                        throw new WrongAnswerException(command + " gave " + next);
                    }
                    told++;
                }
            }
        }
        if (told < last - first + 1) {
            throw new WrongAnswerException(command + " told of " + told + " letters");
        }
    }

    /// Whether the letter of this number in the folder ends with these bytes: a delivery puts fields
    /// before it.
    void expectLast(int number, Letter letter) throws IOException {
        String command = "FETCH " + number + " BODY.PEEK[]";
        line.send("t " + command + "\r\n");
        boolean found = false;
        for (String next = line.line(); !done(next, command); next = line.line()) {
            long size = literal(next);
            if (size >= 0) {
                if (size < letter.bytes().length) {
                    throw new WrongAnswerException("letter " + number + " is cut short");
                }
                line.skip(size - letter.bytes().length);
                line.expect(letter.bytes(), "letter " + number);
                found = true;
            }
        }
        if (!found) {
            throw new WrongAnswerException("letter " + number + " did not come");
        }
    }

    /// How many letters a folder has.
    int messages(String folder) throws IOException {
        String answer = answer("STATUS " + folder + " (MESSAGES)");
        int at = answer.indexOf("(MESSAGES ");
        if (at < 0) {
            throw new WrongAnswerException("STATUS was answered " + answer.strip());
        }
        return Integer.parseInt(answer, at + 10, answer.indexOf(')', at), 10);
    }

    @Override
    public void close() throws IOException {
        line.close();
    }
}
