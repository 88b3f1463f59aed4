package org.letterlock.server;

/// What was asked has no meaning: wrong usage, exit code 2.
final class UsageException extends RuntimeException {
    UsageException(String message) {
        super(message);
    }
}
