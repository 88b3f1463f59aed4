package org.letterlock.imap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.letterlock.keyring.KeyUnavailableException;
import org.letterlock.mailbox.Content;
import org.letterlock.mailbox.Refused;
import org.letterlock.message.Address;
import org.letterlock.message.BodyStructure;
import org.letterlock.message.BodyStructure.Entity;
import org.letterlock.message.BodyStructure.Multipart;
import org.letterlock.message.BodyStructure.Single;
import org.letterlock.message.Envelope;

/// What is sent is within the grammar, whatever a message holds.
class ResponseWriterTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ResponseWriter writer = new ResponseWriter(out::write, new ReentrantLock());

    private String sent() {
        String text = out.toString(StandardCharsets.ISO_8859_1);
        out.reset();
        return text.replace("\r\n", "|");
    }

    private String string(String text, boolean utf8) {
        return new String(new Line(utf8).string(text).toBytes(), StandardCharsets.UTF_8).replace("\r\n", "|");
    }

    @Test
    void stringsAreQuotedWhereTheyCanBe() {
        assertThat(string("a b", false)).isEqualTo("\"a b\"");
        assertThat(string("", false)).isEqualTo("\"\"");
        assertThat(string("a\"b\\c", false)).isEqualTo("\"a\\\"b\\\\c\"");
        assertThat(string("ä", false)).isEqualTo("{2}|ä");
        assertThat(string("ä", true)).isEqualTo("\"ä\"");
        assertThat(string("a\rb", true)).isEqualTo("{3}|a\rb");
        assertThat(string("a\tb", false)).isEqualTo("{3}|a\tb");
        assertThat(string("a\0b", false)).as("NUL is in no string").isEqualTo("{3}|a?b");
        assertThat(string("x".repeat(1_001), false)).startsWith("{1001}|x");
    }

    @Test
    void mailboxNames() throws IOException {
        writer.send(new Response.Listed(false, List.of("\\HasChildren"), "a b", false));
        writer.send(new Response.Listed(false, List.of(), "Entwürfe", false));
        writer.send(new Response.Listed(true, List.of(), "nil", false));
        assertThat(sent())
                .isEqualTo(
                        "* LIST (\\HasChildren) \"/\" \"a b\"|* LIST () \"/\" Entw&APw-rfe|* LSUB () \"/\" \"nil\"|");
        writer.utf8(true);
        writer.send(new Response.Listed(false, List.of(), "Entwürfe", false));
        assertThat(new String(sent().getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8))
                .isEqualTo("* LIST () \"/\" \"Entwürfe\"|");
    }

    @Test
    void anEnvelopeOfNothing() throws Exception {
        send(new FetchValue.Envelope(envelope(null, null, List.of())));
        assertThat(sent()).isEqualTo("* 1 FETCH (ENVELOPE (NIL NIL NIL NIL NIL NIL NIL NIL NIL NIL))|");
    }

    @Test
    void anEnvelopeOfMuch() throws Exception {
        String subject = "😀 ".repeat(30);
        Address odd = new Address("O\"Neil\\", "o", "x.test");
        send(new FetchValue.Envelope(envelope("not a date\r", subject, List.of(odd, new Address(null, "u", null)))));
        String text = sent();
        assertThat(text)
                .startsWith("* 1 FETCH (ENVELOPE ({11}|not a date\r \"=?utf-8?B?")
                .contains("((\"O\\\"Neil\\\\\" NIL \"o\" \"x.test\")(NIL NIL \"u\" NIL))");
        String words = text.substring(text.indexOf("=?"), text.indexOf("?=\"") + 2);
        assertThat(words.split(" "))
                .allSatisfy(word -> assertThat(word.length()).isLessThanOrEqualTo(75));
    }

    private static Envelope envelope(@Nullable String date, @Nullable String subject, List<Address> from) {
        return new Envelope(date, subject, from, List.of(), List.of(), List.of(), List.of(), List.of(), null, null);
    }

    private static Entity entity(String type, String subtype, Map<String, String> parameters) {
        return new Entity(
                type,
                subtype,
                parameters,
                null,
                null,
                "7bit",
                null,
                null,
                Map.of(),
                List.of("de", "en"),
                null,
                0,
                0,
                7,
                1);
    }

    @Test
    void structuresPromiseOnlyWhatTheyHave() throws Exception {
        send(new FetchValue.Structure(new Multipart(entity("multipart", "mixed", Map.of()), List.of()), false));
        assertThat(sent())
                .as("a multipart has a part")
                .isEqualTo("* 1 FETCH (BODY ((\"text\" \"plain\" NIL NIL NIL \"7bit\" 0 0) \"mixed\"))|");
        send(new FetchValue.Structure(new Single(entity("message", "rfc822", Map.of())), false));
        assertThat(sent())
                .as("an opaque message is no message")
                .isEqualTo("* 1 FETCH (BODY (\"application\" \"octet-stream\" NIL NIL NIL \"7bit\" 7))|");
        BodyStructure file = new Single(entity("image", "png", Map.of("name", "ä b")));
        send(new FetchValue.Structure(file, true));
        assertThat(sent())
                .isEqualTo("* 1 FETCH (BODYSTRUCTURE (\"image\" \"png\" (\"name*\" \"utf-8''%C3%A4%20b\") NIL NIL"
                        + " \"7bit\" 7 NIL NIL (\"de\" \"en\") NIL))|");
    }

    private void send(FetchValue value) throws IOException, KeyUnavailableException, Refused {
        writer.send(new Response.Fetched(1, List.of(value)));
    }

    @Test
    void aFailureBeforeTheFirstByteLeavesTheConnectionClean() {
        FetchValue flags = new FetchValue.Size(5);
        FetchValue broken = new FetchValue.Streamed("BODY[]", new Failing(0), 0, 5);
        assertThatThrownBy(() -> writer.send(new Response.Fetched(1, List.of(flags, broken))))
                .isInstanceOf(Refused.class);
        assertThat(sent()).isEmpty();
    }

    @Test
    void aFailureAfterThatBreaksIt() {
        FetchValue broken = new FetchValue.Streamed("BODY[]", new Failing(2), 0, 5);
        assertThatThrownBy(() -> send(broken)).isInstanceOf(BrokenLiteralException.class);
        assertThat(sent()).isEqualTo("* 1 FETCH (BODY[] {5}|\0\0");
    }

    private record Failing(int after) implements Content {
        @Override
        public long length() {
            return 5;
        }

        @Override
        public void read(long offset, long length, Sink sink) throws Refused, IOException {
            if (after > 0) {
                sink.accept(new byte[after], 0, after);
            }
            throw new Refused(Refused.Code.CORRUPTION, "damaged");
        }

        @Override
        public void close() {}
    }
}
