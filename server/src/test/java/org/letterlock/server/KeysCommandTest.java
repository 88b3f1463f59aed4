package org.letterlock.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.letterlock.kms.FileRootKeys;
import org.letterlock.kms.RootKey;

/// A backup opens with its passphrase alone, gives back the very keys, and overwrites nothing.
class KeysCommandTest {
    private static final String PASSPHRASE = "a long passphrase\n";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path home;

    private Path backup;
    private String said = "";

    @BeforeEach
    void make() throws Exception {
        backup = home.resolve("backup");
        var keys = new FileRootKeys(home.resolve("data.keys"));
        for (RootKey which : RootKey.values()) {
            keys.create(which).close();
        }
    }

    @Test
    void keysThatWereLostComeBackAsTheyWere() throws Exception {
        assertThat(run(PASSPHRASE, "backup", "--to", backup.toString())).isZero();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(backup)))
                .isEqualTo("rw-------");
        assertThat(run(PASSPHRASE, "verify", "--backup", backup.toString())).isZero();
        assertThat(said).contains("the same");
        List<byte[]> before = files();
        for (byte[] key : before) {
            assertThat(new String(Files.readAllBytes(backup), StandardCharsets.ISO_8859_1))
                    .doesNotContain(new String(key, 8, 32, StandardCharsets.ISO_8859_1));
        }
        Folders.delete(home.resolve("data.keys"));
        assertThat(run(PASSPHRASE, "restore", "--backup", backup.toString())).isZero();
        assertThat(files()).containsExactlyElementsOf(before);
        assertThat(run(PASSPHRASE, "restore", "--backup", backup.toString()))
                .as("once more does nothing")
                .isZero();
    }

    @Test
    void anotherPassphraseAndEveryChangedByteAreRefused() throws Exception {
        run(PASSPHRASE, "backup", "--to", backup.toString());
        assertThat(run("another passphrase\n", "verify", "--backup", backup.toString()))
                .isEqualTo(1);
        assertThat(said).contains("does not open");
        byte[] whole = Files.readAllBytes(backup);
        assertThat(whole).hasSize(273);
        for (int at : new int[] {0, 6, 10, 16, 31, 32, 40, 80, 272}) {
            byte[] changed = whole.clone();
            changed[at] ^= 1;
            Files.write(backup, changed);
            assertThat(run(PASSPHRASE, "verify", "--backup", backup.toString()))
                    .as("byte %d", at)
                    .isEqualTo(1);
        }
        Files.write(backup, java.util.Arrays.copyOf(whole, 100));
        assertThat(run(PASSPHRASE, "verify", "--backup", backup.toString())).isEqualTo(1);
    }

    @Test
    void nothingIsOverwritten() throws Exception {
        run(PASSPHRASE, "backup", "--to", backup.toString());
        assertThat(run(PASSPHRASE, "backup", "--to", backup.toString())).isEqualTo(1);
        Folders.delete(home.resolve("data.keys"));
        make();
        List<byte[]> others = files();
        assertThat(run(PASSPHRASE, "verify", "--backup", backup.toString())).isEqualTo(1);
        assertThat(said).contains("other keys");
        assertThat(run(PASSPHRASE, "restore", "--backup", backup.toString())).isEqualTo(1);
        assertThat(files()).containsExactlyElementsOf(others);
    }

    @Test
    void aBackupBesideTheDataOrUnderAShortPassphraseIsNotMade() throws Exception {
        Path inside = home.resolve("data/backup");
        assertThat(run(PASSPHRASE, "backup", "--to", inside.toString())).isEqualTo(1);
        assertThat(said).contains("data folder");
        assertThat(run("short\n", "backup", "--to", backup.toString())).isEqualTo(1);
        assertThat(backup).doesNotExist();
    }

    private int run(String input, String... arguments) {
        var all = new ArrayList<>(List.of("keys"));
        all.addAll(List.of(arguments));
        all.addAll(List.of("--passphrase-stdin", "--data", home.resolve("data").toString()));
        var out = new StringWriter();
        var line = Main.commandLine(new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)));
        line.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(out, true));
        int exit = line.execute(all.toArray(String[]::new));
        said = out.toString();
        return exit;
    }

    private List<byte[]> files() throws IOException {
        var files = new ArrayList<byte[]>();
        for (RootKey which : RootKey.values()) {
            files.add(Files.readAllBytes(home.resolve("data.keys").resolve(which.fileName())));
        }
        return files;
    }
}
