package org.letterlock.mailbox;

/// Another owner has allotted the same message ids: stage the content again under new ones.
final class Restage extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Restage() {
        super("message ids were taken by another owner of the mailbox");
    }
}
