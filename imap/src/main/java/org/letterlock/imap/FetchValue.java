package org.letterlock.imap;

import java.util.Set;
import org.letterlock.mailbox.Content;
import org.letterlock.message.BodyStructure;

/// One value of a FETCH response.
sealed interface FetchValue {
    record Uid(long uid) implements FetchValue {}

    record Flags(Set<String> flags) implements FetchValue {}

    /// @param epochSecond UTC
    record InternalDate(long epochSecond) implements FetchValue {}

    record Size(long bytes) implements FetchValue {}

    record Envelope(org.letterlock.message.Envelope envelope) implements FetchValue {}

    /// @param extended BODYSTRUCTURE; else BODY
    record Structure(BodyStructure structure, boolean extended) implements FetchValue {}

    record EmailId(long mid) implements FetchValue {
        static String text(long mid) {
            return "M" + mid;
        }
    }

    /// This server knows no threads (RFC 8474 §5.2).
    record NoThread() implements FetchValue {}

    /// A section that is not there.
    record Nil(String label) implements FetchValue {}

    /// A small section made in memory: chosen header fields.
    record Bytes(String label, byte[] bytes) implements FetchValue {}

    /// A section as it lies in the message, streamed.
    record Streamed(String label, Content content, long offset, long length) implements FetchValue {}
}
