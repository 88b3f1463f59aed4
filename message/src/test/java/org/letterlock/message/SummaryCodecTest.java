package org.letterlock.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class SummaryCodecTest {
    private static final byte[] MESSAGE = """
            From: "Terry Gray" <gray@cac.washington.edu>
            To: A Group:Ed Jones <joe@where.test>,joe@x;
            Subject: IMAP4rev2 WG mtg summary and minutes
            Date: Wed, 17 Jul 1996 02:23:25 -0700 (PDT)
            Content-Type: multipart/mixed; boundary=b

            --b
            Content-Type: image/png; name*=utf-8''%C3%A4.png
            Content-Disposition: attachment; filename="a b"
            Content-Language: de, en

            x
            --b
            Content-Type: message/rfc822

            Subject: within

            body
            --b--
            """.getBytes(StandardCharsets.UTF_8);

    private final Mime.Parsed parsed = Mime.parse(MESSAGE, Mime.Limits.DEFAULT);
    private final byte[] encoded = SummaryCodec.encode(parsed.envelope(), parsed.structure());

    @Test
    void whatIsWrittenIsReadBack() throws Exception {
        byte[] within = new byte[encoded.length + 7];
        System.arraycopy(encoded, 0, within, 3, encoded.length);

        assertThat(SummaryCodec.decode(within, 3, encoded.length)).isEqualTo(parsed);
    }

    @Test
    void aTruncatedSummaryIsRefusedAtEveryLength() {
        for (int length = 0; length < encoded.length; length++) {
            byte[] cut = Arrays.copyOf(encoded, length);
            assertThatThrownBy(() -> SummaryCodec.decode(cut, 0, cut.length))
                    .isInstanceOf(MalformedSummaryException.class);
        }
    }

    @Test
    void bytesAfterTheEndAreRefused() {
        byte[] longer = Arrays.copyOf(encoded, encoded.length + 1);

        assertThatThrownBy(() -> SummaryCodec.decode(longer, 0, longer.length))
                .isInstanceOf(MalformedSummaryException.class);
    }

    @Test
    void anUnknownFormatIsRefused() {
        byte[] later = encoded.clone();
        later[0] = 2;

        assertThatThrownBy(() -> SummaryCodec.decode(later, 0, later.length))
                .isInstanceOf(MalformedSummaryException.class);
    }

    @Test
    void whateverByteIsChangedEitherReadsOrIsRefused() {
        for (int i = 0; i < encoded.length; i++) {
            for (int value : new int[] {0, 1, 3, 0x7f, 0x80, 0xff}) {
                byte[] changed = encoded.clone();
                changed[i] = (byte) value;
                readsOrIsRefused(changed);
            }
        }
    }

    private static void readsOrIsRefused(byte[] bytes) {
        try {
            assertThat(SummaryCodec.decode(bytes, 0, bytes.length).structure()).isNotNull();
        } catch (MalformedSummaryException refused) {
            assertThat(refused).hasMessageContaining("summary");
        }
    }
}
