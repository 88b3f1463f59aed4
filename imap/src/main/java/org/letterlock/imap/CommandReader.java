package org.letterlock.imap;

import java.io.EOFException;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.letterlock.wire.Budget;
import org.letterlock.wire.Connection;
import org.letterlock.wire.LineTooLongException;

/// Reads one command off a connection, in the connection's own thread.
final class CommandReader {
    sealed interface Incoming {
        record Ready(Request request) implements Incoming {}

        record Failed(@Nullable String tag, ImapException reason) implements Incoming {}

        record HangUp(String reply) implements Incoming {}

        /// The client has gone.
        record Gone() implements Incoming {}
    }

    private final Connection connection;
    private final ResponseWriter out;

    CommandReader(Connection connection, ResponseWriter out) {
        this.connection = connection;
        this.out = out;
    }

    /// @param share pays for literals; the caller closes it when the command is done
    Incoming next(Limits limits, Budget.Share share) throws IOException {
        Assembler assembler = new Assembler(limits, connection.isTls());
        while (true) {
            Assembler.Step step;
            try {
                byte[] line = connection.readLine(limits.lineBytes());
                if (line == null) {
                    return new Incoming.Gone();
                }
                step = assembler.line(line);
            } catch (LineTooLongException e) {
                return new Incoming.Failed(assembler.tag(e.start()), new BadSyntax("Command line too long"));
            } catch (EOFException e) {
                return new Incoming.Gone();
            }
            Incoming incoming = switch (step) {
                case Assembler.Step.Complete s -> new Incoming.Ready(s.request());
                case Assembler.Step.Failed s -> new Incoming.Failed(s.tag(), s.reason());
                case Assembler.Step.HangUp s -> new Incoming.HangUp(s.reply());
                case Assembler.Step.Skip s -> skip(s.bytes());
                case Assembler.Step.Literal s -> literal(s, assembler, share);
            };
            if (incoming != null) {
                return incoming;
            }
        }
    }

    private @Nullable Incoming skip(long bytes) throws IOException {
        connection.beginTransfer();
        try {
            connection.skip(bytes);
            return null;
        } finally {
            connection.endTransfer();
        }
    }

    private @Nullable Incoming literal(Assembler.Step.Literal step, Assembler assembler, Budget.Share share)
            throws IOException {
        if (!share.tryTake(step.bytes())) {
            ImapException busy = new Declined(ResponseCode.UNAVAILABLE, "Too much is coming in now, try again later");
            if (step.invite()) {
                return new Incoming.Failed(assembler.tag(), busy);
            }
            assembler.fail(busy);
            return skip(step.bytes());
        }
        if (step.invite()) {
            out.send(new Response.Continue("OK"));
        }
        byte[] bytes = new byte[step.bytes()];
        connection.beginTransfer();
        try {
            connection.readFully(bytes, 0, bytes.length);
        } finally {
            connection.endTransfer();
        }
        assembler.literal(bytes);
        return null;
    }
}
