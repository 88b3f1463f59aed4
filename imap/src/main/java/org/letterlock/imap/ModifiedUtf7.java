package org.letterlock.imap;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;

/// Mailbox names on the wire of IMAP4rev1 (RFC 3501 §5.1.3): printable ASCII as it is, all else as
/// UTF-16 in a base64 with `,` for `/`, between `&` and `-`.
final class ModifiedUtf7 {
    private static final Base64.Encoder ENCODER = Base64.getEncoder().withoutPadding();
    private static final Base64.Decoder DECODER = Base64.getDecoder();

    private ModifiedUtf7() {}

    static String encode(String name) {
        StringBuilder wire = new StringBuilder(name.length() + 16);
        int i = 0;
        while (i < name.length()) {
            char c = name.charAt(i);
            if (printable(c)) {
                wire.append(c == '&' ? "&-" : String.valueOf(c));
                i++;
                continue;
            }
            int start = i;
            while (i < name.length() && !printable(name.charAt(i))) {
                i++;
            }
            byte[] utf16 = name.substring(start, i).getBytes(StandardCharsets.UTF_16BE);
            wire.append('&')
                    .append(ENCODER.encodeToString(utf16).replace('/', ','))
                    .append('-');
        }
        return wire.toString();
    }

    /// Accepts only what [#encode] makes: one spelling for each name.
    static String decode(byte[] wire) throws BadSyntax {
        StringBuilder name = new StringBuilder(wire.length);
        int i = 0;
        while (i < wire.length) {
            int c = wire[i++] & 0xFF;
            if (!printable((char) c)) {
                throw bad();
            }
            if (c != '&') {
                name.append((char) c);
                continue;
            }
            int end = i;
            while (end < wire.length && wire[end] != '-') {
                end++;
            }
            if (end == wire.length) {
                throw bad();
            }
            name.append(end == i ? "&" : shifted(Arrays.copyOfRange(wire, i, end)));
            i = end + 1;
        }
        String decoded = name.toString();
        if (!Arrays.equals(encode(decoded).getBytes(StandardCharsets.US_ASCII), wire)) {
            throw bad();
        }
        return decoded;
    }

    private static String shifted(byte[] base64) throws BadSyntax {
        for (int i = 0; i < base64.length; i++) {
            if (base64[i] == '/') {
                throw bad();
            }
            if (base64[i] == ',') {
                base64[i] = '/';
            }
        }
        try {
            byte[] utf16 = DECODER.decode(base64);
            if (utf16.length % 2 != 0) {
                throw bad();
            }
            return new String(utf16, StandardCharsets.UTF_16BE);
        } catch (IllegalArgumentException e) {
            throw bad();
        }
    }

    private static boolean printable(char c) {
        return c >= 0x20 && c <= 0x7E;
    }

    private static BadSyntax bad() {
        return new BadSyntax("Mailbox name is not modified UTF-7");
    }
}
