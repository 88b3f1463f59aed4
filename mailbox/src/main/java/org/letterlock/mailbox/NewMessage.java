package org.letterlock.mailbox;

import java.util.Set;

/// A message on its way into a folder.
///
/// @param content      the message as it came; not changed, not kept
/// @param internalDate epoch seconds
public record NewMessage(byte[] content, Set<String> flags, long internalDate) {}
