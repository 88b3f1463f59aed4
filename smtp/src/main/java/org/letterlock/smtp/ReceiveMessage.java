package org.letterlock.smtp;

import java.io.EOFException;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.HexFormat;
import org.letterlock.keyring.WrappedKey;
import org.letterlock.wire.Budget;
import org.letterlock.wire.Connection;

/// DATA (RFC 5321 §4.1.1.4). The message is in memory alone, within the door's limit and the server's
/// budget; what is over is read to its end and dropped. 250 is said when it is durable in every
/// recipient's mailbox.
record ReceiveMessage(Door door) {
    private static final Logger LOG = System.getLogger(ReceiveMessage.class.getName());
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int MAX_RECEIVED = 100;
    private static final int ID_BYTES = 10;

    /// @return the transaction, if DATA may come now
    State.Open ready(State state) throws SmtpException {
        return switch (state) {
            case State.Connected connected -> throw new SmtpException.Syntax(503, "5.5.1", "say EHLO first");
            case State.Ready ready -> throw new SmtpException.Syntax(503, "5.5.1", "MAIL comes first");
            case State.Open open -> {
                if (open.destinations().isEmpty()) {
                    throw new SmtpException.Syntax(554, "5.5.1", "no valid recipients");
                }
                yield open;
            }
        };
    }

    Reply run(Connection connection, State.Open transaction) throws IOException, SmtpException {
        try (Budget.Share share = door.budget().open()) {
            MessageBuffer message = new MessageBuffer(share, door.limits().literalBytes());
            if (!message.hasRoom()) {
                throw busy();
            }
            connection.write(Reply.of(354, "", "go on, and end with a dot on a line of its own")
                    .text());
            DotReader reader = new DotReader(message);
            read(connection, reader, message);
            check(reader, message);
            return deliver(connection, transaction, message);
        }
    }

    private void read(Connection connection, DotReader reader, MessageBuffer message) throws IOException {
        connection.timeouts(Door.DATA);
        connection.beginTransfer();
        long patience = 2L * door.limits().literalBytes();
        boolean ended = false;
        while (!ended) {
            ByteBuffer bytes = connection.input();
            if (bytes == null) {
                throw new EOFException("end of input in DATA");
            }
            ended = reader.take(bytes);
            if (message.size() > patience) {
                throw new EndlessMessageException();
            }
        }
        connection.endTransfer();
        connection.timeouts(Door.COMMANDS);
    }

    private void check(DotReader reader, MessageBuffer message) throws SmtpException {
        if (message.tooLarge()) {
            throw tooLarge();
        }
        if (message.outOfBudget()) {
            throw busy();
        }
        if (reader.bareLineBreak()) {
            throw new SmtpException.Denied(550, "5.6.0", "the message has a CR or LF alone: lines end with CR LF");
        }
        if (reader.nul()) {
            throw new SmtpException.Denied(550, "5.6.0", "the message has NUL bytes");
        }
        if (message.headers().received() > MAX_RECEIVED) {
            throw new SmtpException.Denied(554, "5.4.6", "the message goes round in a loop");
        }
    }

    private Reply deliver(Connection connection, State.Open transaction, MessageBuffer buffer) throws SmtpException {
        WrappedKey own = transaction.peer().mailbox();
        if (own != null) {
            new Authorship(door).check(own, buffer.headers());
            door.delivery().requireOpen(own);
        }
        byte[] random = new byte[ID_BYTES];
        RANDOM.nextBytes(random);
        String id = HexFormat.of().formatHex(random);
        Trace trace = new Trace(door.hostname(), door.role(), id, door.clock().instant());
        byte[] lines = trace.lines(connection, transaction, buffer.headers());
        byte[] message = buffer.assemble(lines);
        if (message == null) {
            throw busy();
        }
        door.delivery().deliver(transaction.sender(), transaction.destinations(), message, lines.length);
        LOG.log(Level.DEBUG, () -> id + ": delivered, " + message.length + " bytes");
        return Reply.of(250, "2.0.0", "delivered as " + id);
    }

    static SmtpException tooLarge() {
        return new SmtpException.Denied(552, "5.3.4", "message over the size limit");
    }

    private static SmtpException busy() {
        return new SmtpException.Unavailable(452, "4.3.1", "too many letters at once, try again later");
    }
}
