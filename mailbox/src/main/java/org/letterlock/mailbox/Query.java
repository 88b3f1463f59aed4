package org.letterlock.mailbox;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// What to search a folder for: the keys of IMAP's SEARCH (RFC 9051 §6.4.4, RFC 7162, RFC 5032) without
/// its grammar. Texts match anywhere in a text, without regard to case, compatible forms of characters
/// and how white space is broken.
public sealed interface Query {
    Query ALL = new And(List.of());
    Query NONE = new Or(List.of());

    /// All of them; everything if there are none.
    record And(List<Query> queries) implements Query {
        public And {
            queries = List.copyOf(queries);
        }
    }

    /// Any of them; nothing if there are none.
    record Or(List<Query> queries) implements Query {
        public Or {
            queries = List.copyOf(queries);
        }
    }

    record Not(Query query) implements Query {}

    /// @param flag as in [Item#flags()], in any case
    record Flag(String flag) implements Query {}

    /// UIDs in any of the spans. `*` is for the caller to resolve; so are sequence numbers, of which a
    /// range is a range of UIDs too.
    record Uids(List<Span> spans) implements Query {
        public Uids {
            spans = joined(spans);
        }
    }

    /// @param last  not less than `first`
    record Span(long first, long last) {
        public Span {
            if (last < first) {
                throw new IllegalArgumentException("a span must not end before it begins");
            }
        }
    }

    /// The internal date in epoch seconds: `from` or later, and before `until`.
    record InternalDate(long from, long until) implements Query {
        public static InternalDate before(LocalDate day) {
            return new InternalDate(Long.MIN_VALUE, start(day));
        }

        public static InternalDate on(LocalDate day) {
            return new InternalDate(start(day), start(day.plusDays(1)));
        }

        public static InternalDate since(LocalDate day) {
            return new InternalDate(start(day), Long.MAX_VALUE);
        }

        /// RFC 5032: at most so old.
        public static InternalDate younger(long nowSeconds, long seconds) {
            return new InternalDate(nowSeconds - seconds, Long.MAX_VALUE);
        }

        /// RFC 5032: at least so old.
        public static InternalDate older(long nowSeconds, long seconds) {
            return new InternalDate(Long.MIN_VALUE, nowSeconds - seconds + 1);
        }

        private static long start(LocalDate day) {
            return day.atStartOfDay(ZoneOffset.UTC).toEpochSecond();
        }
    }

    /// The day of the `Date` field, as its sender wrote it: `from` or later, and before `until`. A
    /// message without such a day has none that matches.
    record Sent(LocalDate from, LocalDate until) implements Query {
        public static Sent before(LocalDate day) {
            return new Sent(LocalDate.MIN, day);
        }

        public static Sent on(LocalDate day) {
            return new Sent(day, day.plusDays(1));
        }

        public static Sent since(LocalDate day) {
            return new Sent(day, LocalDate.MAX);
        }
    }

    record Larger(long bytes) implements Query {}

    record Smaller(long bytes) implements Query {}

    /// Changed at `sequence` or later (RFC 7162 §3.1.5).
    record ModSeq(long sequence) implements Query {}

    /// FROM, TO, CC, BCC: in the names and addresses of the envelope, each as `name <local@domain>`.
    record Participant(Role role, String text) implements Query {
        public enum Role {
            FROM,
            TO,
            CC,
            BCC
        }
    }

    record Subject(String text) implements Query {}

    /// A header field of the message, its encoded words decoded; with an empty text, that there is one.
    record Header(String name, String text) implements Query {}

    /// In the texts of the body: of every text part decoded, and of the headers of enclosed messages.
    record Body(String text) implements Query {}

    /// In the header or the body.
    record Text(String text) implements Query {}

    private static List<Span> joined(List<Span> spans) {
        var sorted = new ArrayList<>(spans);
        sorted.sort(Comparator.comparingLong(Span::first));
        var joined = new ArrayList<Span>();
        for (Span span : sorted) {
            if (!joined.isEmpty() && joined.getLast().last() >= span.first() - 1) {
                Span before = joined.removeLast();
                joined.add(new Span(before.first(), Math.max(before.last(), span.last())));
            } else {
                joined.add(span);
            }
        }
        return List.copyOf(joined);
    }
}
