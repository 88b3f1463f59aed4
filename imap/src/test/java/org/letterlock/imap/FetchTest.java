package org.letterlock.imap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.letterlock.imap.Sessions.Client;

/// FETCH with each of its items (RFC 3501 §6.4.5).
class FetchTest {
    private static final String LETTER = """
            Date: Tue, 24 Nov 2026 10:00:00 +0100
            From: Alice <alice@example.test>
            To: undisclosed: ;, "B, Bob" <bob@example.test>
            Subject: =?utf-8?q?Gr=C3=BC=C3=9Fe?=
            Message-ID: <1@example.test>
            MIME-Version: 1.0
            Content-Type: multipart/mixed; boundary=b

            preamble
            --b
            Content-Type: text/plain; charset=utf-8

            hello
            --b
            Content-Type: message/rfc822
            Content-Disposition: attachment; filename="x.eml"

            Subject: inner
            X-A: 1

            inner body
            --b--
            """.replace("\n", "\r\n");

    private Sessions sessions;
    private Client alice;

    @BeforeEach
    void open() throws IOException {
        sessions = new Sessions();
        alice = sessions.alice();
        alice.append("INBOX (\\Flagged) \"17-Jul-1996 02:44:25 -0700\"", LETTER);
        alice.ok("SELECT INBOX");
    }

    @AfterEach
    void close() throws IOException {
        sessions.close();
    }

    private String fetch(String items) throws IOException {
        var lines = alice.ok("FETCH 1 " + items).lines();
        assertThat(lines).hasSize(1);
        String line = lines.getFirst();
        assertThat(line).startsWith("* 1 FETCH (").endsWith(")");
        return line.substring(11, line.length() - 1).replace("\r\n", "|").replace('\n', '|');
    }

    @Test
    void theIndex() throws IOException {
        assertThat(fetch("(UID FLAGS INTERNALDATE RFC822.SIZE)"))
                .isEqualTo("UID 1 FLAGS (\\Flagged) INTERNALDATE \"17-Jul-1996 09:44:25 +0000\" RFC822.SIZE "
                        + LETTER.length());
        assertThat(alice.ok("UID FETCH 1:* FLAGS").lines()).containsExactly("* 1 FETCH (UID 1 FLAGS (\\Flagged))");
        assertThat(alice.ok("UID FETCH 2:* FLAGS").lines()).hasSize(1);
        assertThat(alice.ok("UID FETCH 2:3 FLAGS").lines()).isEmpty();
    }

    @Test
    void theEnvelope() throws IOException {
        String alice = "((\"Alice\" NIL \"alice\" \"example.test\"))";
        assertThat(fetch("ENVELOPE"))
                .isEqualTo("ENVELOPE (\"Tue, 24 Nov 2026 10:00:00 +0100\" \"=?utf-8?q?Gr=C3=BC=C3=9Fe?=\" "
                        + alice + " " + alice + " " + alice
                        + " ((NIL NIL \"undisclosed\" NIL)(NIL NIL NIL NIL)"
                        + "(\"B, Bob\" NIL \"bob\" \"example.test\")) NIL NIL NIL \"<1@example.test>\")");
    }

    @Test
    void theStructure() throws IOException {
        String text = "(\"text\" \"plain\" (\"charset\" \"utf-8\") NIL NIL \"7bit\" 5 1";
        String inner = "(\"message\" \"rfc822\" NIL NIL NIL \"7bit\" 36"
                + " (NIL \"inner\" NIL NIL NIL NIL NIL NIL NIL NIL)"
                + " (\"text\" \"plain\" (\"charset\" \"us-ascii\") NIL NIL \"7bit\" 10 1";
        assertThat(fetch("BODY")).isEqualTo("BODY (" + text + ")" + inner + ") 4) \"mixed\")");
        assertThat(fetch("BODYSTRUCTURE"))
                .isEqualTo("BODYSTRUCTURE (" + text + " NIL NIL NIL NIL)" + inner
                        + " NIL NIL NIL NIL) 4 NIL (\"attachment\" (\"filename\" \"x.eml\")) NIL NIL)"
                        + " \"mixed\" (\"boundary\" \"b\") NIL NIL NIL)");
    }

    @Test
    void wholeMessages() throws IOException {
        String literal = " {" + LETTER.length() + "}|" + LETTER.replace("\r\n", "|");
        assertThat(fetch("BODY.PEEK[]")).isEqualTo("BODY[]" + literal);
        assertThat(fetch("RFC822")).isEqualTo("FLAGS (\\Seen \\Flagged) RFC822" + literal);
        int body = LETTER.indexOf("preamble");
        assertThat(fetch("RFC822.HEADER"))
                .isEqualTo("RFC822.HEADER {" + body + "}|"
                        + LETTER.substring(0, body).replace("\r\n", "|"));
        assertThat(fetch("RFC822.TEXT"))
                .isEqualTo("RFC822.TEXT {" + (LETTER.length() - body) + "}|"
                        + LETTER.substring(body).replace("\r\n", "|"));
    }

