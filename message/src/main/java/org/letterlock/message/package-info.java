/// MIME structure, envelope, addresses; pure, no I/O.
///
/// [org.letterlock.message.Mime] parses, [org.letterlock.message.SummaryCodec] keeps what it found,
/// [org.letterlock.message.Section] and [org.letterlock.message.HeaderFields] find bytes again.
@NullMarked
package org.letterlock.message;

import org.jspecify.annotations.NullMarked;
