package org.letterlock.imap;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;

/// Spells a command as some client might: each string as an atom, quoted or a literal, names in any case.
final class CommandPrinter {
    private final Random random;
    private final boolean utf8;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    CommandPrinter(Random random, boolean utf8) {
        this.random = random;
        this.utf8 = utf8;
    }

    byte[] print(String tag, Command command) {
        text(tag).text(" ");
        command(command);
        return out.toByteArray();
    }

    private void command(Command command) {
        switch (command) {
            case Command.Capability c -> word("CAPABILITY");
            case Command.Noop c -> word("NOOP");
            case Command.Logout c -> word("LOGOUT");
            case Command.Namespace c -> word("NAMESPACE");
            case Command.StartTls c -> word("STARTTLS");
            case Command.Idle c -> word("IDLE");
            case Command.Check c -> word("CHECK");
            case Command.Close c -> word("CLOSE");
            case Command.Unselect c -> word("UNSELECT");
            case Command.Id c -> id(c);
            case Command.Authenticate c -> word("AUTHENTICATE").text(" ").word(c.mechanism());
            case Command.Login c -> word("LOGIN").string(c.user()).bytes(c.password());
            case Command.Enable c -> word("ENABLE").text(" ").word(String.join(" ", c.extensions()));
            case Command.Select c -> word(c.examine() ? "EXAMINE" : "SELECT").name(c.mailbox());
            case Command.Create c -> {
                word("CREATE").name(c.mailbox());
                if (c.use() != null) {
                    text(" (USE (\\").word(c.use().name()).text("))");
                }
            }
            case Command.Delete c -> word("DELETE").name(c.mailbox());
            case Command.Rename c -> word("RENAME").name(c.from()).name(c.to());
            case Command.Subscribe c ->
                word(c.subscribed() ? "SUBSCRIBE" : "UNSUBSCRIBE").name(c.mailbox());
            case Command.ListMailboxes c -> list(c);
            case Command.Lsub c -> word("LSUB").name(c.reference()).name(c.pattern());
            case Command.Status c -> word("STATUS").name(c.mailbox()).text(" ").words(c.items());
            case Command.Append c -> append(c);
            case Command.Expunge c -> {
                if (c.uids() == null) {
                    word("EXPUNGE");
                } else {
                    word("UID EXPUNGE ").text(c.uids().toString());
                }
            }
            case Command.Search c -> search(c);
            case Command.Fetch c -> fetch(c);
            case Command.Store c -> store(c);
            case Command.Copy c ->
                uid(c.uid()).word("COPY ").text(c.set().toString()).name(c.mailbox());
            case Command.Move c ->
                uid(c.uid()).word("MOVE ").text(c.set().toString()).name(c.mailbox());
            case Command.GetQuota c -> word("GETQUOTA").string(c.root());
            case Command.GetQuotaRoot c -> word("GETQUOTAROOT").name(c.mailbox());
        }
    }

    private void id(Command.Id c) {
        word("ID ");
        if (c.fields().isEmpty()) {
            word("NIL");
            return;
        }
        text("(");
        boolean first = true;
        for (var field : c.fields().entrySet()) {
            text(first ? "" : " ");
            first = false;
            quotedOrLiteral(field.getKey().getBytes(StandardCharsets.UTF_8));
            text(" ");
            quotedOrLiteral(field.getValue().getBytes(StandardCharsets.UTF_8));
        }
        text(")");
    }

    private void list(Command.ListMailboxes c) {
        word("LIST");
        if (!c.selections().isEmpty()) {
            text(" ").words(c.selections());
        }
        name(c.reference());
        if (c.patterns().size() == 1 && !c.extended()) {
            name(c.patterns().getFirst());
            return;
        }
        text(" (");
        for (int i = 0; i < c.patterns().size(); i++) {
            text(i == 0 ? "" : " ");
            astring(Names.encoded(c.patterns().get(i), utf8));
        }
        text(")");
        if (!c.returns().isEmpty() || !c.statuses().isEmpty()) {
            text(" ").word("RETURN").text(" (");
            String returns =
                    c.returns().stream().map(r -> r.name().replace('_', '-')).collect(Collectors.joining(" "));
            text(returns);
            if (!c.statuses().isEmpty()) {
                text(returns.isEmpty() ? "" : " ").word("STATUS").text(" ").words(c.statuses());
            }
            text(")");
        }
    }

    private void append(Command.Append c) {
        word("APPEND").name(c.mailbox());
        for (Command.Append.Message message : c.messages()) {
            if (!message.flags().isEmpty() || random.nextBoolean()) {
                text(" (").text(String.join(" ", message.flags())).text(")");
            }
            if (message.date() != null) {
                text(" \"").text(DateTimes.print(message.date())).text("\"");
            }
            text(" ");
            literal(message.content());
        }
    }

    private void search(Command.Search c) {
        uid(c.uid()).word("SEARCH");
        if (c.returns() != null) {
            text(" ").word("RETURN").text(" ").words(c.returns());
        }
        if (random.nextBoolean()) {
            text(" ").word("CHARSET").text(" ").word("utf-8");
        }
        if (c.key() instanceof SearchKey.And and) {
            and.keys().forEach(this::key);
        } else {
            key(c.key());
        }
    }

