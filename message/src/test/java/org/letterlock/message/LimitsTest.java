package org.letterlock.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.letterlock.message.BodyStructure.Enclosed;
import org.letterlock.message.BodyStructure.Multipart;
import org.letterlock.message.BodyStructure.Single;

/// Sizes at which anything worse than linear would take minutes.
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class LimitsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "X-Y: z\r\n",
                "To: a@b.test\r\n",
                "To:\r\n",
                "To: (\r\n",
                "no field\r\n",
                " folded\r\n",
                "Subject: x\r\n y\r\n",
                "From: <\r\n",
                "Cc: \"\r\n",
                "Content-Type: a/b; c*0=d\r\n",
                "--\r\n",
                ":\r\n",
                "\r"
            })
    void aHundredThousandHeaderLines(String line) {
        bounded(line.repeat(100_000) + "\r\nbody");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a",
                "a,",
                "<",
                "(",
                "\"",
                "\\",
                "@",
                "a@",
                "=?",
                "=?utf-8?q?",
                "=?utf-8?q?a?= ",
                "?=",
                ":;",
                "a b ",
                "[",
                ";x=y",
                "=;",
                ";a*0*=%",
                ";a*1=b",
                "\u00e4",
                ">",
                "<@a,",
                "a:"
            })
    void aHeaderLineOfAMebibyte(String unit) {
        String line = unit.repeat((1 << 20) / unit.length());
        for (String name : new String[] {"Subject", "To", "Content-Type", "Content-Language"}) {
            Mime.Parsed parsed = bounded(name + ": " + line + "\r\n\r\nbody");
            EncodedWords.decode(String.valueOf(parsed.envelope().subject()));
        }
        EncodedWords.decode(line);
        HeaderFields.text(("A: " + line).getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void tenLevelsOfMessagesAreAllThere() {
        BodyStructure part = bounded("Content-Type: message/rfc822\r\n\r\n".repeat(10) + "Subject: deep\r\n\r\nx")
                .structure();
        for (int level = 0; level < 10; level++) {
            part = ((Enclosed) part).body();
        }
        assertThat(part).isInstanceOf(Single.class);
        assertThat(part.entity().bodyLength()).isEqualTo(1);
    }

    @Test
    void aThousandLevelsOfMessagesEndInOneOpaquePart() {
        BodyStructure part =
                bounded("Content-Type: message/rfc822\r\n\r\n".repeat(1_000)).structure();
        int depth = 0;
        while (part instanceof Enclosed enclosed) {
            part = enclosed.body();
            depth++;
        }
        assertThat(depth).isEqualTo(Mime.Limits.DEFAULT.depth());
        assertThat(part.entity().subtype()).isEqualTo("octet-stream");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aThousandLevelsOfMultiparts(boolean sameBoundary) {
        var message = new StringBuilder();
        for (int level = 0; level < 1_000; level++) {
            String boundary = sameBoundary ? "b" : "b" + level;
            message.append("Content-Type: multipart/mixed; boundary=")
                    .append(boundary)
                    .append("\r\n\r\n--");
            message.append(boundary).append("\r\n");
        }
        bounded(message.toString());
    }

    @Test
    void aHundredThousandPartsBecomeAThousand() {
        String message =
                "Content-Type: multipart/mixed; boundary=b\r\n\r\n" + "--b\r\n\r\nx\r\n".repeat(100_000) + "--b--\r\n";

        var multipart = (Multipart) bounded(message).structure();

        assertThat(multipart.parts()).hasSize(Mime.Limits.DEFAULT.parts());
        assertThat(multipart.parts().getLast().entity().bodyLength()).isGreaterThan(900_000);
    }

    @Test
    void linesThatAreAlmostDelimitersOfManyBoundaries() {
        String boundary = "a".repeat(900);
        var message = new StringBuilder();
        for (int level = 0; level < 28; level++) {
            message.append("Content-Type: multipart/mixed; boundary=")
                    .append(boundary)
                    .append(level)
                    .append("\r\n\r\n--");
            message.append(boundary).append(level).append("\r\n");
        }
        message.append("\r\n").append(("--" + boundary + "x\r\n").repeat(2_000));

        bounded(message.toString());
    }

    @Test
    void whatComesAfterTheHeaderBudgetIsCut() {
        String message = "Subject: " + "x".repeat(100) + "\r\nFrom: a@b.test\r\n\r\nbody";
        var parsed = Mime.parse(message.getBytes(StandardCharsets.UTF_8), new Mime.Limits(1, 1, 50));

        assertThat(parsed.envelope().subject()).hasSize(49);
        assertThat(parsed.envelope().from()).isEmpty();
        assertThat(parsed.structure().entity().bodyLength()).isEqualTo(4);
    }

    private static Mime.Parsed bounded(String message) {
        byte[] bytes = message.getBytes(StandardCharsets.UTF_8);
        Mime.Parsed parsed = Mime.parse(bytes, Mime.Limits.DEFAULT);
        assertThat(SummaryCodec.encode(parsed.envelope(), parsed.structure()).length)
                .isLessThan(SummaryCodec.MAX_BYTES);
        return parsed;
    }
}
