package org.letterlock.mailbox;

/// It is not known whether a commit became durable, and the store cannot say now.
final class Undecided extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Undecided(Throwable cause) {
        super("the outcome of a commit is not known", cause);
    }
}
