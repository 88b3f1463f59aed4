package org.letterlock.imap;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// APPEND with one message or several (RFC 3501 §6.3.11, RFC 3502), also in the `UTF8 (…)` form (RFC
/// 6855 §4).
final class AppendParser {
    private AppendParser() {}

    static Command parse(Cursor in, Names names) throws ImapException {
        String mailbox = names.mailbox();
        List<Command.Append.Message> messages = new ArrayList<>(1);
        do {
            in.space();
            in.item();
            messages.add(message(in));
        } while (in.at(' '));
        return new Command.Append(mailbox, messages);
    }

    private static Command.Append.Message message(Cursor in) throws ImapException {
        Set<String> flags = Set.of();
        if (in.at('(')) {
            flags = FlagParser.list(in);
            in.space();
        }
        @Nullable Long date = null;
        if (in.at('"')) {
            date = DateTimes.parse(Cursor.utf8(in.string()));
            in.space();
        }
        return new Command.Append.Message(flags, date, content(in));
    }

    private static byte[] content(Cursor in) throws BadSyntax {
        if (in.peek() == Cursor.LITERAL) {
            return in.literal();
        }
        if (!in.word().equals("UTF8")) {
            throw new BadSyntax("Expected a literal");
        }
        in.space();
        in.open();
        in.expect('~');
        byte[] content = in.literal();
        in.close();
        return content;
    }
}
