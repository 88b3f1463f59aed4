package org.letterlock.server;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Where an administrative command finds the server.
final class Connection {
    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "the data folder of a server on this machine (default: ${DEFAULT-VALUE})",
            defaultValue = "./letterlock-data")
    Path data = Path.of("letterlock-data");

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

    Admin open() throws Exception {
        return endpoint == null ? Admin.local(data) : Admin.remote(endpoint, region, certificate);
    }
}
