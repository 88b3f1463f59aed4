package org.letterlock.server;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/// Looks for words in files, to show that they are nowhere: in the [encodings of a word](Needles), in
/// any case, as the file's bytes are, with line breaks taken out, with quoted-printable and percent
/// escapes undone, and inside of gzip, zlib and zstd frames that begin anywhere in a file. File names
/// are looked at too.
///
/// Reads files of any size in blocks; what vanishes meanwhile is passed over, what cannot be read is an
/// [IOException]: a sweep that did not look says so. Of one thread.
public final class Sweep {
    private static final int BLOCK = 1 << 20;
    private static final int MAX_FINDINGS = 100;

    private final Needles needles;
    private final List<Finding> findings = new ArrayList<>();
    private final byte[] block = new byte[BLOCK];
    private int files;
    private long bytes;

    /// Where a word was found, and how it was written there.
    public record Finding(String file, String word, String encoding) {}

    /// @param words of 8 bytes at least, each; they should be unique, or chance finds them
    public Sweep(Collection<String> words) {
        needles = new Needles(words);
    }

    /// Everything below `folder`; links are not followed.
    public void folder(Path folder) throws IOException {
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                if (attributes.isRegularFile()) {
                    look(file, folder.relativize(file).toString());
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

    public void file(Path file) throws IOException {
        look(file, file.getFileName().toString());
    }

    /// What a process holds without a name that [#folder] could find: files open for writing wherever
    /// they are, deleted ones that are open or mapped. Does nothing where there is no `/proc` (only Linux
    /// has it).
    public void process(long pid) throws IOException {
        OpenFiles of = new OpenFiles(pid);
        if (of.known()) {
            for (Path file : of.list()) {
                look(file, "");
            }
        }
    }

    private void look(Path file, String name) throws IOException {
        var found = new Finder(file.toString());
        var text = new Scan(needles, found);
        byte[] bytesOfName = name.getBytes(java.nio.charset.StandardCharsets.UTF_8);
        text.take(bytesOfName, bytesOfName.length);
        try (var channel = FileChannel.open(file)) {
            files++;
            content(channel, found);
        } catch (NoSuchFileException e) {
            // It had a name a moment ago.
        }
    }

    private void content(FileChannel channel, Finder found) throws IOException {
        var scan = new Scan(needles, found);
        var frames = new Frames(channel, needles, found);
        long offset = 0;
        int read;
        while ((read = Frames.read(channel, offset, block)) > 0) {
            scan.take(block, read);
            frames.take(block, read, offset);
            offset += read;
        }
        bytes += offset;
    }

    /// Empty, if all is well; at most 100.
    public List<Finding> findings() {
        return List.copyOf(findings);
    }

    public int files() {
        return files;
    }

    public long bytes() {
        return bytes;
    }

    /// How many ways of writing each word were looked for.
    public int encodings() {
        return needles.encodings();
    }

    private final class Finder implements Scan.Found {
        private final String file;

        Finder(String file) {
            this.file = file;
        }

        @Override
        public void found(String word, String encoding) {
            var finding = new Finding(file, word, encoding);
            if (findings.size() < MAX_FINDINGS && !findings.contains(finding)) {
                findings.add(finding);
            }
        }
    }

    /// Paths under `/proc` through which a process's files can be read.
    private record OpenFiles(long pid) {
        private static final String DELETED = " (deleted)";

        boolean known() {
            return Files.isDirectory(at("fd"));
        }

        List<Path> list() throws IOException {
            var all = new ArrayList<Path>();
            try (Stream<Path> descriptors = Files.list(at("fd"))) {
                for (Path each : descriptors.toList()) {
                    if (isWanted(each)) {
                        all.add(each);
                    }
                }
            }
            for (String line : Files.readAllLines(at("maps"))) {
                // start-end perms offset device inode path
                String[] words = line.split(" +", 6);
                if (words.length == 6 && words[5].startsWith("/") && words[5].endsWith(DELETED) && !shared(words[5])) {
                    all.add(at("map_files").resolve(unpadded(words[0])));
                }
            }
            return all;
        }

        private Path at(String name) {
            return Path.of("/proc", Long.toString(pid), name);
        }

        private boolean isWanted(Path descriptor) throws IOException {
            try {
                String target = Files.readSymbolicLink(descriptor).toString();
                return target.startsWith("/")
                        && Files.isRegularFile(descriptor)
                        && (target.endsWith(DELETED) || isForWriting(descriptor));
            } catch (NoSuchFileException e) {
                return false;
            }
        }

        private boolean isForWriting(Path descriptor) throws IOException {
            for (String line : Files.readAllLines(at("fdinfo").resolve(descriptor.getFileName()))) {
                if (line.startsWith("flags:")) {
                    return (Long.parseLong(line.substring(6).strip(), 8) & 3) != 0;
                }
            }
            return true;
        }

        /// Memory without a file behind it that the kernel lists like one.
        private static boolean shared(String path) {
            return path.startsWith("/memfd:") || path.startsWith("/SYSV") || path.startsWith("/dev/zero");
        }

        private static String unpadded(String range) {
            String[] ends = range.split("-", 2);
            return Long.toHexString(Long.parseUnsignedLong(ends[0], 16)) + "-"
                    + Long.toHexString(Long.parseUnsignedLong(ends[1], 16));
        }
    }
}
