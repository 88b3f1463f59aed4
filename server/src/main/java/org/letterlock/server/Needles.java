package org.letterlock.server;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// Every way in which a word may be written: UTF-8, UTF-16 in both orders, each of them in base64 at its
/// three alignments and in hexadecimal, modified UTF-7, with `\\u` escapes; as it is, in lower and in
/// upper case. All bytes are folded to lower case, needles and haystack alike.
///
/// A needle is found by its last eight bytes: a bit table says for nearly every position that none ends
/// there.
final class Needles {
    static final int KEY_BYTES = 8;
    private static final int BITS = 18;

    private final Map<Long, List<Needle>> byEnd = new HashMap<>();
    private final boolean[] mayEnd = new boolean[1 << BITS];
    private int longest;
    private int encodings;

    /// @param bytes folded
    record Needle(String word, String encoding, byte[] bytes) {}

    Needles(Collection<String> words) {
        for (String word : words) {
            if (word.getBytes(UTF_8).length < KEY_BYTES) {
                throw new IllegalArgumentException("a word of less than 8 bytes is found by chance");
            }
            for (String written :
                    Set.copyOf(List.of(word, word.toLowerCase(Locale.ROOT), word.toUpperCase(Locale.ROOT)))) {
                Map<String, byte[]> forms = forms(written);
                encodings = forms.size();
                forms.forEach((encoding, bytes) -> add(word, encoding, bytes));
            }
        }
        byEnd.values().forEach(same -> same.sort(Comparator.comparing(Needle::encoding)));
    }

    private void add(String word, String encoding, byte[] form) {
        byte[] folded = form.clone();
        for (int i = 0; i < folded.length; i++) {
            folded[i] = fold(folded[i]);
        }
        long end = 0;
        for (int i = folded.length - KEY_BYTES; i < folded.length; i++) {
            end = end << 8 | folded[i] & 0xff;
        }
        List<Needle> same = byEnd.computeIfAbsent(end, key -> new ArrayList<>());
        if (same.stream().noneMatch(each -> Arrays.equals(each.bytes, folded) && each.word.equals(word))) {
            same.add(new Needle(word, encoding, folded));
        }
        mayEnd[bit(end)] = true;
        longest = Math.max(longest, folded.length);
    }

    private static Map<String, byte[]> forms(String word) {
        var forms = new LinkedHashMap<String, byte[]>();
        forms.put("UTF-8", word.getBytes(UTF_8));
        forms.put("UTF-16LE", word.getBytes(UTF_16LE));
        forms.put("UTF-16BE", word.getBytes(UTF_16BE));
        forms.put("modified UTF-7", modifiedUtf7(word).getBytes(US_ASCII));
        forms.put("\\u escapes", escaped(word).getBytes(US_ASCII));
        for (Charset charset : List.of(UTF_8, UTF_16LE, UTF_16BE)) {
            byte[] bytes = word.getBytes(charset);
            for (int shift = 0; shift < 3; shift++) {
                String inner = base64(bytes, shift);
                forms.put("base64 of " + charset + " from byte " + shift, inner.getBytes(US_ASCII));
                forms.put(
                        "base64url of " + charset + " from byte " + shift,
                        inner.replace('+', '-').replace('/', '_').getBytes(US_ASCII));
            }
            forms.put(
                    "hexadecimal of " + charset, HexFormat.of().formatHex(bytes).getBytes(US_ASCII));
        }
        return forms;
    }

    /// The characters of the base64 that do not depend on what stands around the bytes, when they begin
    /// at byte `shift` of a group of three.
    private static String base64(byte[] bytes, int shift) {
        byte[] padded = new byte[shift + bytes.length];
        System.arraycopy(bytes, 0, padded, shift, bytes.length);
        String encoded = Base64.getEncoder().withoutPadding().encodeToString(padded);
        return encoded.substring(shift == 0 ? 0 : shift + 1, padded.length * 8 / 6);
    }

    /// RFC 3501 §5.1.3, which names of IMAP folders are written in.
    private static String modifiedUtf7(String word) {
        var text = new StringBuilder();
        for (int i = 0; i < word.length(); ) {
            int end = i;
            while (end < word.length() && !isPrintable(word.charAt(end))) {
                end++;
            }
            if (end > i) {
                byte[] run = word.substring(i, end).getBytes(UTF_16BE);
                String encoded = Base64.getEncoder().withoutPadding().encodeToString(run);
                text.append('&').append(encoded.replace('/', ',')).append('-');
                i = end;
            } else {
                text.append(word.charAt(i) == '&' ? "&-" : word.substring(i, i + 1));
                i++;
            }
        }
        return text.toString();
    }

    private static String escaped(String word) {
        var text = new StringBuilder();
        word.chars().forEach(each -> {
            if (isPrintable((char) each)) {
                text.append((char) each);
            } else {
                text.append("\\u").append(HexFormat.of().toHexDigits((char) each));
            }
        });
        return text.toString();
    }

    private static boolean isPrintable(char each) {
        return each >= ' ' && each <= '~';
    }

    static byte fold(byte one) {
        return one >= 'A' && one <= 'Z' ? (byte) (one + ('a' - 'A')) : one;
    }

    private static int bit(long end) {
        return (int) (end * 0x9E3779B97F4A7C15L >>> Long.SIZE - BITS);
    }

    boolean mayEnd(long lastEight) {
        return mayEnd[bit(lastEight)];
    }

    List<Needle> endingWith(long lastEight) {
        return byEnd.getOrDefault(lastEight, List.of());
    }

    /// Bytes of the longest needle.
    int longest() {
        return longest;
    }

    int encodings() {
        return encodings;
    }
}
