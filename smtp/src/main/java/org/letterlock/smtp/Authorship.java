package org.letterlock.smtp;

import org.letterlock.keyring.WrappedKey;
import org.letterlock.message.Address;
import org.letterlock.message.Envelope;
import org.letterlock.message.HeaderFields;
import org.letterlock.message.Mime;

/// As whom a user may send (RFC 6409 §6.1): as every address whose letters come to his mailbox, on the
/// envelope and in the header alike, since readers see the header alone.
record Authorship(Door door) {
    boolean isOf(WrappedKey mailbox, MailAddress address) {
        return door.accounts()
                .recipient(address.text())
                .filter(found -> found.mailbox().owner().equals(mailbox.owner()))
                .isPresent();
    }

    /// Refuses a message whose `From` or `Sender` names anybody else, or which has one of them twice, so
    /// that readers may differ on which counts.
    void check(WrappedKey mailbox, HeaderScan headers) throws SmtpException {
        byte[] authors = headers.authors();
        if (headers.authorsCut() || isTwice(authors, "From") || isTwice(authors, "Sender")) {
            throw new SmtpException.Denied(550, "5.6.0", "the message has more than one From or Sender, or a long one");
        }
        Envelope envelope = Mime.parse(authors, Mime.Limits.DEFAULT).envelope();
        for (Address author : envelope.from()) {
            check(mailbox, author);
        }
        for (Address sender : envelope.sender()) {
            check(mailbox, sender);
        }
    }

    private static boolean isTwice(byte[] header, String name) {
        return HeaderFields.texts(header, name).size() > 1;
    }

    private void check(WrappedKey mailbox, Address address) throws SmtpException {
        String host = address.host();
        if (host != null && !isOf(mailbox, new MailAddress(String.valueOf(address.mailbox()), host))) {
            throw new SmtpException.Denied(550, "5.7.1", "From and Sender may be your own addresses alone");
        }
    }
}
