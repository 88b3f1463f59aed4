package org.letterlock.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/// An SMTP client that delivers. Used by one thread.
final class SmtpConnection implements AutoCloseable {
    private static final byte[] END = ".\r\n".getBytes(StandardCharsets.US_ASCII);

    private final Line line;

    private SmtpConnection(Line line) {
        this.line = line;
    }

    static SmtpConnection open(Peer peer, boolean tls) throws IOException {
        var connection = new SmtpConnection(Line.clear(peer.host(), peer.smtp()));
        connection.reply("220", "the greeting");
        connection.command("EHLO bench.example.test", "250");
        if (tls) {
            connection.command("STARTTLS", "220");
            connection.line.startTls(peer.trust());
            connection.command("EHLO bench.example.test", "250");
        }
        return connection;
    }

    /// Returns when the server has taken the letter, which must end with CR LF and have no line that
    /// starts with a dot.
    void deliver(String to, Letter letter) throws IOException {
        command("MAIL FROM:<ada@example.org>", "250");
        command("RCPT TO:<" + to + ">", "250");
        command("DATA", "354");
        line.send(letter.bytes());
        line.send(END);
        reply("250", "the letter");
    }

    private void command(String command, String code) throws IOException {
        line.send(command + "\r\n");
        reply(code, command.split("[ :]", 2)[0]);
    }

    private void reply(String code, String to) throws IOException {
        String answer = line.line();
        while (answer.length() > 3 && answer.charAt(3) == '-') {
            answer = line.line();
        }
        if (!answer.startsWith(code)) {
            throw new WrongAnswerException(to + " was answered " + answer);
        }
    }

    @Override
    public void close() throws IOException {
        line.close();
    }
}
