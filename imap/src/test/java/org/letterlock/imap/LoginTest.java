package org.letterlock.imap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.letterlock.imap.Sessions.Client;
import org.letterlock.store.StoreException;

/// CAPABILITY, STARTTLS, LOGIN, AUTHENTICATE: who gets in, and through what.
class LoginTest {
    private Sessions sessions;

    @BeforeEach
    void open() throws IOException {
        sessions = new Sessions();
    }

    @AfterEach
    void close() throws IOException {
        sessions.close();
    }

    private static String plain(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void inTheClearNoPasswordIsTaken() throws IOException {
        Client client = sessions.clear();
        assertThat(client.greeting).contains("STARTTLS LOGINDISABLED").doesNotContain("AUTH=");
        assertThat(client.no("LOGIN alice@example.test secret").tagged()).startsWith("NO [PRIVACYREQUIRED]");
        assertThat(client.no("LOGIN alice@example.test {6}").tagged())
                .as("no password is invited")
                .startsWith("NO [PRIVACYREQUIRED]");
        assertThat(client.no("AUTHENTICATE PLAIN " + plain("\0alice@example.test\0secret"))
                        .tagged())
                .startsWith("NO [PRIVACYREQUIRED]");
    }

    @Test
    void startTlsOpensTheDoorToLogIn() throws IOException {
        Client client = sessions.clear();
        client.ok("STARTTLS");
        Sessions.handshake(client);
        assertThat(client.ok("CAPABILITY").lines())
                .singleElement()
                .asString()
                .contains("AUTH=PLAIN")
                .doesNotContain("STARTTLS")
                .doesNotContain("LOGINDISABLED");
        assertThat(client.ok("LOGIN alice@example.test secret").tagged()).startsWith("OK [CAPABILITY IMAP4rev1 ");
        client.bad("STARTTLS");
        client.bad("LOGIN alice@example.test secret");
    }

    @Test
    void whatIsPipelinedAfterStartTlsIsNotTakenAsSaidThroughTls() throws IOException {
        Client client = sessions.clear();
        client.line.sendRaw("a STARTTLS\r\nb NOOP\r\n");
        client.line.expect("\\* BYE .*");
        client.line.expect("a BAD .*");
        client.line.expectEnd();
    }

    @Test
    void authenticatePlainWithAndWithoutInitialResponse() throws IOException {
        sessions.tls().ok("AUTHENTICATE PLAIN " + plain("\0alice@example.test\0secret"));
        sessions.tls().ok("AUTHENTICATE PLAIN " + plain("alice@example.test\0alice@example.test\0secret"));
        Client client = sessions.tls();
        client.line.send("a AUTHENTICATE PLAIN");
        client.line.expect("\\+ ");
        client.line.send(plain("\0alice@example.test\0secret"));
        client.line.expect("a OK .*");
    }

    @Test
    void authenticateRefusesWhatIsNotItsGrammar() throws IOException {
        Client client = sessions.tls();
        client.bad("AUTHENTICATE PLAIN ???");
        client.bad("AUTHENTICATE PLAIN " + plain("alice"));
        client.bad("AUTHENTICATE PLAIN " + plain("a\0b\0c\0d"));
        client.no("AUTHENTICATE PLAIN " + plain("bob\0alice@example.test\0secret"));
        client.no("AUTHENTICATE SCRAM-SHA-256");
        client.line.send("a AUTHENTICATE PLAIN");
        client.line.expect("\\+ ");
        client.line.send("*");
        client.line.expect("a BAD .*");
        client.ok("LOGIN alice@example.test secret");
    }

    @Test
    void threeWrongPasswordsEndTheConnection() throws IOException {
        Client client = sessions.tls();
        assertThat(client.no("LOGIN alice@example.test wrong").tagged()).startsWith("NO [AUTHENTICATIONFAILED]");
        assertThat(client.no("LOGIN nobody@example.test secret").tagged())
                .isEqualTo("NO [AUTHENTICATIONFAILED] Wrong user name or password");
        client.no("LOGIN alice@example.test \"\"");
        client.line.expect("\\* BYE .*");
        client.line.expectEnd();
    }

    @Test
    void aThrottledClientIsToldForHowLong() throws IOException {
        assertThat(sessions.tls().no("LOGIN throttled secret").tagged())
                .startsWith("NO [LIMIT]")
                .endsWith("30 s");
    }

    @Test
    void aRefusedKeyIsNotAWrongPassword() throws IOException {
        FakeMailboxes mailboxes = new FakeMailboxes();
        try (Sessions refused = new Sessions(Sessions.settings(), mailboxes)) {
            refused.directoryRefused = true;
            Client client = refused.tls();
            for (int i = 0; i < 5; i++) {
                assertThat(client.no("LOGIN alice@example.test secret").tagged())
                        .startsWith("NO [UNAVAILABLE]");
            }
            refused.directoryRefused = false;
            mailboxes.keyRefused = true;
            assertThat(client.no("LOGIN alice@example.test secret").tagged()).startsWith("NO [UNAVAILABLE]");
            mailboxes.keyRefused = false;
            client.ok("LOGIN alice@example.test secret");
        }
    }

    @Test
    void aStoreThatCannotIsNoBugAndTheConnectionGoesOn() throws IOException {
        Client client = sessions.tls();
        sessions.storeFailure = new StoreException("shut");
        for (int i = 0; i < 5; i++) {
            assertThat(client.no("LOGIN alice@example.test secret").tagged()).startsWith("NO [UNAVAILABLE]");
        }
        sessions.storeFailure = new StoreException.Full("no space");
        assertThat(client.no("LOGIN alice@example.test secret").tagged())
                .startsWith("NO [UNAVAILABLE]")
                .containsIgnoringCase("space");
        sessions.storeFailure = new StoreException.Corrupt("a record");
        assertThat(client.no("LOGIN alice@example.test secret").tagged()).startsWith("NO [CORRUPTION]");
        sessions.storeFailure = null;
        client.ok("LOGIN alice@example.test secret");
    }

    @Test
    void aUserHasSoManyConnections() throws IOException {
        ImapSettings few = new ImapSettings(
                "n1", 1 << 20, 2, 3, 20, Duration.ZERO, Duration.ofSeconds(60), Duration.ofMinutes(30));
        try (Sessions narrow = new Sessions(few, new House())) {
            Client first = narrow.alice();
            narrow.alice();
            Client third = narrow.tls();
            assertThat(third.no("LOGIN alice@example.test secret").tagged()).startsWith("NO [LIMIT]");
            first.ok("LOGOUT");
            first.line.expectEnd();
            third.ok("LOGIN alice@example.test secret");
        }
    }

    @Test
    void nothingButLogInIsAllowedBefore() throws IOException {
        Client client = sessions.tls();
        for (String command : new String[] {
            "SELECT INBOX",
            "LIST \"\" *",
            "STATUS INBOX (MESSAGES)",
            "IDLE",
            "FETCH 1 FLAGS",
            "ENABLE UTF8=ACCEPT",
            "NAMESPACE",
            "CLOSE",
            "EXPUNGE",
            "SEARCH ALL",
            "STORE 1 FLAGS ()",
            "GETQUOTA \"\"",
            "CREATE x"
        }) {
            assertThat(client.bad(command).tagged()).isEqualTo("BAD Log in first");
        }
        client.ok("NOOP");
        assertThat(client.ok("ID NIL").lines()).containsExactly("* ID (\"name\" \"Letterlock\")");
        assertThat(client.ok("LOGOUT").lines()).containsExactly("* BYE Goodbye");
        client.line.expectEnd();
    }

    @Test
    void aClientThatDoesNotLogInIsSentAway() throws IOException {
        ImapSettings hasty = new ImapSettings(
                "n1", 1 << 20, 2, 3, 20, Duration.ZERO, Duration.ofMillis(300), Duration.ofMinutes(30));
        try (Sessions impatient = new Sessions(hasty, new House())) {
            Client client = impatient.tls();
            client.line.expect("\\* BYE Autologout.*");
            client.line.expectEnd();
        }
    }
}
