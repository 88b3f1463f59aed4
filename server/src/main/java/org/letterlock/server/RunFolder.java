package org.letterlock.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/// `DIR/run`: what a running server tells the programs beside it. Its two files are made anew at
/// each start, appear whole or not at all, and are gone after a clean stop.
final class RunFolder implements AutoCloseable {
    private final Path data;

    RunFolder(Path data) throws IOException {
        this.data = data;
        Files.createDirectories(data.resolve("run"), PosixFilePermissions.asFileAttribute(permissions("rwx------")));
        close();
    }

    static Path endpoints(Path data) {
        return data.resolve("run/endpoints.json");
    }

    static Path credentials(Path data) {
        return data.resolve("run/admin-credentials");
    }

    /// The credentials first, so that whoever sees the endpoints can use them.
    void publish(Endpoints endpoints, String accessKeyId, String secretAccessKey) throws IOException {
        String profile = "[default]\naws_access_key_id = " + accessKeyId + "\naws_secret_access_key = "
                + secretAccessKey + "\nregion = " + endpoints.region() + "\n";
        write(credentials(data), profile.getBytes(java.nio.charset.StandardCharsets.US_ASCII), "rw-------");
        write(endpoints(data), endpoints.json(), "rw-r--r--");
    }

    private static void write(Path file, byte[] bytes, String mode) throws IOException {
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(fresh);
        try (var channel = Files.newByteChannel(
                fresh,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS),
                PosixFilePermissions.asFileAttribute(permissions(mode)))) {
            channel.write(java.nio.ByteBuffer.wrap(bytes));
        }
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static Set<java.nio.file.attribute.PosixFilePermission> permissions(String mode) {
        return PosixFilePermissions.fromString(mode);
    }

    @Override
    public void close() throws IOException {
        Files.deleteIfExists(endpoints(data));
        Files.deleteIfExists(credentials(data));
    }
}
