package org.letterlock.server;

/// A command cannot do what was asked; the message says why and what to do.
final class CommandException extends Exception {
    CommandException(String message) {
        super(message);
    }
}
