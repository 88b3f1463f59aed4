package org.letterlock.testbed;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// An administrator who creates one organization and one user after the other while the server is
/// killed. What was acknowledged must be there; what was not must be there as a whole or be free to
/// be created.
final class CrashCreations {
    private final Path home;
    private final String password;
    private final List<String> made = new ArrayList<>();
    private String asked = "";
    private int number;

    CrashCreations(Path home, String password) {
        this.home = home;
        this.password = password;
    }

    /// Alternately an organization and its user.
    Void untilItFails() throws Exception {
        while (true) {
            asked = "org" + number++;
            if (organization(asked).exit() != 0) {
                return null;
            }
            if (user(asked).exit() != 0) {
                return null;
            }
            made.add(asked);
            asked = "";
        }
    }

    private Letterlock.Result organization(String alias) throws Exception {
        return command("", "org", "create", "--alias", alias, "--domain", alias + ".test");
    }

    private Letterlock.Result user(String alias) throws Exception {
        return command(
                password + "\n",
                "user",
                "create",
                "--org",
                alias,
                "--email",
                "u@" + alias + ".test",
                "--password-stdin");
    }

    private Letterlock.Result command(String input, String... arguments) throws Exception {
        var all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--json", "--data", home.resolve("data").toString()));
        return Letterlock.run(home, input, all.toArray(String[]::new));
    }

    void check(Letterlock server, String round) throws Exception {
        for (String alias : made) {
            logIn(server, alias, round);
        }
        if (asked.isEmpty()) {
            return;
        }
        Letterlock.Result organization = organization(asked);
        if (organization.exit() != 0) {
            assertThat(organization.err()).as(round).contains("NameAvailabilityException");
            assertThat(server.json("org", "show", "--org", asked).path("alias").asText())
                    .isEqualTo(asked);
        }
        Letterlock.Result user = user(asked);
        if (user.exit() != 0) {
            assertThat(user.err()).as(round).contains("EmailAddressInUseException");
        }
        logIn(server, asked, round);
        made.add(asked);
        asked = "";
    }

    private void logIn(Letterlock server, String alias, String round) throws Exception {
        try (Session session = Session.imap(server, "u@" + alias + ".test", password)) {
            assertThat(session.ok("SELECT INBOX")).as(round).contains("EXISTS");
        }
    }
}
