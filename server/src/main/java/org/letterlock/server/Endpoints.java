package org.letterlock.server;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/// `DIR/run/endpoints.json`: where a running server listens. Outside programs rely on its members.
///
/// @param certificate the PEM file to trust
record Endpoints(
        String region,
        String accountId,
        Address smtp,
        Address submission,
        Address imap,
        Address imaps,
        Address https,
        String certificate) {
    record Address(String host, int port) {
        @Override
        public String toString() {
            return host + ":" + port;
        }
    }

    private static final ObjectMapper JSON = new ObjectMapper();

    byte[] json() throws IOException {
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(this);
    }

    static Endpoints read(Path data) throws IOException, CommandException {
        try {
            return JSON.readValue(Files.readAllBytes(RunFolder.endpoints(data)), Endpoints.class);
        } catch (NoSuchFileException e) {
            throw new CommandException("no server runs on " + data + " (there is no " + RunFolder.endpoints(data)
                    + "). Start it with: letterlock serve --data " + ShellWord.of(data)
                    + " – or name another with --data or --endpoint.");
        }
    }
}