    private void key(SearchKey key) {
        text(" ");
        switch (key) {
            case SearchKey.All k -> word("ALL");
            case SearchKey.None k -> word("NEW");
            case SearchKey.And k -> {
                text("(");
                for (int i = 0; i < k.keys().size(); i++) {
                    if (i > 0) {
                        key(k.keys().get(i));
                    } else {
                        CommandPrinter inner = new CommandPrinter(random, utf8);
                        inner.key(k.keys().getFirst());
                        out.write(inner.out.toByteArray(), 1, inner.out.size() - 1);
                    }
                }
                text(")");
            }
            case SearchKey.Or k -> {
                word("OR");
                key(k.left());
                key(k.right());
            }
            case SearchKey.Not k -> {
                word("NOT");
                key(k.key());
            }
            case SearchKey.Flag k -> flag(k);
            case SearchKey.Date k ->
                word((k.clock() == SearchKey.Date.Clock.SENT ? "SENT" : "")
                                + k.when().name())
                        .text(" ")
                        .text(DateTimes.print(k.day()));
            case SearchKey.Within k -> word(k.younger() ? "YOUNGER" : "OLDER").text(" " + k.seconds());
            case SearchKey.Larger k -> word("LARGER").text(" " + k.bytes());
            case SearchKey.Smaller k -> word("SMALLER").text(" " + k.bytes());
            case SearchKey.Header k -> word("HEADER").string(k.name()).string(k.value());
            case SearchKey.Body k -> word("BODY").string(k.value());
            case SearchKey.Text k -> word("TEXT").string(k.value());
            case SearchKey.EmailId k -> word("EMAILID").text(" ").text(k.id());
            case SearchKey.ThreadId k -> word("THREADID").text(" ").text(k.id());
            case SearchKey.Sequence k -> text(k.set().toString());
            case SearchKey.Uids k -> word("UID").text(" ").text(k.set().toString());
        }
    }

    private void flag(SearchKey.Flag key) {
        if (key.flag().startsWith("\\")) {
            word((key.set() ? "" : "UN") + key.flag().substring(1));
        } else {
            word(key.set() ? "KEYWORD" : "UNKEYWORD").text(" ").text(key.flag());
        }
    }

    private void fetch(Command.Fetch c) {
        uid(c.uid()).word("FETCH").text(" ").text(c.set().toString()).text(" ");
        if (c.items().size() == 1 && random.nextBoolean()) {
            text(c.items().getFirst().toString());
        } else {
            text("(")
                    .text(c.items().stream().map(Object::toString).collect(Collectors.joining(" ")))
                    .text(")");
        }
    }

    private void store(Command.Store c) {
        uid(c.uid()).word("STORE").text(" ").text(c.set().toString()).text(" ");
        text(
                switch (c.kind()) {
                    case ADD -> "+";
                    case REMOVE -> "-";
                    case REPLACE -> "";
                });
        word(c.silent() ? "FLAGS.SILENT" : "FLAGS")
                .text(" (")
                .text(String.join(" ", c.flags()))
                .text(")");
    }

    private CommandPrinter uid(boolean uid) {
        return uid ? word("UID").text(" ") : this;
    }

    private CommandPrinter text(String text) {
        out.writeBytes(text.getBytes(StandardCharsets.UTF_8));
        return this;
    }

    private CommandPrinter word(String word) {
        return text(random.nextBoolean() ? word : word.toLowerCase(java.util.Locale.ROOT));
    }

    private CommandPrinter words(Collection<? extends Enum<?>> words) {
        return text("(")
                .text(words.stream().map(w -> w.name().replace('_', '-')).collect(Collectors.joining(" ")))
                .text(")");
    }

    private CommandPrinter name(String name) {
        return bytes(Names.encoded(name, utf8));
    }

    private CommandPrinter string(String text) {
        return bytes(text.getBytes(StandardCharsets.UTF_8));
    }

    private CommandPrinter bytes(byte[] bytes) {
        text(" ");
        astring(bytes);
        return this;
    }

    private void astring(byte[] bytes) {
        boolean atom = bytes.length > 0;
        for (byte b : bytes) {
            atom &= Cursor.isAtomChar(b);
        }
        if (atom && random.nextBoolean()) {
            out.writeBytes(bytes);
        } else {
            quotedOrLiteral(bytes);
        }
    }

    private void quotedOrLiteral(byte[] bytes) {
        boolean quotable = true;
        for (byte b : bytes) {
            quotable &= b != 0 && b != '\r' && b != '\n';
        }
        if (!quotable || random.nextInt(4) == 0) {
            literal(bytes);
            return;
        }
        out.write('"');
        for (byte b : bytes) {
            if (b == '"' || b == '\\') {
                out.write('\\');
            }
            out.write(b);
        }
        out.write('"');
    }

    private void literal(byte[] bytes) {
        text("{" + bytes.length + List.of("", "+").get(random.nextInt(2)) + "}\r\n");
        out.writeBytes(bytes);
    }
}
