package org.letterlock.server;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintStream;
import java.net.InetAddress;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudtrail.model.Event;

/// The steps of the quickstart. Each prints what it measured; the first that fails ends the tour.
final class Tour implements AutoCloseable {
    private static final String ALIAS = "example";
    private static final String DOMAIN = "example.test";
    private static final String ALICE = "alice@" + DOMAIN;
    private static final String BOB = "bob@" + DOMAIN;

    private final Configuration configuration;
    private final PrintStream out;
    private final SecureRandom random = new SecureRandom();
    private final String alicePassword = word(10);
    private final String bobPassword = word(10);
    private final Letter letter = Letter.random(random, ALICE, BOB);
    private final List<Step> steps = List.of(
            new Step("start the server with an embedded KMS and an embedded store", this::start),
            new Step("create organization '" + ALIAS + "' under the AWS-managed key", this::organization),
            new Step("create the mailboxes of alice and bob, each under its own key", this::users),
            new Step("send a letter with an attachment from alice to bob (submission, STARTTLS)", this::send),
            new Step("read it back as bob (IMAP over TLS)", this::read),
            new Step("look for the letter's words in every file the server wrote", this::sweep),
            new Step("look the key uses up in the audit trail", this::trail));

    private @Nullable Server server;
    private @Nullable Admin admin;
    private String kmsKeyArn = "";
    private String grantId = "";

    /// @param action returns what it measured
    private record Step(String title, Action action) {}

    private interface Action {
        String run() throws Exception;
    }

    Tour(Configuration configuration, PrintStream out) {
        this.configuration = configuration;
        this.out = out;
    }

    boolean run() {
        for (int i = 0; i < steps.size(); i++) {
            Step step = steps.get(i);
            out.println("[" + (i + 1) + "/" + steps.size() + "] " + step.title());
            long start = System.nanoTime();
            try {
                String measured = step.action().run();
                long millis = (System.nanoTime() - start) / 1_000_000;
                out.println("      ok, " + millis + " ms: " + measured.replace("\n", "\n      "));
            } catch (Exception e) {
                out.println("      FAILED: " + Explanation.of(e));
                return false;
            }
        }
        return true;
    }

    private String start() throws Exception {
        Server started = Server.start(configuration);
        server = started;
        admin = Admin.local(configuration.data());
        return "data in " + configuration.data() + ", root keys in " + configuration.keys();
    }

    private String organization() throws Exception {
        boolean known = admin().workMail().listOrganizations(request -> {}).organizationSummaries().stream()
                .anyMatch(each -> each.alias().equals(ALIAS));
        if (!known) {
            admin().workMail()
                    .createOrganization(request -> request.alias(ALIAS).domains(domain -> domain.domainName(DOMAIN)));
        }
        ObjectNode organization = control("DescribeOrganizationKey", Output.object());
        kmsKeyArn = organization.path("kmsKeyArn").asText();
        grantId = organization.path("grantId").asText();
        return (known ? "it exists: " : "")
                + organization.path("organizationId").asText() + " under " + kmsKeyArn;
    }

    private String users() throws Exception {
        return user(ALICE, "Alice Example", alicePassword) + ", " + user(BOB, "Bob Example", bobPassword);
    }

    private String user(String email, String name, String password) throws Exception {
        String organization = control("DescribeOrganizationKey", Output.object())
                .path("organizationId")
                .asText();
        for (var user : admin().workMail()
                .listUsers(request -> request.organizationId(organization))
                .users()) {
            if (user.email().equals(email)) {
                admin().workMail()
                        .resetPassword(request -> request.organizationId(organization)
                                .userId(user.id())
                                .password(password));
                return email + " has a new password";
            }
        }
        ObjectNode request =
                Output.object().put("email", email).put("displayName", name).put("password", password);
        return email + " in mailbox "
                + control("CreateMailUser", request).path("mailboxId").asText();
    }

    private String send() throws Exception {
        Endpoints.Address submission = server().endpoints().submission();
        try (var client = LineClient.connect(submission, server().trust())) {
            client.expect("220");
            client.command("EHLO " + InetAddress.getLoopbackAddress().getHostName(), "250");
            client.command("STARTTLS", "220");
            client.startTls(submission);
            client.command("EHLO localhost", "250");
            client.command("AUTH PLAIN " + Letter.base64("\0" + ALICE + "\0" + alicePassword), "235");
            client.command("MAIL FROM:<" + ALICE + ">", "250");
            client.command("RCPT TO:<" + BOB + ">", "250");
            client.command("DATA", "354");
            client.send(letter.text() + "\r\n.\r\n");
            String accepted = client.expect("250");
            client.command("QUIT", "221");
            return letter.text().length() + " bytes, acknowledged durable: " + accepted;
        }
    }

