package org.letterlock.server;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Where an administrative command finds the server.
final class Connection {
    private static final String DEFAULT_DATA = "./letterlock-data";

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "the data folder of a server on this machine (default: ${DEFAULT-VALUE})",
            defaultValue = DEFAULT_DATA)
    Path data = Path.of(DEFAULT_DATA);

    @Option(
            names = "--endpoint",
            paramLabel = "URL",
            description = "a server elsewhere: its https address; credentials from the environment or ~/.aws")
    @Nullable
    String endpoint;

    @Option(
            names = "--certificate",
            paramLabel = "PEM",
            description = "with --endpoint: the certificate to trust (default: those of the Java platform)")
    @Nullable
    Path certificate;

    @Option(
            names = "--region",
            description = "with --endpoint: the server's region (default: ${DEFAULT-VALUE})",
            defaultValue = "eu-west-1")
    String region = "eu-west-1";

    /// As they are typed again in the next command; empty for the defaults.
    String options() {
        if (endpoint != null) {
            return " --endpoint " + endpoint
                    + (certificate == null ? "" : " --certificate " + ShellWord.of(certificate));
        }
        return data.equals(Path.of(DEFAULT_DATA)) ? "" : " --data " + ShellWord.of(data);
    }

    Admin open() throws Exception {
        return endpoint == null ? Admin.local(data) : Admin.remote(endpoint, region, certificate);
    }
}
