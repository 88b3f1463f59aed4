package org.letterlock.testbed;

import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.Zstd;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.letterlock.server.Sweep;

/// The sweep can find: what says "nowhere" of the whole server is first shown each hiding place.
class SweepTest {
    private static final String WORD = "Kanarie-7f3b19e2-Vögel-Ende";
    private static final int BLOCK = 1 << 20;

    @TempDir
    Path folder;

    static List<Arguments> disguises() throws IOException {
        List<Arguments> all = new ArrayList<>();
        all.add(Arguments.of("UTF-8", bytes(WORD)));
        all.add(Arguments.of("lower case", bytes(WORD.toLowerCase(Locale.ROOT))));
        all.add(Arguments.of("upper case", bytes(WORD.toUpperCase(Locale.ROOT))));
        all.add(Arguments.of("UTF-16LE", WORD.getBytes(UTF_16LE)));
        all.add(Arguments.of("UTF-16BE", WORD.getBytes(UTF_16BE)));
        for (int shift = 0; shift < 3; shift++) {
            byte[] text = bytes("xy".substring(0, shift) + WORD + " and more");
            all.add(Arguments.of(
                    "base64 from byte " + shift, Base64.getEncoder().encode(text)));
            all.add(Arguments.of(
                    "base64url from byte " + shift, Base64.getUrlEncoder().encode(text)));
            byte[] wide = ("xy".substring(0, shift) + WORD).getBytes(UTF_16LE);
            all.add(Arguments.of(
                    "base64 of UTF-16 from byte " + 2 * shift,
                    Base64.getEncoder().encode(wide)));
            byte[] later = bytes("x".repeat(45 + shift) + WORD);
            all.add(Arguments.of(
                    "base64 in lines of 76 from byte " + shift,
                    Base64.getMimeEncoder().encode(later)));
        }
        all.add(Arguments.of("over a line break", bytes(WORD.substring(0, 9) + "\r\n" + WORD.substring(9))));
        all.add(Arguments.of("quoted-printable", bytes("Kanarie=2D7f3b19e2=2d=56=C3=B6gel-Ende")));
        all.add(Arguments.of("quoted-printable over a soft break", bytes("Kanarie-7f3b=\r\n19e2-V=C3=B6gel-Ende")));
        all.add(Arguments.of("percent escapes", bytes("filename*=utf-8''Kanarie-7f3b19e2-V%C3%B6gel-Ende")));
        all.add(Arguments.of("modified UTF-7", bytes("Kanarie-7f3b19e2-V&APY-gel-Ende")));
        all.add(Arguments.of("\\u escapes", bytes("Kanarie-7f3b19e2-V\\u00f6gel-Ende")));
        all.add(Arguments.of("hexadecimal", bytes(HexFormat.of().formatHex(bytes(WORD)))));
        byte[] text = bytes("some text before " + WORD + " and some after");
        all.add(Arguments.of("gzip", packed(GZIPOutputStream::new, text)));
        all.add(Arguments.of("zlib", packed(DeflaterOutputStream::new, text)));
        all.add(Arguments.of("zstd", Zstd.compress(text)));
        all.add(Arguments.of(
                "base64 in gzip",
                packed(GZIPOutputStream::new, Base64.getMimeEncoder().encode(text))));
        return all;
    }

    private interface Packing {
        OutputStream of(OutputStream out) throws IOException;
    }

    private static byte[] packed(Packing packing, byte[] text) throws IOException {
        var out = new ByteArrayOutputStream();
        try (OutputStream into = packing.of(out)) {
            into.write(text);
        }
        return out.toByteArray();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }

    /// At the border of two blocks, between other bytes.
    @ParameterizedTest(name = "{0}")
    @MethodSource("disguises")
    void findsAWordInEveryDisguise(String name, byte[] disguise) throws Exception {
        byte[] others = random(BLOCK + 4096);
        Path planted = folder.resolve("planted");
        ByteBuffer file = ByteBuffer.wrap(others.clone()).position(BLOCK - disguise.length / 2);
        Files.write(planted, file.put(disguise).array());
        Files.write(folder.resolve("other"), others);
        var sweep = new Sweep(List.of("another-word-0815", WORD));
        sweep.folder(folder);
        assertThat(sweep.findings())
                .as(name)
                .isNotEmpty()
                .allMatch(found ->
                        found.file().equals(planted.toString()) && found.word().equals(WORD));
        assertThat(sweep.files()).isEqualTo(2);
        assertThat(sweep.bytes()).isEqualTo(2L * others.length);
    }

    @Test
    void findsAWordInTheNameOfAFile() throws Exception {
        Files.createFile(folder.resolve(WORD + ".eml"));
        var sweep = new Sweep(List.of(WORD));
        sweep.folder(folder);
        assertThat(sweep.findings()).isNotEmpty();
    }

    @Test
    void findsNothingWhereNothingIs() throws Exception {
        Files.write(folder.resolve("random"), random(4 * BLOCK));
        var sweep = new Sweep(List.of(WORD));
        sweep.folder(folder);
        assertThat(sweep.findings()).isEmpty();
    }

    @Test
    void findsAWordInADeletedFileThatIsOpen() throws Exception {
        Path file = Files.writeString(folder.resolve("open"), WORD);
        try (var open = FileChannel.open(file, StandardOpenOption.READ)) {
            Files.delete(file);
            assertThat(open.size()).isPositive();
            assertThat(ofThisProcess().findings()).isNotEmpty();
        }
    }

    @Test
    void findsAWordInAFileElsewhereThatIsOpenForWriting() throws Exception {
        Path file = Files.writeString(folder.resolve("elsewhere"), WORD);
        try (var open = FileChannel.open(file, StandardOpenOption.WRITE)) {
            assertThat(open.size()).isPositive();
            assertThat(ofThisProcess().findings()).isNotEmpty();
        }
    }

    @Test
    void findsAWordInADeletedFileThatIsMapped() throws Exception {
        Path file = Files.writeString(folder.resolve("mapped"), WORD);
        ByteBuffer mapped;
        try (var open = FileChannel.open(file, StandardOpenOption.READ)) {
            mapped = open.map(MapMode.READ_ONLY, 0, open.size());
        }
        Files.delete(file);
        assertThat(mapped.get(0)).isEqualTo((byte) 'K');
        assertThat(ofThisProcess().findings()).isNotEmpty();
    }

    private static Sweep ofThisProcess() throws IOException {
        Assumptions.assumeTrue(
                Files.isDirectory(Path.of("/proc/self/map_files")), "open files are looked at on Linux alone");
        var sweep = new Sweep(List.of(WORD));
        sweep.process(ProcessHandle.current().pid());
        return sweep;
    }

    private static byte[] random(int size) {
        byte[] bytes = new byte[size];
        new Random(20261127).nextBytes(bytes);
        return bytes;
    }

    @Test
    void aShortWordIsRefused() {
        assertThat(Stream.of("", "1234567"))
                .allSatisfy(word -> org.assertj.core.api.Assertions.assertThatThrownBy(() -> new Sweep(List.of(word)))
                        .isInstanceOf(IllegalArgumentException.class));
    }
}
