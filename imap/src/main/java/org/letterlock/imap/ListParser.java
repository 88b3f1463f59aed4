package org.letterlock.imap;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.letterlock.imap.Command.ListMailboxes;
import org.letterlock.imap.Command.ListMailboxes.Return;
import org.letterlock.imap.Command.ListMailboxes.Selection;

/// LIST in its old form and with selection and return options (RFC 5258 §6, RFC 5819, RFC 6154).
final class ListParser {
    private final Cursor in;
    private final Names names;
    private final Set<Selection> selections = EnumSet.noneOf(Selection.class);
    private final Set<Return> returns = EnumSet.noneOf(Return.class);
    private final List<Command.StatusItem> statuses = new ArrayList<>();
    private final List<String> patterns = new ArrayList<>();
    private boolean extended;

    private ListParser(Cursor in, Names names) {
        this.in = in;
        this.names = names;
    }

    static Command parse(Cursor in, Names names) throws BadSyntax {
        return new ListParser(in, names).parse();
    }

    private Command parse() throws BadSyntax {
        in.space();
        if (in.at('(')) {
            extended = true;
            selections();
            in.space();
        }
        String reference = names.barePattern();
        in.space();
        patterns();
        if (in.skip(' ')) {
            extended = true;
            if (!in.word().equals("RETURN")) {
                throw new BadSyntax("Expected RETURN");
            }
            in.space();
            returns();
        }
        return new ListMailboxes(extended, selections, reference, patterns, returns, statuses);
    }

    private void selections() throws BadSyntax {
        in.open();
        while (!in.at(')')) {
            if (!selections.isEmpty()) {
                in.space();
            }
            in.item();
            selections.add(
                    switch (in.word()) {
                        case "SUBSCRIBED" -> Selection.SUBSCRIBED;
                        case "REMOTE" -> Selection.REMOTE;
                        case "RECURSIVEMATCH" -> Selection.RECURSIVEMATCH;
                        case "SPECIAL-USE" -> Selection.SPECIAL_USE;
                        default -> throw new BadSyntax("Unknown selection option");
                    });
        }
        in.close();
        if (selections.contains(Selection.RECURSIVEMATCH) && !selections.contains(Selection.SUBSCRIBED)) {
            throw new BadSyntax("RECURSIVEMATCH needs another selection option");
        }
    }

    private void patterns() throws BadSyntax {
        if (!in.at('(')) {
            patterns.add(names.barePattern());
            return;
        }
        extended = true;
        in.open();
        do {
            in.item();
            patterns.add(names.barePattern());
        } while (in.skip(' '));
        in.close();
    }

    private void returns() throws BadSyntax {
        in.open();
        boolean first = true;
        while (!in.at(')')) {
            if (!first) {
                in.space();
            }
            first = false;
            in.item();
            option(in.word());
        }
        in.close();
    }

    private void option(String name) throws BadSyntax {
        switch (name) {
            case "SUBSCRIBED" -> returns.add(Return.SUBSCRIBED);
            case "CHILDREN" -> returns.add(Return.CHILDREN);
            case "SPECIAL-USE" -> returns.add(Return.SPECIAL_USE);
            case "STATUS" -> {
                in.space();
                statuses.addAll(StatusItems.parse(in));
            }
            default -> throw new BadSyntax("Unknown return option");
        }
    }
}
