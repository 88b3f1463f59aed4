package org.letterlock.testbed;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// The programs that people use, against a whole server.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RealClientsTest {
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
        organization = server.organization("example", PASSWORD, "alice", "bob", "carol", "dave");
    }

    @AfterAll
    void close() throws Exception {
        server.close();
    }

    @Test
    void swaksDeliversAndCurlReads() throws Exception {
        String swaks = Tool.require("swaks").toString();
        String curl = Tool.require("curl").toString();
        Tool.Result sent = Tool.run(
                home,
                Map.of(),
                "",
                swaks,
                "--server",
                "127.0.0.1:" + server.port("smtp"),
                "--tls",
                "--from",
                "somebody@elsewhere.test",
                "--to",
                "alice@example.test",
                "--header",
                "Subject: from swaks",
                "--body",
                "seen by curl");
        assertThat(sent.output()).contains("<~  250");
        assertThat(sent.exit()).isZero();
        Tool.Result read = Tool.run(
                home,
                Map.of(),
                "",
                curl,
                "-sS",
                "--cacert",
                server.certificate().toString(),
                "-u",
                "alice@example.test:" + PASSWORD,
                "imaps://127.0.0.1:" + server.port("imaps") + "/INBOX;MAILINDEX=1");
        assertThat(read.exit()).as(read.output()).isZero();
        assertThat(read.output())
                .contains("Subject: from swaks", "seen by curl", "Return-Path: <somebody@elsewhere.test>");
    }

    @Test
    void swaksIsNoRelay() throws Exception {
        String swaks = Tool.require("swaks").toString();
        Tool.Result sent = Tool.run(
                home,
                Map.of(),
                "",
                swaks,
                "--server",
                "127.0.0.1:" + server.port("smtp"),
                "--from",
                "a@elsewhere.test",
                "--to",
                "b@elsewhere.test");
        assertThat(sent.exit()).isNotZero();
        assertThat(sent.output()).containsPattern("<\\*\\* 55[04] ");
    }

    @Test
    void swaksSubmitsWithAPasswordOnlyOverTls() throws Exception {
        String swaks = Tool.require("swaks").toString();
        String[] common = {
            swaks,
            "--server",
            "127.0.0.1:" + server.port("submission"),
            "--auth",
            "PLAIN",
            "--auth-user",
            "bob@example.test",
            "--auth-password",
            PASSWORD,
            "--from",
            "bob@example.test",
            "--to",
            "bob@example.test"
        };
        String[] secured = java.util.Arrays.copyOf(common, common.length + 1);
        secured[common.length] = "--tls";
        assertThat(Tool.run(home, Map.of(), "", secured).exit()).isZero();
        Tool.Result inTheClear = Tool.run(home, Map.of(), "", common);
        assertThat(inTheClear.exit()).isNotZero();
    }

    @Test
    void pythonsLibrariesDoADaysWork() throws Exception {
        String python = Tool.require("python3").toString();
        Tool.Result day = Tool.run(
                home,
                Map.of(
                        "IMAPS", Integer.toString(server.port("imaps")),
                        "IMAP", Integer.toString(server.port("imap")),
                        "SUBMISSION", Integer.toString(server.port("submission")),
                        "CA", server.certificate().toString(),
                        "PASSWORD", PASSWORD),
                script("python-day.py"),
                python,
                "-");
        assertThat(day.output()).endsWith("the day is over\n");
        assertThat(day.exit()).isZero();
    }

    @Test
    void mbsyncCarriesMailBothWays() throws Exception {
        String mbsync = Tool.require("mbsync").toString();
        Path folder = Files.createDirectory(home.resolve("mbsync"));
        for (String part : new String[] {"cur", "new", "tmp"}) {
            Files.createDirectories(folder.resolve("mail/INBOX").resolve(part));
        }
        Files.writeString(
                folder.resolve("mail/INBOX/new/1.local"),
                "From: dave@example.test\r\nSubject: from the local side\r\nMessage-ID: <l@x>\r\n\r\nup\r\n");
        // mbsync compares its Host with a certificate's DNS names only, never with its addresses.
        Files.writeString(folder.resolve("rc"), """
                IMAPStore far
                Host localhost
                Port %d
                User dave@example.test
                Pass "%s"
                SSLType IMAPS
                CertificateFile %s


                MaildirStore near
                SubFolders Verbatim
                Path %s/mail/
                Inbox %s/mail/INBOX


                Channel all
                Far :far:
                Near :near:
                Patterns INBOX
                Create Near
                Expunge Both
                SyncState *
                """.formatted(
                        server.port("imaps"), PASSWORD, server.certificate(), folder, folder));
        deliver("dave", "from the far side");
        Tool.Result first = Tool.run(folder, Map.of(), "", mbsync, "-V", "-c", "rc", "all");
        assertThat(first.exit()).as(first.output()).isZero();
        try (var files = Files.walk(folder.resolve("mail"))) {
            assertThat(files.filter(Files::isRegularFile)
                            .filter(file -> !file.getFileName().toString().startsWith("."))
                            .map(RealClientsTest::content))
                    .anyMatch(text -> text.contains("from the far side"))
                    .anyMatch(text -> text.contains("from the local side"));
        }
        Tool.Result second = Tool.run(folder, Map.of(), "", mbsync, "-c", "rc", "all");
        assertThat(second.exit()).as(second.output()).isZero();
    }

    private void deliver(String user, String subject) throws Exception {
        String swaks = Tool.require("swaks").toString();
        assertThat(Tool.run(
                                home,
                                Map.of(),
                                "",
                                swaks,
                                "--server",
                                "127.0.0.1:" + server.port("smtp"),
                                "--from",
                                "a@elsewhere.test",
                                "--to",
                                user + "@example.test",
                                "--header",
                                "Subject: " + subject)
                        .exit())
                .isZero();
    }

    private static String content(Path file) {
        try {
            return Files.readString(file);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void theAwsCliIsServedUnchanged() throws Exception {
        String aws = Tool.require("aws").toString();
        JsonNode keys = aws(aws, "kms", "list-keys");
        assertThat(keys.path("Keys"))
                .anyMatch(key -> key.path("KeyArn")
                        .asText()
                        .equals(organization.path("kmsKeyArn").asText()));
        JsonNode grants = aws(
                aws,
                "kms",
                "list-grants",
                "--key-id",
                organization.path("kmsKeyArn").asText());
        assertThat(grants.path("Grants").get(0).path("GrantId").asText())
                .isEqualTo(organization.path("grantId").asText());
        JsonNode events = aws(
                aws,
                "cloudtrail",
                "lookup-events",
                "--lookup-attributes",
                "AttributeKey=EventName,AttributeValue=CreateGrant");
        assertThat(new ObjectMapper()
                        .readTree(events.path("Events")
                                .get(0)
                                .path("CloudTrailEvent")
                                .asText())
                        .path("eventSource")
                        .asText())
                .isEqualTo("kms.amazonaws.com");
    }

    @Test
    void whatTheAwsCliSignsHoldsByThePublicKeyThatItGets() throws Exception {
        String aws = Tool.require("aws").toString();
        byte[] message = {1, 2, 3};
        Path file = Files.write(home.resolve("to-sign"), message);
        String key = aws(aws, "kms", "create-key", "--key-spec", "ECC_NIST_P256", "--key-usage", "SIGN_VERIFY")
                .at("/KeyMetadata/Arn")
                .asText();
        JsonNode signed = aws(
                aws,
                "kms",
                "sign",
                "--key-id",
                key,
                "--signing-algorithm",
                "ECDSA_SHA_256",
                "--message",
                "fileb://" + file);
        JsonNode publicKey = aws(aws, "kms", "get-public-key", "--key-id", key);

        Signature judge = Signature.getInstance("SHA256withECDSA");
        judge.initVerify(KeyFactory.getInstance("EC")
                .generatePublic(new X509EncodedKeySpec(
                        Base64.getDecoder().decode(publicKey.path("PublicKey").asText()))));
        judge.update(message);
        assertThat(judge.verify(
                        Base64.getDecoder().decode(signed.path("Signature").asText())))
                .isTrue();
    }

    private JsonNode aws(String aws, String... arguments) throws Exception {
        String[] command = new String[arguments.length + 7];
        command[0] = aws;
        System.arraycopy(arguments, 0, command, 1, arguments.length);
        System.arraycopy(
                new String[] {
                    "--endpoint-url",
                    "https://127.0.0.1:" + server.port("https"),
                    "--region",
                    "eu-west-1",
                    "--output",
                    "json"
                },
                0,
                command,
                arguments.length + 1,
                6);
        Tool.Result result = Tool.run(
                home,
                Map.of(
                        "AWS_SHARED_CREDENTIALS_FILE",
                                server.data().resolve("run/admin-credentials").toString(),
                        "AWS_CA_BUNDLE", server.certificate().toString(),
                        "AWS_PAGER", ""),
                "",
                command);
        assertThat(result.exit()).as(result.output()).isZero();
        return new ObjectMapper().readTree(result.output());
    }

    private static String script(String name) throws Exception {
        try (InputStream stream = RealClientsTest.class.getResourceAsStream(name)) {
            return new String(stream.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        }
    }
}
