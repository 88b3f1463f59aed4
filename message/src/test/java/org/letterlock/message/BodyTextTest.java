package org.letterlock.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Whole, and one byte at a time: the same text.
class BodyTextTest {
    @ParameterizedTest
    @CsvSource({
        "utf-8, Grüße 手紙 🐘",
        "ISO-8859-1, Grüße",
        "windows-1252, „Grüße“ €",
        "ISO-2022-JP, 手紙です",
        "Shift_JIS, 手紙です",
        "EUC-JP, 手紙です",
        "GB2312, 中文",
        "GB18030, 中文🐘",
        "big5, 中文",
        "EUC-KR, 한국어",
        "KOI8-R, Привет",
        "windows-1251, Привет",
        "utf-16, Grüße 🐘",
        "utf-16le, Grüße 🐘",
        "utf-32, 🐘",
        "ISO-8859-8-I, שלום",
        "macintosh, Grüße",
        "IBM850, Grüße"
    })
    void everyCharsetIsDecoded(String name, String text) {
        Charset charset = Charset.forName(
                switch (name) {
                    case "macintosh" -> "x-MacRoman";
                    case "ISO-8859-8-I" -> "ISO-8859-8";
                    default -> name;
                });
        byte[] base64 = Base64.getMimeEncoder().encode(text.getBytes(charset));

        assertSame(text, "plain", name, "base64", base64);
    }

    @Test
    void withoutACharsetItIsUtf8OrElseLatin1() {
        byte[] utf8 = "Grüße".getBytes(StandardCharsets.UTF_8);
        byte[] latin1 = "Grüße".getBytes(StandardCharsets.ISO_8859_1);
        for (String charset : List.of("us-ascii", "x-nobody-knows", "", "utf-8")) {
            assertSame("Grüße", "plain", charset, "8bit", utf8);
            assertSame("Grüße", "plain", charset, "8bit", latin1);
        }
    }

    static List<Table.Case> quotedPrintable() throws IOException {
        return Table.read("quoted-printable.txt");
    }

    @ParameterizedTest
    @MethodSource("quotedPrintable")
    void quotedPrintableIsTakenAsFarAsItGoes(Table.Case each) {
        byte[] encoded = each.input().replace("\\r", "\r").replace("\\n", "\n").getBytes(StandardCharsets.UTF_8);
        String text = each.expected().getFirst().replace("\\r", "\r").replace("\\n", "\n");

        assertSame(text, "plain", "utf-8", "quoted-printable", encoded);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "aGVsbG8gd29ybGQ=",
                "aGVs\r\nbG8gd29y\r\nbGQ=\r\n",
                "aGVsbG8!gd29y bGQ",
                "aGVsbG8gdw==b3JsZA==",
                "aGVsbG8gd29ybGQ==="
            })
    void base64IsTakenAsFarAsItGoes(String encoded) {
        assertSame("hello world", "plain", "utf-8", "base64", encoded.getBytes(StandardCharsets.US_ASCII));
    }

    static List<Table.Case> html() throws IOException {
        return Table.read("html.txt");
    }

    @ParameterizedTest
    @MethodSource("html")
    void ofHtmlTheVisibleTextIsLeft(Table.Case each) {
        String text = each.expected().isEmpty() ? "" : each.expected().getFirst();
        byte[] encoded = each.input().getBytes(StandardCharsets.UTF_8);

        for (int piece : new int[] {1, encoded.length}) {
            String seen = read("html", "utf-8", "8bit", encoded, piece);
            assertThat(seen.replace('\u00a0', ' ').strip()).isEqualTo(text);
        }
    }

    @Test
    void whateverBytesComeThereIsAText() {
        var random = new Random(3);
        for (int round = 0; round < 300; round++) {
            byte[] bytes = new byte[random.nextInt(200)];
            random.nextBytes(bytes);
            for (String charset :
                    List.of("utf-8", "iso-2022-jp", "gb18030", "utf-16", "iso-2022-kr", "utf-7", "x-johab")) {
                for (String encoding : List.of("8bit", "quoted-printable", "base64")) {
                    assertThat(read("html", charset, encoding, bytes, 7)).isNotNull();
                }
            }
        }
    }

    private static void assertSame(String text, String subtype, String charset, String encoding, byte[] encoded) {
        assertThat(read(subtype, charset, encoding, encoded, Math.max(1, encoded.length)))
                .isEqualTo(text);
        assertThat(read(subtype, charset, encoding, encoded, 1)).isEqualTo(text);
        assertThat(read(subtype, charset, encoding, encoded, 3)).isEqualTo(text);
    }

    private static String read(String subtype, String charset, String encoding, byte[] bytes, int piece) {
        var entity = new BodyStructure.Entity(
                "text",
                subtype,
                Map.of("charset", charset),
                null,
                null,
                encoding,
                null,
                null,
                Map.of(),
                List.of(),
                null,
                0,
                0,
                bytes.length,
                0);
        var text = new StringBuilder();
        var body = new BodyText(entity, text::append);
        for (int at = 0; at < bytes.length; at += piece) {
            body.feed(bytes, at, Math.min(piece, bytes.length - at));
        }
        body.end();
        return text.toString();
    }
}
