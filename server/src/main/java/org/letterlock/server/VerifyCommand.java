package org.letterlock.server;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `letterlock verify`.
@Command(
        name = "verify",
        description = {
            "Walk every chain, page and content, and the store's own files, and name what is wrong.",
            "Asks the running server of the data folder; where none runs, opens the folder itself."
        },
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Exit code 0: all is well; 1: something is wrong, or could not be looked into.",
            "",
            "Examples:",
            "  letterlock verify --data /var/lib/letterlock",
            "  letterlock verify --json"
        })
final class VerifyCommand implements Callable<Integer> {
    @Mixin
    Connection connection = new Connection();

    @Mixin
    Output output = new Output();

    @Option(names = "--keys", paramLabel = "DIR", description = "the root keys' folder, when no server runs")
    @Nullable
    Path keys;

    @Override
    public Integer call() throws Exception {
        ObjectNode found = inspect();
        if (output.json) {
            output.one(found);
        } else {
            output.say(found.path("mailboxes").asText() + " mailboxes, "
                    + found.path("messages").asText() + " messages, "
                    + found.path("events").asText() + " events looked at");
            found.path("unreadable")
                    .forEach(
                            line -> output.say(
                                    "closed now: " + line.asText()
                                            + " (its KMS key is refused; make the grant again or enable the key, then verify once more)"));
            found.path("problems").forEach(line -> output.say("PROBLEM: " + line.asText()));
            output.say(verdict(found));
        }
        return found.path("problems").isEmpty() && found.path("unreadable").isEmpty() ? 0 : 1;
    }

    private static String verdict(ObjectNode found) {
        if (!found.path("problems").isEmpty()) {
            return "something is wrong";
        }
        return found.path("unreadable").isEmpty() ? "nothing is wrong" : "nothing is wrong in what could be opened";
    }

    private ObjectNode inspect() throws Exception {
        boolean running = connection.endpoint != null || Files.exists(RunFolder.endpoints(connection.data));
        if (running) {
            try (Admin admin = connection.open()) {
                return (ObjectNode) admin.control().call("Verify", Output.object());
            } catch (java.net.ConnectException e) {
                if (connection.endpoint != null) {
                    throw e;
                }
            }
        }
        if (!Files.isDirectory(connection.data)) {
            throw new CommandException("there is no data folder " + connection.data + "; name it with --data");
        }
        return Server.inspect(Configuration.of(null, connection.data, keys, true))
                .json();
    }
}
