package org.letterlock.server;

import com.fasterxml.jackson.databind.node.ObjectNode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `letterlock store`.
@Command(
        name = "store",
        description = "The record store, and what the process uses.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        footer = {"", "Examples:", "  letterlock store stats", "  letterlock store stats --json"})
final class StoreCommand {
    @Command(
            name = "stats",
            description = "Print figures of store, memory, leases and cryptography.",
            mixinStandardHelpOptions = true,
            footer = {"", "Examples:", "  letterlock store stats", "  letterlock store stats --json"})
    int stats(@Mixin Connection connection, @Mixin Output output) throws Exception {
        try (Admin admin = connection.open()) {
            output.one((ObjectNode) admin.control().call("DescribeStore", Output.object()));
        }
        return 0;
    }
}
