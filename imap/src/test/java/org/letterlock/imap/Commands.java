package org.letterlock.imap;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.letterlock.imap.Command.ListMailboxes.Return;
import org.letterlock.imap.Command.ListMailboxes.Selection;
import org.letterlock.imap.Command.SearchReturn;
import org.letterlock.imap.Command.StatusItem;
import org.letterlock.imap.FetchItem.Attribute;
import org.letterlock.imap.FetchItem.Part;
import org.letterlock.mailbox.FlagChange;
import org.letterlock.mailbox.SpecialUse;

/// Makes commands from a seed, of every kind.
final class Commands {
    private static final String[] TEXTS = {
        "",
        "a",
        "INBOX",
        "a b",
        "x\"y\\z",
        "Entwürfe",
        "日本語/メール",
        "a&b",
        "100%",
        "{5}",
        "(x)",
        "NIL",
        "𝒳",
        "a]b",
        "it's"
    };

    private final Random random;

    Commands(Random random) {
        this.random = random;
    }

    Command next() {
        List<Supplier<Command>> kinds = List.of(
                Command.Capability::new,
                Command.Noop::new,
                Command.Logout::new,
                Command.StartTls::new,
                Command.Namespace::new,
                Command.Idle::new,
                Command.Check::new,
                Command.Close::new,
                Command.Unselect::new,
                () -> new Command.Id(Map.copyOf(fields())),
                () -> new Command.Enable(List.of("UTF8=ACCEPT", "CONDSTORE").subList(0, 1 + random.nextInt(2))),
                () -> new Command.Select(text(), flip()),
                () -> new Command.Create(text(), flip() ? null : pick(SpecialUse.values())),
                () -> new Command.Delete(text()),
                () -> new Command.Rename(text(), text()),
                () -> new Command.Subscribe(text(), flip()),
                this::list,
                () -> new Command.Lsub(text(), text()),
                () -> new Command.Status(text(), statuses(1)),
                () -> new Command.Append(text(), many(1, 3, this::message)),
                () -> new Command.Expunge(flip() ? null : set()),
                () -> new Command.Search(flip(), flip() ? null : EnumSet.of(pick(SearchReturn.values())), key(3)),
                () -> new Command.Fetch(flip(), set(), distinct(many(1, 6, this::item))),
                () -> new Command.Store(flip(), set(), pick(FlagChange.Kind.values()), flip(), flags()),
                () -> new Command.Copy(flip(), set(), text()),
                () -> new Command.Move(flip(), set(), text()),
                () -> new Command.GetQuota(text()),
                () -> new Command.GetQuotaRoot(text()));
        return kinds.get(random.nextInt(kinds.size())).get();
    }

    private boolean flip() {
        return random.nextBoolean();
    }

    private <T> T pick(T[] all) {
        return all[random.nextInt(all.length)];
    }

    private String text() {
        return pick(TEXTS);
    }

    private <T> List<T> many(int least, int most, Supplier<T> one) {
        List<T> all = new ArrayList<>();
        for (int i = least + random.nextInt(most - least + 1); i > 0; i--) {
            all.add(one.get());
        }
        return all;
    }

    private static <T> List<T> distinct(List<T> all) {
        return List.copyOf(new LinkedHashSet<>(all));
    }

    private Map<String, String> fields() {
        Map<String, String> fields = new LinkedHashMap<>();
        many(0, 3, this::text).forEach(name -> fields.put(name, text()));
        return fields;
    }

    private Command list() {
        boolean extended = flip();
        if (!extended) {
            return new Command.ListMailboxes(false, Set.of(), text(), List.of(text() + "*"), Set.of(), List.of());
        }
        Set<Selection> selections =
                flip() ? EnumSet.of(pick(new Selection[] {Selection.SUBSCRIBED, Selection.SPECIAL_USE})) : Set.of();
        Set<Return> returns = flip() ? EnumSet.of(pick(Return.values())) : Set.of();
        return new Command.ListMailboxes(true, selections, text(), many(1, 3, this::text), returns, statuses(0));
    }

    private List<StatusItem> statuses(int least) {
        return distinct(many(least, 4, () -> pick(StatusItem.values())));
    }

    private Set<String> flags() {
        return new LinkedHashSet<>(
                many(0, 4, () -> pick(new String[] {"\\Seen", "\\Deleted", "\\Draft", "work", "$Forwarded"})));
    }

    private Command.Append.Message message() {
        byte[] content = new byte[random.nextInt(40)];
        random.nextBytes(content);
        return new Command.Append.Message(flags(), flip() ? null : (Long) (long) random.nextInt(), content);
    }

    private SequenceSet set() {
        return new SequenceSet(many(1, 4, () -> new SequenceSet.Range(number(), number())));
    }

    private long number() {
        return random.nextInt(5) == 0 ? SequenceSet.STAR : 1 + (random.nextInt() & SequenceSet.MAX - 1);
    }

    private FetchItem item() {
        if (flip()) {
            return pick(Attribute.values());
        }
        List<Integer> path = many(0, 3, () -> 1 + random.nextInt(9));
        Part.Text text = pick(Part.Text.values());
        if (text == Part.Text.MIME && path.isEmpty()) {
            text = Part.Text.TEXT;
        }
        List<String> names = text.fields() ? List.of("From", "X-Spam") : List.of();
        FetchItem.@Nullable Partial partial =
                flip() ? null : new FetchItem.Partial(random.nextInt(1_000), 1 + random.nextInt(1_000));
        return new FetchItem.Section(new Part(path, text, names), flip(), partial);
    }

    private SearchKey key(int depth) {
        int kind = random.nextInt(depth > 0 ? 14 : 11);
        return switch (kind) {
            case 0 -> flip() ? new SearchKey.EmailId("M7") : new SearchKey.ThreadId("T7");
            case 1 -> new SearchKey.None();
            case 2 -> new SearchKey.Flag(pick(new String[] {"\\Seen", "\\Answered", "work"}), flip());
            case 3 ->
                new SearchKey.Date(
                        pick(SearchKey.Date.Clock.values()),
                        pick(SearchKey.Date.When.values()),
                        LocalDate.ofEpochDay(random.nextInt(40_000)));
            case 4 -> new SearchKey.Within(flip(), random.nextInt(1 << 30));
            case 5 -> flip() ? new SearchKey.Larger(random.nextInt(1 << 30)) : new SearchKey.Smaller(7);
            case 6 -> new SearchKey.Header(text(), text());
            case 7 -> new SearchKey.Body(text());
            case 8 -> new SearchKey.Text(new String(text().getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8));
            case 9 -> new SearchKey.Sequence(set());
            case 10 -> new SearchKey.Uids(set());
            case 11 -> new SearchKey.Not(key(depth - 1));
            case 12 -> new SearchKey.Or(key(depth - 1), key(depth - 1));
            default -> new SearchKey.And(many(2, 3, () -> key(depth - 1)));
        };
    }
}
