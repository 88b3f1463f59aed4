package org.letterlock.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The certificate that a server makes for itself.
class TlsFilesTest {
    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");

    @Test
    void isKeptUntilItsLastMonthWhateverTheFilesDateSays(@TempDir Path folder) throws Exception {
        Path file = TlsFiles.in(folder, NOW).certificate();
        String first = Files.readString(file);
        Files.setLastModifiedTime(file, FileTime.from(NOW.minus(Duration.ofDays(5_000))));
        TlsFiles.in(folder, NOW.plus(Duration.ofDays(690)));
        assertThat(Files.readString(file)).isEqualTo(first);
        Files.setLastModifiedTime(file, FileTime.from(NOW.plus(Duration.ofDays(5_000))));
        TlsFiles.in(folder, NOW.plus(Duration.ofDays(710)));
        assertThat(Files.readString(file)).isNotEqualTo(first);
    }

    @Test
    void isMadeAnewWhereItIsNoCertificate(@TempDir Path folder) throws Exception {
        Path file = TlsFiles.in(folder, NOW).certificate();
        Files.writeString(file, "nothing");
        TlsFiles.in(folder, NOW);
        assertThat(Files.readString(file)).startsWith("-----BEGIN CERTIFICATE-----");
    }
}
