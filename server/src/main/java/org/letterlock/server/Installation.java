package org.letterlock.server;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Where a server's folders are, for a command that opens them itself.
final class Installation {
    @Option(names = "--data", paramLabel = "DIR", description = "the data folder (default: ./letterlock-data)")
    @Nullable
    Path data;

    @Option(
            names = "--keys",
            paramLabel = "DIR",
            description = "the root keys' folder (default: DIR.keys beside the data)")
    @Nullable
    Path keys;

    @Option(names = "--config", paramLabel = "FILE", description = "the server's configuration file")
    @Nullable
    Path config;

    /// What the command line says, else the file, else the defaults.
    Configuration configuration(boolean randomPorts) throws IOException, CommandException {
        return Configuration.of(config, data, keys, randomPorts);
    }
}
