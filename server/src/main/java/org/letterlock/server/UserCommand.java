package org.letterlock.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.Console;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `letterlock user`.
@Command(
        name = "user",
        description = "Create and look at users, each with a mailbox under a key of its own.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "Examples:",
            "  letterlock user create --org example --email alice@example.test      asks for the password",
            "  letterlock user create --org example --email bob@example.test --password-stdin < password-file",
            "  letterlock user list --org example",
            "  letterlock user reset-password --org example --email bob@example.test"
        })
final class UserCommand {
    private final InputStream in;

    UserCommand(InputStream in) {
        this.in = in;
    }

    private static final int MAX_PASSWORD_BYTES = 1_024;

    @Command(
            name = "create",
            description = "Create a user and the mailbox.",
            mixinStandardHelpOptions = true,
            footer = {
                "",
                "Examples:",
                "  letterlock user create --org example --email alice@example.test      asks for the password",
                "  letterlock user create --org example --email bob@example.test --password-stdin < password-file"
            })
    int create(
            @Mixin Connection connection,
            @Mixin Output output,
            @Option(names = "--org", required = true, description = "alias, id or ARN") String org,
            @Option(names = "--email", required = true, description = "the address") String email,
            @Option(names = "--display-name", description = "the name beside the address") @Nullable String name,
            @Option(names = "--password-stdin", description = "read the password from standard input: its first line")
                    boolean passwordFromInput)
            throws Exception {
        try (Admin admin = connection.open()) {
            ObjectNode request = Output.object()
                    .put("organization", org)
                    .put("email", email)
                    .put("displayName", name == null ? "" : name)
                    .put("password", password(passwordFromInput));
            output.one((ObjectNode) admin.control().call("CreateMailUser", request));
        }
        return 0;
    }

    @Command(
            name = "list",
            description = "List the users of an organization.",
            mixinStandardHelpOptions = true,
            footer = {"", "Example:", "  letterlock user list --org example"})
    int list(
            @Mixin Connection connection,
            @Mixin Output output,
            @Option(names = "--org", required = true, description = "alias, id or ARN") String org)
            throws Exception {
        try (Admin admin = connection.open()) {
            String id = OrgCommand.idOf(admin, org);
            var rows = new ArrayList<JsonNode>();
            admin.workMail().listUsersPaginator(request -> request.organizationId(id)).stream()
                    .flatMap(page -> page.users().stream())
                    .forEach(user -> rows.add(Output.object()
                            .put("userId", user.id())
                            .put("email", user.email())
                            .put("displayName", user.displayName())));
            output.many("users", List.of("userId", "email", "displayName"), rows);
        }
        return 0;
    }

    @Command(
            name = "reset-password",
            description = "Give a user a new password.",
            mixinStandardHelpOptions = true,
            footer = {"", "Example:", "  letterlock user reset-password --org example --email bob@example.test"})
    int resetPassword(
            @Mixin Connection connection,
            @Mixin Output output,
            @Option(names = "--org", required = true, description = "alias, id or ARN") String org,
            @Option(names = "--email", required = true, description = "the address") String email,
            @Option(names = "--password-stdin", description = "read the password from standard input: its first line")
                    boolean passwordFromInput)
            throws Exception {
        try (Admin admin = connection.open()) {
            String id = OrgCommand.idOf(admin, org);
            var user = admin.workMail().listUsersPaginator(request -> request.organizationId(id)).stream()
                    .flatMap(page -> page.users().stream())
                    .filter(each -> each.email().equalsIgnoreCase(email))
                    .findFirst()
                    .orElseThrow(() -> new CommandException(
                            "no user has this address; 'letterlock user list --org " + org + "' shows them"));
            String password = password(passwordFromInput);
            admin.workMail()
                    .resetPassword(request ->
                            request.organizationId(id).userId(user.id()).password(password));
            output.one(Output.object().put("userId", user.id()).put("email", user.email()));
        }
        return 0;
    }

    private String password(boolean fromInput) throws IOException, CommandException {
        return fromInput ? firstLine(in) : typed("Password, at least 8 bytes: ", "--password-stdin");
    }

    /// @param instead the option that reads it from standard input
    static String typed(String prompt, String instead) throws CommandException {
        Console console = System.console();
        if (console == null) {
            throw new CommandException("there is no terminal to ask for the password at: use " + instead);
        }
        char[] typed = console.readPassword(prompt);
        char[] again = console.readPassword("The same once more: ");
        if (typed == null || again == null) {
            throw new CommandException("no password was given");
        }
        if (!Arrays.equals(typed, again)) {
            throw new CommandException("the two passwords differ: try again");
        }
        return new String(typed);
    }

    /// Without its LF or CRLF. Reads no further: a program may keep its end of the pipe open.
    static String firstLine(InputStream input) throws IOException, CommandException {
        var line = new ByteArrayOutputStream();
        int next;
        while ((next = input.read()) >= 0 && next != '\n') {
            line.write(next);
            if (line.size() > MAX_PASSWORD_BYTES) {
                throw new CommandException("the password on standard input is longer than 1,024 bytes");
            }
        }
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(line.toByteArray()))
                    .toString();
            return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
        } catch (CharacterCodingException e) {
            throw new CommandException("the password on standard input is not UTF-8");
        }
    }
}
