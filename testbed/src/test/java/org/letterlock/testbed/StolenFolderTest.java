package org.letterlock.testbed;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// The data folder alone, copied after a kill: it opens nothing and authenticates nowhere.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StolenFolderTest {
    private static final String PASSWORD = "correct horse battery";
    private static final String ALICE = "alice@example.test";

    @SuppressWarnings("NullAway.Init")
    private Path home;

    private Map<String, String> oldCredentials = Map.of();

    @BeforeAll
    void writeAndKill(@TempDir Path folder) throws Exception {
        home = folder;
        Letterlock server = Letterlock.serve(home);
        server.organization("example", PASSWORD, "alice");
        oldCredentials = credentials(server.data());
        try (Session session = Session.plain(server.port("smtp"), server.certificate())) {
            session.reply();
            session.smtp("EHLO elsewhere.test", "250");
            assertThat(session.letter("a@elsewhere.test", ALICE, "Subject: s\r\n\r\nwords"))
                    .startsWith("250");
        }
        server.kill();
    }

    @AfterAll
    void isUnharmed() throws Exception {
        try (Letterlock server = Letterlock.serve(home);
                Session session = Session.imap(server, ALICE, PASSWORD)) {
            session.ok("SELECT INBOX");
            assertThat(session.ok("UID FETCH 1 (BODY.PEEK[])")).contains("words");
            assertThat(server.json("verify").path("problems")).isEmpty();
        }
    }

    private static Map<String, String> credentials(Path data) throws IOException {
        return Map.of(
                "AWS_SHARED_CREDENTIALS_FILE",
                data.resolve("run/admin-credentials").toString(),
                "text",
                Files.readString(data.resolve("run/admin-credentials")));
    }

    private Path stolen(Path thief) throws IOException {
        copy(home.resolve("data"), thief.resolve("data"));
        return thief;
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.walkFileTree(from, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
                Files.createDirectories(to.resolve(from.relativize(folder).toString()));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.copy(file, to.resolve(from.relativize(file).toString()), StandardCopyOption.COPY_ATTRIBUTES);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    private static void assertRefused(Path thief, String root, String why) throws Exception {
        Letterlock.Result refused = Letterlock.refused(thief);
        assertThat(refused.exit()).isEqualTo(1);
        assertThat(refused.err()).contains(root).contains(why);
        assertThat(thief.resolve("data/run/endpoints.json")).doesNotExist();
    }

    @Test
    void withoutAKeyFolderNothingStarts(@TempDir Path thief) throws Exception {
        assertRefused(stolen(thief), "instance-root.key", "missing");
        assertThat(thief.resolve("data.keys/instance-root.key")).doesNotExist();
    }

    @Test
    void withAnEmptyKeyFolderNothingStarts(@TempDir Path thief) throws Exception {
        emptyKeys(stolen(thief));
        assertRefused(thief, "instance-root.key", "missing");
    }

    @Test
    void withHalfOfTheKeysNothingStarts(@TempDir Path thief) throws Exception {
        emptyKeys(stolen(thief));
        take(home, thief, "instance-root.key");
        assertRefused(thief, "kms-root.key", "missing");
    }

    @Test
    void withAnotherServersKeysNothingStarts(@TempDir Path other, @TempDir Path thief, @TempDir Path mixed)
            throws Exception {
        Letterlock.serve(other).stop();
        emptyKeys(stolen(thief));
        take(other, thief, "instance-root.key");
        take(other, thief, "kms-root.key");
        assertRefused(thief, "instance-root.key", "not the root that this store was written under");
        emptyKeys(stolen(mixed));
        take(home, mixed, "instance-root.key");
        take(other, mixed, "kms-root.key");
        assertRefused(mixed, "kms-root.key", "not the root that this store was written under");
    }

    @Test
    void withADamagedKeyNothingStarts(@TempDir Path thief) throws Exception {
        emptyKeys(stolen(thief));
        take(home, thief, "instance-root.key");
        take(home, thief, "kms-root.key");
        Path file = thief.resolve("data.keys/kms-root.key");
        byte[] bytes = Files.readAllBytes(file);
        bytes[20] ^= 1;
        Files.write(file, bytes);
        assertRefused(thief, "kms-root.key", "damaged");
    }

    private static void emptyKeys(Path thief) throws IOException {
        Files.createDirectory(
                thief.resolve("data.keys"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }

    private static void take(Path from, Path to, String key) throws IOException {
        Files.copy(
                from.resolve("data.keys").resolve(key),
                to.resolve("data.keys").resolve(key),
                StandardCopyOption.COPY_ATTRIBUTES);
    }

    /// A copy with the keys is the server itself; what an administrator held before it does not fit.
    @Test
    void theAdministratorOfTheProcessBeforeIsNobody(@TempDir Path copied) throws Exception {
        emptyKeys(stolen(copied));
        take(home, copied, "instance-root.key");
        take(home, copied, "kms-root.key");
        try (Letterlock server = Letterlock.serve(copied)) {
            assertThat(Files.readString(server.data().resolve("run/admin-credentials")))
                    .isNotEqualTo(oldCredentials.get("text"));
            Path old = Files.writeString(copied.resolve("old-credentials"), oldCredentials.get("text"));
            Letterlock.Result refused = Letterlock.run(
                    copied,
                    Map.of("AWS_SHARED_CREDENTIALS_FILE", old.toString()),
                    "",
                    "kms",
                    "list-keys",
                    "--endpoint",
                    "https://127.0.0.1:" + server.port("https"),
                    "--certificate",
                    server.certificate().toString());
            assertThat(refused.exit()).isEqualTo(1);
            assertThat(refused.err()).contains("UnrecognizedClientException");
            assertThat(server.log()).contains("root keys and data are on one file system");
        }
    }

    @Test
    void dataInsideTheKeysIsRefused(@TempDir Path other) throws Exception {
        Letterlock.Result refused = Letterlock.refused(other, "--keys", other.toString());
        assertThat(refused.exit()).isEqualTo(1);
        assertThat(refused.err()).contains("--keys").contains("one inside the other");
    }

    @Test
    void keysInsideTheDataThroughALinkAreRefused(@TempDir Path other) throws Exception {
        Files.createDirectories(other.resolve("data/inside"));
        Path link = Files.createSymbolicLink(other.resolve("elsewhere"), other.resolve("data/inside"));
        Letterlock.Result refused = Letterlock.refused(other, "--keys", link.toString());
        assertThat(refused.exit()).isEqualTo(1);
        assertThat(refused.err()).contains("one inside the other");
    }
}
