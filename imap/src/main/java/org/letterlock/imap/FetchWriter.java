package org.letterlock.imap;

import java.io.IOException;
import java.util.concurrent.locks.Lock;
import org.letterlock.keyring.KeyUnavailableException;
import org.letterlock.mailbox.Refused;

/// Spells FETCH responses (RFC 3501 §7.4.2). Sections are streamed from the message to the connection
/// in the pieces they are opened in.
final class FetchWriter {
    private final ResponseWriter.Out out;
    private final Lock lock;
    private final Line line;
    private boolean begun;

    FetchWriter(ResponseWriter.Out out, Lock lock, Line line) {
        this.out = out;
        this.lock = lock;
        this.line = line;
    }

    void write(Response.Fetched fetched) throws IOException, KeyUnavailableException, Refused {
        begun = false;
        line.reset();
        line.put("* ").put(fetched.number()).put(" FETCH (");
        lock.lock();
        try {
            boolean first = true;
            for (FetchValue value : fetched.values()) {
                if (!first) {
                    line.put(' ');
                }
                first = false;
                value(value);
            }
            line.put(')').crlf();
            flush();
        } catch (KeyUnavailableException | Refused e) {
            if (begun) {
                throw new BrokenLiteralException(e);
            }
            throw e;
        } finally {
            lock.unlock();
        }
    }

    private void value(FetchValue value) throws IOException, KeyUnavailableException, Refused {
        switch (value) {
            case FetchValue.Uid v -> line.put("UID ").put(v.uid());
            case FetchValue.Flags v -> ResponseWriter.flags(line.put("FLAGS "), v.flags());
            case FetchValue.InternalDate v ->
                line.put("INTERNALDATE \"")
                        .put(DateTimes.print(v.epochSecond()))
                        .put('"');
            case FetchValue.Size v -> line.put("RFC822.SIZE ").put(v.bytes());
            case FetchValue.Envelope v -> new EnvelopeWriter(line.put("ENVELOPE ")).write(v.envelope());
            case FetchValue.Structure v ->
                new StructureWriter(line.put(v.extended() ? "BODYSTRUCTURE " : "BODY "), v.extended())
                        .write(v.structure());
            case FetchValue.EmailId v ->
                line.put("EMAILID (").put(FetchValue.EmailId.text(v.mid())).put(')');
            case FetchValue.NoThread v -> line.put("THREADID NIL");
            case FetchValue.Nil v -> line.put(v.label()).put(' ').nil();
            case FetchValue.Bytes v -> announce(v.label(), v.bytes().length).raw(v.bytes(), 0, v.bytes().length);
            case FetchValue.Streamed v -> streamed(v);
        }
    }

    private Line announce(String label, long length) {
        return line.put(label).put(" {").put(length).put('}').crlf();
    }

    private void streamed(FetchValue.Streamed value) throws IOException, KeyUnavailableException, Refused {
        announce(value.label(), value.length());
        value.content().read(value.offset(), value.length(), (bytes, offset, length) -> {
            flush();
            out.write(bytes, offset, length);
        });
    }

    private void flush() throws IOException {
        if (line.length() > 0) {
            begun = true;
            out.write(line.buffer(), 0, line.length());
            line.reset();
        }
    }
}
