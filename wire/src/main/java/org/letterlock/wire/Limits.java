package org.letterlock.wire;

/// What one door lets in. Passed to each listener and parser, never read from a global.
///
/// @param connections           open at a time, in all
/// @param connectionsPerAddress open at a time from one IPv4 address or one IPv6 /64
/// @param lineBytes             of one protocol line without its end
/// @param literalBytes          of one literal, or of one message
public record Limits(int connections, int connectionsPerAddress, int lineBytes, int literalBytes) {
    public Limits {
        if (connections < 1 || connectionsPerAddress < 1 || lineBytes < 1 || literalBytes < 1) {
            throw new IllegalArgumentException("limits are positive");
        }
    }
}
