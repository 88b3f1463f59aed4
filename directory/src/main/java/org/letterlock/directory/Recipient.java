package org.letterlock.directory;

import org.letterlock.keyring.WrappedKey;

/// Whose mailbox an address is, known without any organization's key.
public record Recipient(WrappedKey mailbox) {}
