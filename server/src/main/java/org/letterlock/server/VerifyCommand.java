package org.letterlock.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
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
            "Exit code 0: all is well; 1: something is wrong; 3: nothing is wrong as far as could be looked, but some",
            "mailboxes or users are closed now, because the organization's KMS key is refused. What is left over, by a",
            "crash or by an older record that was put back, is named; nothing refers to it, and it is no error.",
            "How far it is stands on standard error.",
            "",
            "Examples:",
            "  letterlock verify --data /var/lib/letterlock",
            "  letterlock verify --json"
        })
final class VerifyCommand implements Callable<Integer> {
    private static final int NOT_ALL_LOOKED_INTO = 3;

    @Mixin
    Connection connection = new Connection();

    @Mixin
    Output output = new Output();

    @Option(names = "--keys", paramLabel = "DIR", description = "the root keys' folder, when no server runs")
    @Nullable
    Path keys;

    @Option(names = "--config", paramLabel = "FILE", description = "its configuration file, when no server runs")
    @Nullable
    Path config;

    @Override
    public Integer call() throws Exception {
        ObjectNode found = inspect();
        if (output.json) {
            output.one(found);
        } else {
            tell(found);
        }
        if (!found.path("problems").isEmpty()) {
            return 1;
        }
        return found.path("unreadable").isEmpty() ? 0 : NOT_ALL_LOOKED_INTO;
    }

    private void tell(JsonNode found) {
        output.say(found.path("mailboxes").asText() + " mailboxes, "
                + found.path("messages").asText() + " messages, "
                + found.path("events").asText() + " events looked at");
        found.path("garbage").forEach(line -> output.say("left over: " + line.asText()));
        found.path("unreadable").forEach(line -> output.say("closed now: " + line.asText()));
        found.path("problems").forEach(line -> output.say("PROBLEM: " + line.asText()));
        if (!found.path("problems").isEmpty()) {
            output.say("something is wrong; 'letterlock repair' with the server stopped shows what can be kept");
        } else if (found.path("unreadable").isEmpty()) {
            output.say("nothing is wrong");
        } else {
            output.say("nothing is wrong in what could be looked into. What is closed now can be once its KMS key is"
                    + " usable again: 'letterlock org grant' or 'letterlock kms enable-key', then verify once more");
        }
    }

    private ObjectNode inspect() throws Exception {
        boolean running = connection.endpoint != null || Files.exists(RunFolder.endpoints(connection.data));
        if (running) {
            try (Admin admin = connection.open()) {
                return await(admin.control());
            } catch (java.net.ConnectException e) {
                if (connection.endpoint != null) {
                    throw e;
                }
            }
        }
        if (!Files.isDirectory(connection.data)) {
            throw new CommandException("there is no data folder " + connection.data + "; name it with --data");
        }
        var progress = new ProgressLines("verify");
        return Server.inspect(Configuration.of(config, connection.data, keys, true), progress)
                .json();
    }

    private static ObjectNode await(ControlClient server) throws Exception {
        var progress = new ProgressLines("verify");
        JsonNode job = server.call("StartVerify", Output.object());
        for (long pause = 50; job.path("running").asBoolean(); pause = Math.min(1_000, pause * 2)) {
            progress.at(
                    job.path("doing").asText(),
                    job.path("done").asInt(),
                    job.path("of").asInt());
            TimeUnit.MILLISECONDS.sleep(pause);
            job = server.call("DescribeVerify", Output.object());
        }
        if (!job.path("result").isObject()) {
            throw new CommandException(
                    job.path("failure").asText("the server was started anew meanwhile; verify once more"));
        }
        return (ObjectNode) job.path("result");
    }
}
