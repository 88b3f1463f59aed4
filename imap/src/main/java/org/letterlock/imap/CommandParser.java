package org.letterlock.imap;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.letterlock.mailbox.SpecialUse;

/// Makes a [Command] of a [Request] (RFC 3501 §9 and the extensions' grammars). Pure; used once for one
/// request.
final class CommandParser {
    private final Cursor in;
    private final Names names;

    /// @param utf8 whether mailbox names come as UTF-8 (RFC 6855), not as modified UTF-7
    CommandParser(Request request, Limits limits, boolean utf8) {
        this.in = new Cursor(request, limits);
        this.names = new Names(in, utf8);
    }

    /// The tag; call it first. Without one there is nobody to answer but by an untagged BAD.
    String tag() throws BadSyntax {
        String tag = in.tag();
        in.space();
        return tag;
    }

    /// The command after the tag.
    Command command() throws ImapException {
        String name = in.word();
        Command command = name.equals("UID") ? uid() : named(name);
        in.end();
        return command;
    }

    private Command uid() throws ImapException {
        in.space();
        return switch (in.word()) {
            case "FETCH" -> FetchParser.parse(in, true);
            case "STORE" -> StoreParser.parse(in, true);
            case "COPY" -> copy(true);
            case "MOVE" -> move(true);
            case "SEARCH" -> SearchParser.parse(in, true);
            case "EXPUNGE" -> {
                in.space();
                yield new Command.Expunge(in.sequenceSet());
            }
            default -> throw new BadSyntax("Unknown command");
        };
    }

    private Command named(String name) throws ImapException {
        return switch (name) {
            case "CAPABILITY" -> new Command.Capability();
            case "NOOP" -> new Command.Noop();
            case "LOGOUT" -> new Command.Logout();
            case "ID" -> id();
            case "STARTTLS" -> new Command.StartTls();
            case "AUTHENTICATE" -> authenticate();
            case "LOGIN" -> login();
            case "ENABLE" -> enable();
            case "SELECT" -> new Command.Select(names.mailbox(), false);
            case "EXAMINE" -> new Command.Select(names.mailbox(), true);
            case "CREATE" -> create();
            case "DELETE" -> new Command.Delete(names.mailbox());
            case "RENAME" -> new Command.Rename(names.mailbox(), names.mailbox());
            case "SUBSCRIBE" -> new Command.Subscribe(names.mailbox(), true);
            case "UNSUBSCRIBE" -> new Command.Subscribe(names.mailbox(), false);
            case "LIST" -> ListParser.parse(in, names);
            case "LSUB" -> new Command.Lsub(names.reference(), names.pattern());
            case "NAMESPACE" -> new Command.Namespace();
            case "STATUS" -> status();
            case "APPEND" -> AppendParser.parse(in, names);
            default -> selected(name);
        };
    }

    private Command selected(String name) throws ImapException {
        return switch (name) {
            case "IDLE" -> new Command.Idle();
            case "CHECK" -> new Command.Check();
            case "CLOSE" -> new Command.Close();
            case "UNSELECT" -> new Command.Unselect();
            case "EXPUNGE" -> new Command.Expunge(null);
            case "SEARCH" -> SearchParser.parse(in, false);
            case "FETCH" -> FetchParser.parse(in, false);
            case "STORE" -> StoreParser.parse(in, false);
            case "COPY" -> copy(false);
            case "MOVE" -> move(false);
            case "GETQUOTA" -> quota();
            case "GETQUOTAROOT" -> new Command.GetQuotaRoot(names.mailbox());
            default -> throw new BadSyntax("Unknown command");
        };
    }

    private Command id() throws BadSyntax {
        in.space();
        if (!in.at('(')) {
            if (in.nstring() != null) {
                throw new BadSyntax("Expected a list or NIL");
            }
            return new Command.Id(Map.of());
        }
        in.open();
        Map<String, String> fields = new LinkedHashMap<>();
        while (!in.at(')')) {
            if (!fields.isEmpty()) {
                in.space();
            }
            in.item();
            String field = Cursor.utf8(in.string());
            in.space();
            byte @Nullable [] value = in.nstring();
            fields.put(field, value == null ? "" : Cursor.utf8(value));
        }
        in.close();
        return new Command.Id(fields);
    }

    private Command authenticate() throws BadSyntax {
        in.space();
        String mechanism = in.word();
        if (!in.skip(' ')) {
            return new Command.Authenticate(mechanism, null);
        }
        return new Command.Authenticate(mechanism, in.astring());
    }

    private Command login() throws BadSyntax {
        in.space();
        String user = in.text();
        in.space();
        return new Command.Login(user, in.astring());
    }

    private Command enable() throws BadSyntax {
        List<String> extensions = new ArrayList<>();
        do {
            in.space();
            in.item();
            extensions.add(in.word());
        } while (in.at(' '));
        return new Command.Enable(extensions);
    }

    private Command create() throws ImapException {
        String mailbox = names.mailbox();
        if (!in.skip(' ')) {
            return new Command.Create(mailbox, null);
        }
        in.open();
        if (!in.word().equals("USE")) {
            throw new BadSyntax("Unknown parameter of CREATE");
        }
        in.space();
        in.open();
        in.expect('\\');
        String use = in.word();
        if (!in.at(')')) {
            throw new Declined(ResponseCode.USEATTR, "A mailbox has one special use here");
        }
        in.close();
        in.close();
        return new Command.Create(mailbox, use(use));
    }

    private static SpecialUse use(String name) throws Declined {
        for (SpecialUse use : SpecialUse.values()) {
            if (use.name().equals(name.toUpperCase(Locale.ROOT))) {
                return use;
            }
        }
        throw new Declined(ResponseCode.USEATTR, "Unknown special use");
    }

    private Command status() throws BadSyntax {
        String mailbox = names.mailbox();
        in.space();
        return new Command.Status(mailbox, StatusItems.parse(in));
    }

    private Command copy(boolean uid) throws BadSyntax {
        in.space();
        return new Command.Copy(uid, in.sequenceSet(), names.mailbox());
    }

    private Command move(boolean uid) throws BadSyntax {
        in.space();
        return new Command.Move(uid, in.sequenceSet(), names.mailbox());
    }

    private Command quota() throws BadSyntax {
        in.space();
        return new Command.GetQuota(in.text());
    }
}
