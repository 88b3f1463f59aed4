package org.letterlock.imap;

import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.letterlock.mailbox.SpecialUse;

/// What the server says; [ResponseWriter] alone knows how it is spelt. Numbers are sequence numbers
/// unless said otherwise.
sealed interface Response {
    enum Condition {
        OK,
        NO,
        BAD,
        BYE
    }

    /// @param tag null for an untagged one
    /// @param text printable ASCII made by this server
    record Status(
            @Nullable String tag,
            Condition condition,
            @Nullable ResponseCode code,
            String text) implements Response {}

    /// `+`
    record Continue(String text) implements Response {}

    record Capabilities(List<String> names) implements Response {}

    record Enabled(List<String> extensions) implements Response {}

    /// FLAGS: the five system flags and these keywords.
    record Flags(Set<String> keywords) implements Response {}

    record PermanentFlags(Set<String> keywords, boolean readOnly) implements Response {}

    record Exists(int messages) implements Response {}

    record Recent(int messages) implements Response {}

    record Expunged(int number) implements Response {}

    /// LIST and LSUB.
    ///
    /// @param attributes with their backslash
    /// @param childInfo  whether `("CHILDINFO" ("SUBSCRIBED"))` follows (RFC 5258 §3.5)
    record Listed(boolean lsub, List<String> attributes, String name, boolean childInfo) implements Response {
        static String attribute(SpecialUse use) {
            return "\\" + use.name().charAt(0) + use.name().substring(1).toLowerCase(java.util.Locale.ROOT);
        }
    }

    /// The delimiter alone: the answer to LIST with an empty pattern.
    record Root() implements Response {}

    /// @param values in the order asked for
    record StatusOf(String mailbox, SequencedMap<Command.StatusItem, Long> values) implements Response {}

    record Namespaces() implements Response {}

    record ServerId(Map<String, String> fields) implements Response {}

    record Quota(String root, long usedKib, long limitKib) implements Response {}

    record QuotaRoot(String mailbox, String root) implements Response {}

    /// `SEARCH`
    record Found(long[] numbers) implements Response {}

    /// `ESEARCH` (RFC 4731): the tag, and what was asked for.
    ///
    /// @param all a sequence set; empty for none
    record Extended(
            String tag,
            boolean uid,
            @Nullable Long min,
            @Nullable Long max,
            @Nullable Long count,
            @Nullable String all) implements Response {}

    record Fetched(int number, List<FetchValue> values) implements Response {}
}
