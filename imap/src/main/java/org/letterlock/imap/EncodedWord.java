package org.letterlock.imap;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/// Header text for clients that have not enabled UTF-8: what is not ASCII goes as encoded words (RFC
/// 2047 §2), in pieces of at most 75 characters that never part a character.
final class EncodedWord {
    /// 45 bytes are 60 base64 characters; with `=?utf-8?B?` and `?=` a word has 72.
    private static final int BYTES = 45;

    private EncodedWord() {}

    static boolean isAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) > 0x7E) {
                return false;
            }
        }
        return true;
    }

    /// `text` itself if it is ASCII.
    static String encode(String text) {
        if (isAscii(text)) {
            return text;
        }
        StringBuilder words = new StringBuilder();
        StringBuilder piece = new StringBuilder();
        int bytes = 0;
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            int size = c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
            if (bytes + size > BYTES) {
                word(words, piece);
                bytes = 0;
            }
            piece.appendCodePoint(c);
            bytes += size;
            i += Character.charCount(c);
        }
        word(words, piece);
        return words.toString();
    }

    private static void word(StringBuilder words, StringBuilder piece) {
        words.append(words.isEmpty() ? "" : " ")
                .append("=?utf-8?B?")
                .append(Base64.getEncoder().encodeToString(piece.toString().getBytes(StandardCharsets.UTF_8)))
                .append("?=");
        piece.setLength(0);
    }
}
