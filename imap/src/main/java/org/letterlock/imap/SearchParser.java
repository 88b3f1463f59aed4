package org.letterlock.imap;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.letterlock.imap.Command.SearchReturn;
import org.letterlock.imap.SearchKey.Date.Clock;
import org.letterlock.imap.SearchKey.Date.When;

/// `search` (RFC 3501 §6.4.4) with RETURN (RFC 4731) and WITHIN (RFC 5032).
final class SearchParser {
    private final Cursor in;

    private SearchParser(Cursor in) {
        this.in = in;
    }

    static Command parse(Cursor in, boolean uid) throws ImapException {
        return new SearchParser(in).parse(uid);
    }

    private Command parse(boolean uid) throws ImapException {
        in.space();
        @Nullable Set<SearchReturn> returns = null;
        List<SearchKey> keys = new ArrayList<>();
        String word = nextWord();
        if ("RETURN".equals(word)) {
            in.space();
            returns = returns();
            in.space();
            word = nextWord();
        }
        if ("CHARSET".equals(word)) {
            in.space();
            charset(in.text());
            in.space();
            word = nextWord();
        }
        keys.add(word == null ? unnamed() : named(word));
        while (in.skip(' ')) {
            keys.add(key());
        }
        return new Command.Search(uid, returns, all(keys));
    }

    /// The next key's name in upper case; null where a set or a parenthesis stands.
    private @Nullable String nextWord() throws BadSyntax {
        int c = in.peek();
        return c == '(' || c == '*' || c >= '0' && c <= '9' ? null : in.word();
    }

    private Set<SearchReturn> returns() throws BadSyntax {
        in.open();
        Set<SearchReturn> returns = EnumSet.noneOf(SearchReturn.class);
        while (!in.at(')')) {
            if (!returns.isEmpty()) {
                in.space();
            }
            returns.add(
                    switch (in.word()) {
                        case "MIN" -> SearchReturn.MIN;
                        case "MAX" -> SearchReturn.MAX;
                        case "ALL" -> SearchReturn.ALL;
                        case "COUNT" -> SearchReturn.COUNT;
                        default -> throw new BadSyntax("Unknown return option");
                    });
        }
        in.close();
        return returns.isEmpty() ? EnumSet.of(SearchReturn.ALL) : returns;
    }

    private static void charset(String name) throws Declined {
        switch (name.toUpperCase(Locale.ROOT)) {
            case "US-ASCII", "UTF-8" -> {}
            default -> throw new Declined(ResponseCode.BADCHARSET, "Only US-ASCII and UTF-8 are known");
        }
    }

    private static SearchKey all(List<SearchKey> keys) {
        return keys.size() == 1 ? keys.getFirst() : new SearchKey.And(List.copyOf(keys));
    }

    private SearchKey key() throws BadSyntax {
        String word = nextWord();
        return word == null ? unnamed() : named(word);
    }

    private SearchKey unnamed() throws BadSyntax {
        in.item();
        if (!in.at('(')) {
            return new SearchKey.Sequence(in.sequenceSet());
        }
        in.open();
        List<SearchKey> keys = new ArrayList<>();
        do {
            keys.add(key());
        } while (in.skip(' '));
        in.close();
        return all(keys);
    }

    private SearchKey named(String word) throws BadSyntax {
        in.item();
        return switch (word) {
            case "ALL" -> new SearchKey.All();
            case "ANSWERED" -> new SearchKey.Flag("\\Answered", true);
            case "DELETED" -> new SearchKey.Flag("\\Deleted", true);
            case "DRAFT" -> new SearchKey.Flag("\\Draft", true);
            case "FLAGGED" -> new SearchKey.Flag("\\Flagged", true);
            case "SEEN" -> new SearchKey.Flag("\\Seen", true);
            case "UNANSWERED" -> new SearchKey.Flag("\\Answered", false);
            case "UNDELETED" -> new SearchKey.Flag("\\Deleted", false);
            case "UNDRAFT" -> new SearchKey.Flag("\\Draft", false);
            case "UNFLAGGED" -> new SearchKey.Flag("\\Flagged", false);
            case "UNSEEN" -> new SearchKey.Flag("\\Seen", false);
            case "RECENT", "NEW" -> new SearchKey.None();
            case "OLD" -> new SearchKey.All();
            default -> withArgument(word);
        };
    }

    private SearchKey withArgument(String word) throws BadSyntax {
        in.space();
        return switch (word) {
            case "KEYWORD" -> new SearchKey.Flag(in.atom(), true);
            case "UNKEYWORD" -> new SearchKey.Flag(in.atom(), false);
            case "UID" -> new SearchKey.Uids(in.sequenceSet());
            case "LARGER" -> new SearchKey.Larger(in.number64());
            case "SMALLER" -> new SearchKey.Smaller(in.number64());
            case "YOUNGER" -> new SearchKey.Within(true, in.number());
            case "OLDER" -> new SearchKey.Within(false, in.number());
            case "EMAILID" -> new SearchKey.EmailId(in.atom());
            case "THREADID" -> new SearchKey.ThreadId(in.atom());
            case "NOT" -> not();
            case "OR" -> or();
            default -> dateOrText(word);
        };
    }

    private SearchKey not() throws BadSyntax {
        in.enter();
        SearchKey key = new SearchKey.Not(key());
        in.leave();
        return key;
    }

    private SearchKey or() throws BadSyntax {
        in.enter();
        SearchKey left = key();
        in.space();
        SearchKey right = key();
        in.leave();
        return new SearchKey.Or(left, right);
    }

    private SearchKey dateOrText(String word) throws BadSyntax {
        return switch (word) {
            case "BEFORE" -> new SearchKey.Date(Clock.INTERNAL, When.BEFORE, day());
            case "ON" -> new SearchKey.Date(Clock.INTERNAL, When.ON, day());
            case "SINCE" -> new SearchKey.Date(Clock.INTERNAL, When.SINCE, day());
            case "SENTBEFORE" -> new SearchKey.Date(Clock.SENT, When.BEFORE, day());
            case "SENTON" -> new SearchKey.Date(Clock.SENT, When.ON, day());
            case "SENTSINCE" -> new SearchKey.Date(Clock.SENT, When.SINCE, day());
            case "BCC", "CC", "FROM", "SUBJECT", "TO" -> new SearchKey.Header(word, in.text());
            case "BODY" -> new SearchKey.Body(in.text());
            case "TEXT" -> new SearchKey.Text(in.text());
            case "HEADER" -> header();
            default -> throw new BadSyntax("Unknown search key");
        };
    }

    private SearchKey header() throws BadSyntax {
        String name = in.text();
        in.space();
        return new SearchKey.Header(name, in.text());
    }

    private LocalDate day() throws BadSyntax {
        return DateTimes.day(in.text());
    }
}
