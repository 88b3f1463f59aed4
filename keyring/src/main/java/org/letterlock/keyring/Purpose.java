package org.letterlock.keyring;

/// What a key derived from a mailbox or organization key is for. The labels are frozen: they are
/// part of the format.
public enum Purpose {
    WRAP("letterlock/1/mailbox/wrap"),
    LOG("letterlock/1/mailbox/log"),
    PAGE("letterlock/1/mailbox/page"),
    SEARCH("letterlock/1/mailbox/search"),
    SCRIPTS("letterlock/1/mailbox/scripts"),
    DIRECTORY("letterlock/1/organization/directory");

    private final String label;

    Purpose(String label) {
        this.label = label;
    }

    String label() {
        return label;
    }
}
