package org.letterlock.directory;

import java.util.UUID;
import org.letterlock.keyring.WrappedKey;

/// A user, readable while the organization's key is leased.
///
/// @param email   the primary address, normalized
/// @param mailbox the wrapped mailbox key; its owner is the mailbox id
public record User(UUID id, UUID organization, String email, String displayName, WrappedKey mailbox) {}