    private String read() throws Exception {
        try (var client = LineClient.connectTls(server().endpoints().imaps(), server().trust())) {
            client.expect("* OK");
            client.command("a LOGIN " + BOB + " " + bobPassword, "a OK");
            client.command("b SELECT INBOX", "b OK");
            String fetched = client.command("c UID FETCH * (BODY.PEEK[])", "c OK");
            client.command("d LOGOUT", "d OK");
            if (!fetched.contains(letter.text().substring(letter.text().indexOf("From:")))) {
                throw new CommandException("what IMAP gave is not what SMTP took");
            }
            return "the same bytes came back, attachment of " + letter.attachmentBytes() + " bytes included";
        }
    }

    private String sweep() throws Exception {
        var sweep = new Sweep(letter.words());
        sweep.folder(configuration.data());
        sweep.folder(configuration.keys());
        sweep.process(ProcessHandle.current().pid());
        if (!sweep.findings().isEmpty()) {
            throw new CommandException("found in the clear: "
                    + sweep.findings().stream()
                            .map(found -> found.file() + " (" + found.encoding() + ")")
                            .distinct()
                            .collect(Collectors.joining(", ")));
        }
        return letter.words().size() + " words, each in " + sweep.encodings()
                + " encodings, also over line breaks, in escapes and in compressed data: none in " + sweep.files()
                + " files, " + sweep.bytes() + " bytes";
    }

    private String trail() throws Exception {
        var counts = new TreeMap<String, Integer>();
        for (Event event :
                admin().cloudTrail().lookupEventsPaginator(request -> {}).events()) {
            counts.merge(event.eventName(), 1, Integer::sum);
        }
        for (String needed : List.of("CreateGrant", "Encrypt", "Decrypt")) {
            if (!counts.containsKey(needed)) {
                throw new CommandException("the trail has no " + needed + " event");
            }
        }
        var lines = new StringBuilder(counts.toString());
        for (Event event : newest()) {
            lines.append("\n").append(event.eventTime()).append(' ').append(event.eventName());
        }
        return lines.toString();
    }

    private List<Event> newest() {
        return admin().cloudTrail()
                .lookupEvents(request -> request.maxResults(3))
                .events();
    }

    void printWhatNext() {
        Endpoints at = server().endpoints();
        out.println();
        out.println("The server stays up; Ctrl-C stops it.");
        out.println("  SMTP " + at.smtp() + "   submission " + at.submission() + " (STARTTLS)   IMAP " + at.imap()
                + " (STARTTLS)   IMAPS " + at.imaps() + "   HTTPS " + at.https());
        out.println("  certificate to trust: " + at.certificate());
        out.println("  alice: " + ALICE + "  password " + alicePassword);
        out.println("  bob:   " + BOB + "  password " + bobPassword);
        out.println();
        out.println("Try next:");
        String folder = " --data " + ShellWord.of(configuration.data());
        out.println("  curl --cacert " + ShellWord.of(at.certificate()) + " -u " + BOB + ":" + bobPassword
                + " 'imaps://" + at.imaps() + "/INBOX;MAILINDEX=1'");
        out.println("  ./letterlock trail lookup --event-name Decrypt" + folder);
        out.println("  ./letterlock kms revoke-grant --key " + kmsKeyArn + " --grant " + grantId + folder);
        out.println("     (and within 60 seconds the first command fails, until the grant is made again:)");
        out.println("  ./letterlock org grant --org " + ALIAS + folder);
        out.flush();
    }

    private ObjectNode control(String operation, ObjectNode request) throws Exception {
        return (ObjectNode) admin().control().call(operation, request.put("organization", ALIAS));
    }

    private Server server() {
        return java.util.Objects.requireNonNull(server, "started");
    }

    private Admin admin() {
        return java.util.Objects.requireNonNull(admin, "started");
    }

    private String word(int bytes) {
        byte[] drawn = new byte[bytes];
        random.nextBytes(drawn);
        String text = HexFormat.of().formatHex(drawn).toLowerCase(Locale.ROOT);
        Arrays.fill(drawn, (byte) 0);
        return text;
    }

    @Override
    public void close() throws Exception {
        if (admin != null) {
            admin.close();
        }
        if (server != null) {
            server.close();
        }
    }
}
