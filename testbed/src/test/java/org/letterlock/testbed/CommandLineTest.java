package org.letterlock.testbed;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// The contract of the command line, which outside programs rely on.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CommandLineTest {
    private static final String PASSWORD = "correct horse battery";

    @SuppressWarnings("NullAway.Init")
    private Path home;

    @SuppressWarnings("NullAway.Init")
    private Letterlock server;

    @SuppressWarnings("NullAway.Init")
    private JsonNode organization;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        home = folder;
        server = Letterlock.serve(home);
        organization = server.organization("example", PASSWORD);
    }

    @AfterAll
    void close() throws Exception {
        server.close();
    }

    @Test
    void endpointsNameEveryDoorAndTheCertificate() throws Exception {
        JsonNode endpoints = server.endpoints();
        assertThat(endpoints.path("region").asText()).isEqualTo("eu-west-1");
        assertThat(endpoints.path("accountId").asText()).isEqualTo("111122223333");
        for (String door : new String[] {"smtp", "submission", "imap", "imaps", "https"}) {
            assertThat(endpoints.path(door).path("host").asText()).isEqualTo("127.0.0.1");
            assertThat(endpoints.path(door).path("port").asInt()).isPositive();
        }
        assertThat(Path.of(endpoints.path("certificate").asText())).isRegularFile();
    }

    @Test
    void credentialsAreTheOwnersAlone() throws Exception {
        Path file = server.data().resolve("run/admin-credentials");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(Files.readString(file))
                .startsWith("[default]\n")
                .contains("aws_access_key_id = AKIA")
                .contains("aws_secret_access_key = ");
    }

    @Test
    void organizationsAndUsersPrintWhatIsPromised() throws Exception {
        assertThat(organization.path("organizationId").asText()).matches("m-[0-9a-f]{32}");
        assertThat(organization.path("arn").asText())
                .isEqualTo("arn:aws:workmail:eu-west-1:111122223333:organization/"
                        + organization.path("organizationId").asText());
        assertThat(organization.path("kmsKeyArn").asText()).startsWith("arn:aws:kms:eu-west-1:111122223333:key/");
        assertThat(organization.path("grantId").asText()).matches("[0-9a-f]{64}");
        JsonNode user = server.user("example", "alice@example.test", PASSWORD);
        assertThat(user.path("userId").asText()).isNotEmpty();
        assertThat(user.path("mailboxId").asText()).isNotEmpty();
        assertThat(user.path("email").asText()).isEqualTo("alice@example.test");
        assertThat(server.json("user", "list", "--org", "example").path("users"))
                .anyMatch(each -> each.path("email").asText().equals("alice@example.test"));
    }

    @Test
    void theTrailTellsOfTheGrantNewestFirst() throws Exception {
        JsonNode events = server.json("trail", "lookup", "--since", "1h").path("events");
        assertThat(events).anyMatch(event -> event.path("eventName").asText().equals("CreateGrant"));
        assertThat(events.get(0).path("eventTime").asText())
                .isGreaterThanOrEqualTo(
                        events.get(events.size() - 1).path("eventTime").asText());
        String key = organization.path("kmsKeyArn").asText();
        assertThat(server.json("trail", "lookup", "--event-name", "Encrypt", "--resource", key)
                        .path("events"))
                .isNotEmpty()
                .allMatch(event -> event.path("eventName").asText().equals("Encrypt"));
    }

    @Test
    void tablesAreForPeople() throws Exception {
        Letterlock.Result keys = server.command("kms", "list-keys");
        assertThat(keys.exit()).isZero();
        assertThat(keys.out()).startsWith("KEY ARN").contains("Enabled").contains("alias/aws/workmail");
        assertThat(keys.err()).isEmpty();
    }

    @Test
    void failuresSayWhatToDoOnStandardError() throws Exception {
        Letterlock.Result unknown = server.command("org", "show", "--org", "nobody", "--json");
        assertThat(unknown.exit()).isEqualTo(1);
        assertThat(unknown.out()).isEmpty();
        assertThat(unknown.err()).contains("OrganizationNotFoundException").contains("org list");
    }

    @Test
    void wrongUsageIsTwo() throws Exception {
        Letterlock.Result wrong = Letterlock.run(home, "", "org", "create");
        assertThat(wrong.exit()).isEqualTo(2);
        assertThat(wrong.err()).contains("--alias").contains("--help");
    }

    @Test
    void helpHasExamples() throws Exception {
        assertThat(Letterlock.run(home, "", "kms", "--help").out()).contains("Examples:");
    }

    @Test
    void whereNoServerRunsItSaysHowToStartOne() throws Exception {
        Letterlock.Result none = Letterlock.run(
                home, "", "org", "list", "--data", home.resolve("nothing").toString());
        assertThat(none.exit()).isEqualTo(1);
        assertThat(none.err()).contains("letterlock serve");
    }

    @Test
    void asymmetricKeysAreRefusedForOrganizations() throws Exception {
        JsonNode key = server.json("kms", "create-key", "--key-spec", "RSA_2048");
        Letterlock.Result refused = server.command(
                "org",
                "create",
                "--alias",
                "rsa",
                "--domain",
                "rsa.test",
                "--kms-key",
                key.path("keyArn").asText());
        assertThat(refused.exit()).isEqualTo(1);
        assertThat(refused.err()).contains("InvalidParameterException").containsIgnoringCase("symmetric");
    }

    @Test
    void aCleanStopIsQuickAndLeavesNoRunFiles(@TempDir Path other) throws Exception {
        try (Letterlock second = Letterlock.serve(other)) {
            assertThat(second.stop()).isLessThan(10);
            assertThat(second.data().resolve("run")).isEmptyDirectory();
        }
    }

    @Test
    void verifyTellsWhatIsClosedFromWhatIsDamaged(@TempDir Path other) throws Exception {
        try (Letterlock second = Letterlock.serve(other)) {
            JsonNode shut = second.organization("shut", PASSWORD);
            JsonNode user = second.user("shut", "sue@shut.test", PASSWORD);
            Letterlock.Result open = second.command("verify", "--json");
            assertThat(open.exit()).as(open.out() + open.err()).isZero();
            assertThat(open.json().path("problems")).isEmpty();
            String key = shut.path("kmsKeyArn").asText();
            second.json(
                    "kms",
                    "revoke-grant",
                    "--key",
                    key,
                    "--grant",
                    shut.path("grantId").asText());
            second.stop();
            Letterlock.Result closed = second.command("verify", "--json");
            assertThat(closed.exit()).as(closed.out() + closed.err()).isEqualTo(3);
            assertThat(closed.json().path("problems")).isEmpty();
            assertThat(closed.json().path("unreadable"))
                    .extracting(JsonNode::asText)
                    .containsExactlyInAnyOrder(
                            "mailbox " + user.path("mailboxId").asText(),
                            "users of organization "
                                    + shut.path("organizationId").asText());
        }
    }

    @Test
    void keysInsideTheDataAreRefused(@TempDir Path other) throws Exception {
        Letterlock.Result refused =
                Letterlock.refused(other, "--keys", other.resolve("data/keys").toString());
        assertThat(refused.exit()).isEqualTo(1);
        assertThat(refused.err()).contains("--keys");
    }
}
