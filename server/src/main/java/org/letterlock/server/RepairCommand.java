package org.letterlock.server;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `letterlock repair`.
@Command(
        name = "repair",
        description = {
            "Make a store that opens of what is left of a damaged one, and name what is lost: writes, mailboxes, folders,",
            "messages. Without --apply nothing is changed: the same is done in a copy, told, and thrown away.",
            "With --apply the copy takes the store's place; the damaged files are kept beside it, never changed.",
            "The server must be stopped. As much free space is needed as the store takes."
        },
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Where something may be lost, no grant of any organization stands afterwards, since what took one back may be",
            "among what is lost: 'letterlock org grant' makes each again. Passwords may be older ones. Mail clients",
            "download again, since every folder has a new UIDVALIDITY.",
            "Exit code 0: the store opens after this repair; 1: it could not be done.",
            "",
            "Examples:",
            "  letterlock repair --data /var/lib/letterlock            what would be done, and lost",
            "  letterlock repair --data /var/lib/letterlock --apply"
        })
final class RepairCommand implements Callable<Integer> {
    @Mixin
    Installation installation = new Installation();

    @Option(names = "--apply", description = "do it; otherwise only tell")
    boolean apply;

    @Mixin
    Output output = new Output();

    @Override
    public Integer call() throws Exception {
        Configuration configuration = installation.configuration(true);
        if (!Files.isDirectory(configuration.data())) {
            throw new CommandException("there is no data folder " + configuration.data() + "; name it with --data");
        }
        KeyFolder.requireApart(configuration.keys(), configuration.data());
        RepairReport report = new StoreRepair(configuration, new ProgressLines("repair")).run(apply);
        if (output.json) {
            output.one(report.json());
        } else {
            tell(report.json());
        }
        return 0;
    }

    private void tell(JsonNode report) throws Exception {
        report.path("damage").forEach(line -> output.say("damaged: " + line.asText()));
        report.path("lostWrites").forEach(line -> output.say("lost: writes " + line.asText() + " of the store"));
        report.path("rooms").forEach(line -> output.say("lost: " + line.asText()));
        for (JsonNode mailbox : report.path("mailboxes")) {
            output.say("mailbox " + mailbox.path("mailboxId").asText() + " of organization "
                    + mailbox.path("organizationId").asText() + ": written anew after change "
                    + mailbox.path("lastChange").asText() + "; what came later, if anything, is lost");
            mailbox.path("lost").forEach(line -> output.say("  lost: " + line.asText()));
            if (mailbox.path("recovered").asInt() > 0) {
                output.say("  found: " + mailbox.path("recovered").asText()
                        + " messages that were in no folder any more are in the folder Recovered");
            }
        }
        report.path("closed")
                .forEach(line -> output.say("closed now: mailbox " + line.asText()
                        + " (its KMS key is refused): left as it is; repair once more when it can be opened"));
        JsonNode verified = report.path("verify");
        verified.path("garbage").forEach(line -> output.say("left over: " + line.asText()));
        verified.path("unreadable").forEach(line -> output.say("not looked into: " + line.asText()));
        verified.path("problems").forEach(line -> output.say("still wrong: " + line.asText()));
        output.say(report.path("records").asText() + " records kept; "
                + (report.path("whole").asBoolean() ? "nothing is lost" : "something is lost, or may be"));
        if (!report.path("grantsTakenBack").isEmpty()) {
            output.say(
                    report.path("grantsTakenBack").size() + " grants taken back: run 'letterlock org grant --org ORG'"
                            + " for each organization whose mail may be read");
        }
        output.say(
                report.path("applied").asBoolean()
                        ? "done; the damaged files are in "
                                + report.path("damagedFilesIn").asText()
                        : "nothing was changed; 'letterlock repair --apply' does this");
    }
}
