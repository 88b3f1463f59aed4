package org.letterlock.imap;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.letterlock.message.Address;
import org.letterlock.message.Envelope;

/// `envelope` (RFC 3501 §7.4.2).
final class EnvelopeWriter {
    private final Line line;

    EnvelopeWriter(Line line) {
        this.line = line;
    }

    void write(Envelope envelope) {
        line.put('(');
        text(envelope.date());
        line.put(' ');
        text(envelope.subject());
        line.put(' ');
        addresses(envelope.from());
        line.put(' ');
        addresses(envelope.sender().isEmpty() ? envelope.from() : envelope.sender());
        line.put(' ');
        addresses(envelope.replyTo().isEmpty() ? envelope.from() : envelope.replyTo());
        line.put(' ');
        addresses(envelope.to());
        line.put(' ');
        addresses(envelope.cc());
        line.put(' ');
        addresses(envelope.bcc());
        line.put(' ');
        text(envelope.inReplyTo());
        line.put(' ');
        text(envelope.messageId());
        line.put(')');
    }

    private void addresses(List<Address> addresses) {
        if (addresses.isEmpty()) {
            line.nil();
            return;
        }
        line.put('(');
        addresses.forEach(this::address);
        line.put(')');
    }

    private void address(Address address) {
        line.put('(');
        text(address.name());
        line.put(" NIL ");
        text(address.mailbox());
        line.put(' ');
        text(address.host());
        line.put(')');
    }

    private void text(@Nullable String text) {
        line.nstring(text == null || line.utf8() ? text : EncodedWord.encode(text));
    }
}
