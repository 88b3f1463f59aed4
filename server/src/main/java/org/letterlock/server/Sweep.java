package org.letterlock.server;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/// Looks for words in files: as they are, in UTF-16, and in base64 at its three alignments.
final class Sweep {
    private static final int BLOCK = 1 << 20;
    private final List<byte[]> needles = new ArrayList<>();
    private final List<String> findings = new ArrayList<>();
    private final int longest;
    private int files;
    private long bytes;

    Sweep(List<String> words) {
        for (String word : words) {
            needles.add(word.getBytes(StandardCharsets.UTF_8));
            needles.add(word.getBytes(StandardCharsets.UTF_16LE));
            needles.add(word.getBytes(StandardCharsets.UTF_16BE));
            for (int shift = 0; shift < 3; shift++) {
                needles.add(base64(word, shift));
            }
        }
        longest = needles.stream().mapToInt(needle -> needle.length).max().orElse(0);
    }

    /// The characters of the word's base64 that do not depend on what stands around it, when it
    /// starts at byte `shift` of a group of three.
    static byte[] base64(String word, int shift) {
        byte[] padded = (" ".repeat(shift) + word).getBytes(StandardCharsets.UTF_8);
        String encoded = Base64.getEncoder().withoutPadding().encodeToString(padded);
        int first = shift == 0 ? 0 : shift + 1;
        int last = padded.length * 8 / 6;
        return encoded.substring(first, last).getBytes(StandardCharsets.US_ASCII);
    }

    void folder(Path folder) throws IOException {
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                if (attributes.isRegularFile()) {
                    scan(file);
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
                if (e instanceof NoSuchFileException) {
                    return FileVisitResult.CONTINUE;
                }
                throw e;
            }
        });
    }

    private void scan(Path file) throws IOException {
        files++;
        byte[] window = new byte[longest + BLOCK];
        int kept = 0;
        try (var in = Files.newInputStream(file)) {
            int read;
            while ((read = in.readNBytes(window, kept, BLOCK)) > 0) {
                bytes += read;
                int filled = kept + read;
                if (findings.size() < 10 && found(window, filled)) {
                    findings.add(file.toString());
                    return;
                }
                kept = Math.min(longest, filled);
                System.arraycopy(window, filled - kept, window, 0, kept);
            }
        }
    }

    private boolean found(byte[] window, int length) {
        String text = new String(window, 0, length, StandardCharsets.ISO_8859_1);
        return needles.stream().anyMatch(needle -> text.contains(new String(needle, StandardCharsets.ISO_8859_1)));
    }

    List<String> findings() {
        return findings;
    }

    int files() {
        return files;
    }

    long bytes() {
        return bytes;
    }
}
