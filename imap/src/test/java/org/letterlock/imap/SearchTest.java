package org.letterlock.imap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.letterlock.imap.Sessions.Client;

/// SEARCH with each of its keys (RFC 3501 §6.4.4), and what it answers with (RFC 4731).
class SearchTest {
    private Sessions sessions;
    private Client alice;

    @BeforeEach
    void open() throws IOException {
        sessions = new Sessions();
        alice = sessions.alice();
        letter(
                "(\\Seen work)",
                "1-Feb-2020",
                "Date: Sat, 01 Feb 2020 23:30:00 -0500\r\nFrom: Ann <ann@a.test>\r\n"
                        + "To: alice@example.test\r\nSubject: Hello World\r\n\r\nfirst body");
        letter(
                "(\\Flagged)",
                "15-Mar-2021",
                "From: bob@b.test\r\nCc: carol@c.test\r\nX-Tag: blue\r\n"
                        + "Subject: =?utf-8?q?Gr=C3=BC=C3=9Fe?=\r\n\r\nsecond body, a good deal longer than the first");
        letter(
                "(\\Deleted)",
                "24-Nov-2026",
                "From: dan@d.test\r\nBcc: eve@e.test\r\n"
                        + "Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n"
                        + "dGhpcmQgYm9keSBpbiBrw7ZsbmVyIGJhc2U2NA==");
        alice.ok("SELECT INBOX");
    }

    private void letter(String flags, String day, String text) throws IOException {
        String padded = day.indexOf('-') == 1 ? " " + day : day;
        alice.append("INBOX " + flags + " \"" + padded + " 12:00:00 +0000\"", text);
    }

    @AfterEach
    void close() throws IOException {
        sessions.close();
    }

    private String search(String keys) throws IOException {
        var lines = alice.ok("SEARCH " + keys).lines();
        assertThat(lines).hasSize(1);
        assertThat(lines.getFirst()).startsWith("* SEARCH");
        return lines.getFirst().substring(8).strip();
    }

    @Test
    void flagsAndKeywords() throws IOException {
        assertThat(search("ALL")).isEqualTo("1 2 3");
        assertThat(search("SEEN")).isEqualTo("1");
        assertThat(search("UNSEEN")).isEqualTo("2 3");
        assertThat(search("FLAGGED")).isEqualTo("2");
        assertThat(search("UNDELETED")).isEqualTo("1 2");
        assertThat(search("KEYWORD work")).isEqualTo("1");
        assertThat(search("UNKEYWORD work")).isEqualTo("2 3");
        assertThat(search("NEW")).isEmpty();
        assertThat(search("OLD")).isEqualTo("1 2 3");
    }

    @Test
    void datesAndSizes() throws IOException {
        assertThat(search("ON 15-Mar-2021")).isEqualTo("2");
        assertThat(search("BEFORE 15-Mar-2021")).isEqualTo("1");
        assertThat(search("SINCE 15-Mar-2021")).isEqualTo("2 3");
        assertThat(search("SENTON 1-Feb-2020"))
                .as("the day as its sender wrote it")
                .isEqualTo("1");
        assertThat(search("YOUNGER 86400")).isEqualTo("3");
        assertThat(search("OLDER 86400")).isEqualTo("1 2");
        assertThat(search("LARGER 1000")).isEmpty();
        assertThat(search("SMALLER 1000")).isEqualTo("1 2 3");
    }

    @Test
    void headersAndTexts() throws IOException {
        assertThat(search("FROM ANN")).isEqualTo("1");
        assertThat(search("TO example.test")).isEqualTo("1");
        assertThat(search("CC carol")).isEqualTo("2");
        assertThat(search("BCC eve")).isEqualTo("3");
        assertThat(search("SUBJECT \"hello w\"")).isEqualTo("1");
        assertThat(search("HEADER X-Tag \"\"")).isEqualTo("2");
        assertThat(search("HEADER X-Tag red")).isEmpty();
        assertThat(search("BODY second")).isEqualTo("2");
        assertThat(search("BODY base64")).as("a decoded part").isEqualTo("3");
        assertThat(search("TEXT blue")).isEqualTo("2");
    }

    @Test
    void charsets() throws IOException {
        String word = new String("GRÜSSE".getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
        assertThat(search("CHARSET UTF-8 SUBJECT {7+}\r\n" + word)).isEqualTo("2");
        assertThat(alice.no("SEARCH CHARSET KOI8-R ALL").tagged()).startsWith("NO [BADCHARSET (US-ASCII UTF-8)]");
    }

    @Test
    void combinations() throws IOException {
        assertThat(search("OR FROM ann FROM bob NOT SEEN")).isEqualTo("2");
        assertThat(search("1,3 (OR SEEN DELETED)")).isEqualTo("1 3");
        assertThat(search("UID 2:* NOT 3")).isEqualTo("2");
        assertThat(search("7:9")).isEmpty();
    }

    @Test
    void uidsAndNumbersDiffer() throws IOException {
        alice.ok("EXPUNGE");
        alice.append("INBOX", "Subject: four\r\n\r\n");
        assertThat(search("SUBJECT four")).isEqualTo("3");
        assertThat(alice.ok("UID SEARCH SUBJECT four").lines()).containsExactly("* SEARCH 4");
    }

    @Test
    void extendedAnswers() throws IOException {
        String tag = "t" + tagOfNext();
        assertThat(alice.ok("UID SEARCH RETURN (MIN MAX COUNT ALL) ALL").lines())
                .containsExactly("* ESEARCH (TAG \"" + tag + "\") UID MIN 1 MAX 3 COUNT 3 ALL 1:3");
        assertThat(alice.ok("SEARCH RETURN () SEEN").lines().getFirst()).endsWith(") ALL 1");
        assertThat(alice.ok("SEARCH RETURN (MIN COUNT) SUBJECT nowhere").lines().getFirst())
                .endsWith(") COUNT 0");
    }

    @Test
    void messageIds() throws IOException {
        String id = alice.ok("FETCH 2 (EMAILID THREADID)").lines().getFirst();
        assertThat(id).matches("\\* 2 FETCH \\(EMAILID \\(M\\d+\\) THREADID NIL\\)");
        alice.ok("COPY 2 INBOX");
        assertThat(search("EMAILID " + id.substring(id.indexOf("(M") + 1, id.indexOf(") T"))))
                .isEqualTo("2 4");
        assertThat(search("EMAILID M999")).isEmpty();
        assertThat(search("THREADID T1")).isEmpty();
    }

    private int tagOfNext() throws IOException {
        String tag = alice.ok("SEARCH RETURN () ALL").lines().getFirst();
        return Integer.parseInt(tag.substring(tag.indexOf("\"t") + 2, tag.indexOf("\")"))) + 1;
    }

    @Test
    void messagesThatTheClientDoesNotKnowAreNotFound() throws IOException {
        Client other = sessions.alice();
        other.append("INBOX", "Subject: four\r\n\r\n");
        assertThat(alice.ok("SEARCH SUBJECT four").lines()).startsWith("* SEARCH");
        alice.told(alice.ok("SEARCH ALL").lines().contains("* SEARCH 1 2 3") ? 1 : 0);
        assertThat(search("SUBJECT four")).isEqualTo("4");
    }
}