    @Test
    void sections() throws IOException {
        assertThat(fetch("BODY.PEEK[1]")).isEqualTo("BODY[1] {5}|hello");
        assertThat(fetch("BODY.PEEK[1.MIME]")).isEqualTo("BODY[1.MIME] {43}|Content-Type: text/plain; charset=utf-8||");
        assertThat(fetch("BODY.PEEK[2.HEADER]")).isEqualTo("BODY[2.HEADER] {26}|Subject: inner|X-A: 1||");
        assertThat(fetch("BODY.PEEK[2.TEXT]")).isEqualTo("BODY[2.TEXT] {10}|inner body");
        assertThat(fetch("BODY.PEEK[2.1]")).isEqualTo("BODY[2.1] {10}|inner body");
        assertThat(fetch("BODY.PEEK[2.HEADER.FIELDS (x-a)]")).isEqualTo("BODY[2.HEADER.FIELDS (x-a)] {10}|X-A: 1||");
        assertThat(fetch("BODY.PEEK[HEADER.FIELDS (SUBJECT To)]"))
                .isEqualTo("BODY[HEADER.FIELDS (SUBJECT To)] {89}|To: undisclosed: ;, \"B, Bob\" <bob@example.test>|"
                        + "Subject: =?utf-8?q?Gr=C3=BC=C3=9Fe?=||");
        assertThat(fetch("BODY.PEEK[HEADER.FIELDS (\"no such\" \"a\\\"b\" \"To\")]<0.2>"))
                .isEqualTo("BODY[HEADER.FIELDS (\"no such\" \"a\\\"b\" To)]<0> {2}|To");
        assertThat(fetch("BODY.PEEK[HEADER.FIELDS.NOT (Date From To Subject Message-ID Content-Type)]"))
                .endsWith(" {21}|MIME-Version: 1.0||");
        assertThat(fetch("(BODY.PEEK[3] BODY.PEEK[1.HEADER] BODY.PEEK[1.1])"))
                .isEqualTo("BODY[3] NIL BODY[1.HEADER] NIL BODY[1.1] NIL");
    }

    @Test
    void partials() throws IOException {
        assertThat(fetch("BODY.PEEK[1]<1.3>")).isEqualTo("BODY[1]<1> {3}|ell");
        assertThat(fetch("BODY.PEEK[1]<3.99>")).isEqualTo("BODY[1]<3> {2}|lo");
        assertThat(fetch("BODY.PEEK[1]<5.1>")).isEqualTo("BODY[1]<5> {0}|");
        assertThat(fetch("BODY.PEEK[]<9223372036854775807.9223372036854775807>"))
                .isEqualTo("BODY[]<9223372036854775807> {0}|");
        assertThat(fetch("BODY.PEEK[HEADER.FIELDS (Date)]<0.4>")).isEqualTo("BODY[HEADER.FIELDS (Date)]<0> {4}|Date");
    }

    @Test
    void onlyPeekingLeavesAMessageUnseen() throws IOException {
        assertThat(fetch("(FLAGS BODY.PEEK[])")).startsWith("FLAGS (\\Flagged)");
        assertThat(fetch("BODY[1]")).isEqualTo("FLAGS (\\Seen \\Flagged) BODY[1] {5}|hello");
        assertThat(fetch("BODY[1]")).isEqualTo("BODY[1] {5}|hello");
    }

    @Test
    void aBigMessageComesWhole() throws IOException {
        StringBuilder big = new StringBuilder("Subject: big\r\n\r\n");
        for (int i = 0; i < 20_000; i++) {
            big.append("line ").append(i).append(" of a long letter\r\n");
        }
        alice.append("INBOX", big.toString());
        String line = alice.ok("FETCH 2 BODY.PEEK[]").lines().getFirst();
        assertThat(line).isEqualTo("* 2 FETCH (BODY[] {" + big.length() + "}\n" + big + ")");
        assertThat(alice.ok("FETCH 2 BODY.PEEK[]<400000.10>").lines().getFirst())
                .isEqualTo("* 2 FETCH (BODY[]<400000> {10}\n" + big.substring(400_000, 400_010) + ")");
    }

    @Test
    void manyMessagesComeInOrder() throws IOException {
        StringBuilder command = new StringBuilder("APPEND INBOX");
        for (int i = 0; i < 200; i++) {
            command.append(" {4+}\r\n").append("m").append(100 + i);
        }
        for (int i = 0; i < 3; i++) {
            alice.ok(command.toString());
        }
        var lines = alice.ok("UID FETCH 1:* (UID BODY.PEEK[])").lines();
        assertThat(lines).hasSize(601);
        assertThat(lines.get(600)).isEqualTo("* 601 FETCH (UID 601 BODY[] {4}\nm299)");
        assertThat(alice.ok("FETCH 599:601,3,2:4 UID").lines())
                .containsExactly(
                        "* 2 FETCH (UID 2)",
                        "* 3 FETCH (UID 3)",
                        "* 4 FETCH (UID 4)",
                        "* 599 FETCH (UID 599)",
                        "* 600 FETCH (UID 600)",
                        "* 601 FETCH (UID 601)");
    }

    @Test
    void eightBitHeadersAreEncodedForClientsThatHaveNotEnabledUtf8() throws IOException {
        byte[] utf8 = "Grüße".getBytes(java.nio.charset.StandardCharsets.UTF_8);
        String raw = new String(utf8, java.nio.charset.StandardCharsets.ISO_8859_1);
        alice.append("INBOX", "From: " + raw + " <a@b>\r\nSubject: " + raw + "\r\n\r\n");
        String line = alice.ok("FETCH 2 ENVELOPE").lines().getFirst();
        assertThat(line).contains("\"=?utf-8?B?R3LDvMOfZQ==?=\" ((\"=?utf-8?B?R3LDvMOfZQ==?=\" NIL \"a\" \"b\"))");
        alice.ok("ENABLE UTF8=ACCEPT");
        assertThat(alice.ok("FETCH 2 ENVELOPE").lines().getFirst()).contains('"' + raw + "\" ((\"" + raw + '"');
    }
}
