package org.letterlock.imap;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.letterlock.imap.FetchItem.Attribute;
import org.letterlock.imap.FetchItem.Part;
import org.letterlock.imap.FetchItem.Partial;

/// `fetch-att` and its macros (RFC 3501 §6.4.5).
final class FetchParser {
    private static final List<FetchItem> FAST = List.of(Attribute.FLAGS, Attribute.INTERNALDATE, Attribute.RFC822_SIZE);
    private static final List<FetchItem> ALL =
            List.of(Attribute.FLAGS, Attribute.INTERNALDATE, Attribute.RFC822_SIZE, Attribute.ENVELOPE);
    private static final List<FetchItem> FULL =
            List.of(Attribute.FLAGS, Attribute.INTERNALDATE, Attribute.RFC822_SIZE, Attribute.ENVELOPE, Attribute.BODY);

    private final Cursor in;

    private FetchParser(Cursor in) {
        this.in = in;
    }

    static Command parse(Cursor in, boolean uid) throws BadSyntax {
        in.space();
        SequenceSet set = in.sequenceSet();
        in.space();
        return new Command.Fetch(uid, set, new FetchParser(in).items());
    }

    private List<FetchItem> items() throws BadSyntax {
        if (!in.at('(')) {
            String name = in.name();
            return switch (name) {
                case "ALL" -> ALL;
                case "FAST" -> FAST;
                case "FULL" -> FULL;
                default -> List.of(item(name));
            };
        }
        in.open();
        List<FetchItem> items = new ArrayList<>();
        do {
            in.item();
            FetchItem item = item(in.name());
            if (!items.contains(item)) {
                items.add(item);
            }
        } while (in.skip(' '));
        in.close();
        return items;
    }

    private FetchItem item(String name) throws BadSyntax {
        if (in.at('[')) {
            return switch (name) {
                case "BODY" -> section(false);
                case "BODY.PEEK" -> section(true);
                default -> throw new BadSyntax("Unknown fetch item");
            };
        }
        for (Attribute attribute : Attribute.values()) {
            if (attribute.toString().equals(name)) {
                return attribute;
            }
        }
        throw new BadSyntax("Unknown fetch item");
    }

    private FetchItem section(boolean peek) throws BadSyntax {
        in.expect('[');
        Part part = in.at(']') ? new Part(List.of(), Part.Text.ALL, List.of()) : part();
        in.expect(']');
        return new FetchItem.Section(part, peek, partial());
    }

    private Part part() throws BadSyntax {
        List<Integer> path = new ArrayList<>();
        while (digit()) {
            in.enter();
            long number = in.number();
            if (number == 0 || number > Integer.MAX_VALUE) {
                throw new BadSyntax("Bad part number");
            }
            path.add((int) number);
            if (!in.skip('.')) {
                path.forEach(p -> in.leave());
                return new Part(path, Part.Text.ALL, List.of());
            }
        }
        path.forEach(p -> in.leave());
        Part.Text text = text(in.word(), !path.isEmpty());
        return new Part(path, text, text.fields() ? fields() : List.of());
    }

    private boolean digit() {
        return in.peek() >= '0' && in.peek() <= '9';
    }

    private static Part.Text text(String word, boolean inPart) throws BadSyntax {
        return switch (word) {
            case "HEADER" -> Part.Text.HEADER;
            case "HEADER.FIELDS" -> Part.Text.HEADER_FIELDS;
            case "HEADER.FIELDS.NOT" -> Part.Text.HEADER_FIELDS_NOT;
            case "TEXT" -> Part.Text.TEXT;
            case "MIME" -> {
                if (!inPart) {
                    throw new BadSyntax("MIME needs a part number");
                }
                yield Part.Text.MIME;
            }
            default -> throw new BadSyntax("Unknown section");
        };
    }

    private List<String> fields() throws BadSyntax {
        in.space();
        in.open();
        List<String> fields = new ArrayList<>();
        do {
            in.item();
            fields.add(field());
        } while (in.skip(' '));
        in.close();
        return fields;
    }

    /// The answer repeats it, as a string that needs no literal.
    private String field() throws BadSyntax {
        String field = in.text();
        if (field.isEmpty() || !field.chars().allMatch(c -> c >= ' ' && c < 0x7F)) {
            throw new BadSyntax("A field name is printable ASCII");
        }
        return field;
    }

    private @Nullable Partial partial() throws BadSyntax {
        if (!in.skip('<')) {
            return null;
        }
        long offset = in.number64();
        in.expect('.');
        long length = in.number64();
        in.expect('>');
        if (length == 0) {
            throw new BadSyntax("A partial of no octets");
        }
        return new Partial(offset, length);
    }
}
