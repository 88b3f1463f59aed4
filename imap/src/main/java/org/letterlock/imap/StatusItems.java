package org.letterlock.imap;

import java.util.ArrayList;
import java.util.List;

/// `"(" status-att *(SP status-att) ")"`
final class StatusItems {
    private StatusItems() {}

    static List<Command.StatusItem> parse(Cursor in) throws BadSyntax {
        List<Command.StatusItem> items = new ArrayList<>();
        in.open();
        do {
            in.item();
            Command.StatusItem item = item(in.word());
            if (!items.contains(item)) {
                items.add(item);
            }
        } while (in.skip(' '));
        in.close();
        return items;
    }

    private static Command.StatusItem item(String name) throws BadSyntax {
        for (Command.StatusItem item : Command.StatusItem.values()) {
            if (item.name().equals(name)) {
                return item;
            }
        }
        throw new BadSyntax("Unknown status item");
    }
}
