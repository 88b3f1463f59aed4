package org.letterlock.imap;

import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.Lock;
import org.letterlock.keyring.KeyUnavailableException;
import org.letterlock.mailbox.Refused;

/// The only place that spells responses. Writes each under the connection's write lock, whole; buffered
/// by the connection, which sends before it waits for input.
final class ResponseWriter {
    private static final List<String> SYSTEM_FLAGS =
            List.of("\\Answered", "\\Flagged", "\\Deleted", "\\Seen", "\\Draft");

    /// Where the bytes go.
    interface Out {
        void write(byte[] bytes, int offset, int length) throws IOException;
    }

    private final Out out;
    private final Lock lock;
    private volatile boolean utf8;

    ResponseWriter(Out out, Lock lock) {
        this.out = out;
        this.lock = lock;
    }

    /// From here on strings may hold UTF-8 (RFC 6855).
    void utf8(boolean enabled) {
        utf8 = enabled;
    }

    boolean utf8() {
        return utf8;
    }

    void send(Response response) throws IOException {
        Line line = new Line(utf8);
        spell(line, response);
        line.crlf();
        lock.lock();
        try {
            out.write(line.buffer(), 0, line.length());
        } finally {
            lock.unlock();
        }
    }

    /// Writes a FETCH response. Nothing of it is written before the first bytes of its first streamed
    /// section are there: so most failures leave the connection usable.
    ///
    /// @throws BrokenLiteralException a literal has begun and cannot be finished: the connection must
    ///     be closed
    void send(Response.Fetched fetched) throws IOException, KeyUnavailableException, Refused {
        fetches().write(fetched);
    }

    /// Writes many FETCH responses of one command with one buffer.
    FetchWriter fetches() {
        return new FetchWriter(out, lock, new Line(utf8));
    }

    private void spell(Line line, Response response) throws IOException {
        switch (response) {
            case Response.Status r -> status(line, r);
            case Response.Continue r -> line.put("+ ").put(r.text());
            case Response.Capabilities r -> words(line.put("* CAPABILITY"), r.names());
            case Response.Enabled r -> words(line.put("* ENABLED"), r.extensions());
            case Response.Flags r -> flags(line.put("* FLAGS "), with(r.keywords()));
            case Response.PermanentFlags r -> permanent(line, r);
            case Response.Exists r -> line.put("* ").put(r.messages()).put(" EXISTS");
            case Response.Recent r -> line.put("* ").put(r.messages()).put(" RECENT");
            case Response.Expunged r -> line.put("* ").put(r.number()).put(" EXPUNGE");
            case Response.Listed r -> listed(line, r);
            case Response.Root r -> line.put("* LIST (\\Noselect) \"/\" \"\"");
            case Response.StatusOf r -> statusOf(line, r);
            case Response.Namespaces r -> line.put("* NAMESPACE ((\"\" \"/\")) NIL NIL");
            case Response.ServerId r -> id(line, r.fields());
            case Response.Quota r -> quota(line, r);
            case Response.QuotaRoot r ->
                line.put("* QUOTAROOT ")
                        .astring(Names.encoded(r.mailbox(), utf8))
                        .put(' ')
                        .string(r.root());
            case Response.Found r -> found(line, r.numbers());
            case Response.Extended r -> extended(line, r);
            case Response.Fetched r -> throw new IllegalArgumentException("FETCH has its own send");
        }
    }

    private static void status(Line line, Response.Status r) {
        line.put(r.tag() == null ? "*" : r.tag()).put(' ').put(r.condition().name());
        if (r.code() != null) {
            line.put(" [").put(r.code().text()).put(']');
        }
        line.put(' ').put(r.text());
    }

    private static void words(Line line, List<String> words) {
        words.forEach(word -> line.put(' ').put(word));
    }

    static void flags(Line line, Collection<String> flags) {
        line.put('(');
        boolean first = true;
        for (String flag : flags) {
            if (!first) {
                line.put(' ');
            }
            first = false;
            line.put(flag);
        }
        line.put(')');
    }

    private static List<String> with(Set<String> keywords) {
        List<String> all = new java.util.ArrayList<>(SYSTEM_FLAGS);
        all.addAll(keywords);
        return all;
    }

    private static void permanent(Line line, Response.PermanentFlags r) {
        List<String> all = r.readOnly() ? List.of() : with(r.keywords());
        line.put("* OK [PERMANENTFLAGS ");
        flags(
                line,
                r.readOnly()
                        ? all
                        : java.util.stream.Stream.concat(all.stream(), java.util.stream.Stream.of("\\*"))
                                .toList());
        line.put(r.readOnly() ? "] Read-only" : "] Flags permitted");
    }

    private void listed(Line line, Response.Listed r) {
        flags(line.put(r.lsub() ? "* LSUB " : "* LIST "), r.attributes());
        line.put(" \"/\" ").astring(Names.encoded(r.name(), utf8));
        if (r.childInfo()) {
            line.put(" (\"CHILDINFO\" (\"SUBSCRIBED\"))");
        }
    }

    private void statusOf(Line line, Response.StatusOf r) {
        line.put("* STATUS ").astring(Names.encoded(r.mailbox(), utf8)).put(" (");
        boolean first = true;
        for (Map.Entry<Command.StatusItem, Long> entry : r.values().entrySet()) {
            if (!first) {
                line.put(' ');
            }
            first = false;
            line.put(entry.getKey().name()).put(' ');
            if (entry.getKey() == Command.StatusItem.MAILBOXID) {
                line.put("(F").put(entry.getValue()).put(')');
            } else {
                line.put(entry.getValue());
            }
        }
        line.put(')');
    }

    private static void id(Line line, Map<String, String> fields) {
        line.put("* ID (");
        boolean first = true;
        for (Map.Entry<String, String> field : fields.entrySet()) {
            if (!first) {
                line.put(' ');
            }
            first = false;
            line.string(field.getKey()).put(' ').string(field.getValue());
        }
        line.put(')');
    }

    private static void quota(Line line, Response.Quota r) {
        line.put("* QUOTA ")
                .string(r.root())
                .put(" (STORAGE ")
                .put(r.usedKib())
                .put(' ')
                .put(r.limitKib())
                .put(')');
    }

    private static void found(Line line, long[] numbers) {
        line.put("* SEARCH");
        for (long number : numbers) {
            line.put(' ').put(number);
        }
    }

    private static void extended(Line line, Response.Extended r) {
        line.put("* ESEARCH (TAG ").string(r.tag()).put(')').put(r.uid() ? " UID" : "");
        if (r.min() != null) {
            line.put(" MIN ").put(r.min());
        }
        if (r.max() != null) {
            line.put(" MAX ").put(r.max());
        }
        if (r.count() != null) {
            line.put(" COUNT ").put(r.count());
        }
        if (r.all() != null && !r.all().isEmpty()) {
            line.put(" ALL ").put(r.all());
        }
    }
}
