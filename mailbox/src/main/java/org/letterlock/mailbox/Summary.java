package org.letterlock.mailbox;

import org.letterlock.message.BodyStructure;
import org.letterlock.message.Envelope;

/// What a list of messages shows.
///
/// @param bytes RFC822.SIZE
public record Summary(Envelope envelope, BodyStructure structure, long bytes) {}
