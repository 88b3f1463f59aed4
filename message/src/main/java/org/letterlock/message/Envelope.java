package org.letterlock.message;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// The envelope of a message (RFC 9051 §7.5.2). Header texts are as they came, unfolded, with their
/// encoded words (IMAP sends them so, [EncodedWords] decodes them); 8-bit texts are decoded, and
/// control characters are spaces. Empty lists mean an absent header; `sender` and `replyTo` are absent
/// where they are, and it is for IMAP to default them to `from`. Of a field that occurs twice the first
/// counts; destinations are joined.
///
/// @param date as it stands in the header
public record Envelope(
        @Nullable String date,
        @Nullable String subject,
        List<Address> from,
        List<Address> sender,
        List<Address> replyTo,
        List<Address> to,
        List<Address> cc,
        List<Address> bcc,
        @Nullable String inReplyTo,
        @Nullable String messageId) {}
