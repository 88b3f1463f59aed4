package org.letterlock.imap;

import java.time.LocalDate;
import java.util.List;

/// What SEARCH looks for (RFC 3501 §6.4.4).
sealed interface SearchKey {
    record All() implements SearchKey {}

    /// No message ever has it: `RECENT` and `NEW` here, where nothing is `\Recent`.
    record None() implements SearchKey {}

    record And(List<SearchKey> keys) implements SearchKey {}

    record Or(SearchKey left, SearchKey right) implements SearchKey {}

    record Not(SearchKey key) implements SearchKey {}

    /// @param flag `\Seen` or a keyword
    record Flag(String flag, boolean set) implements SearchKey {}

    /// @param clock the internal date, or the `Date:` header's day
    record Date(Clock clock, When when, LocalDate day) implements SearchKey {
        enum Clock {
            INTERNAL,
            SENT
        }

        enum When {
            BEFORE,
            ON,
            SINCE
        }
    }

    /// RFC 5032: by age of the internal date in seconds.
    record Within(boolean younger, long seconds) implements SearchKey {}

    record Larger(long bytes) implements SearchKey {}

    record Smaller(long bytes) implements SearchKey {}

    /// @param name the header's name; an empty value matches every message that has the header
    record Header(String name, String value) implements SearchKey {}

    /// The body's text.
    record Body(String value) implements SearchKey {}

    /// Header and body.
    record Text(String value) implements SearchKey {}

    /// RFC 8474 §6: the message's id as FETCH gave it.
    record EmailId(String id) implements SearchKey {}

    /// RFC 8474 §6; no message is in a thread here.
    record ThreadId(String id) implements SearchKey {}

    record Sequence(SequenceSet set) implements SearchKey {}

    record Uids(SequenceSet set) implements SearchKey {}
}
