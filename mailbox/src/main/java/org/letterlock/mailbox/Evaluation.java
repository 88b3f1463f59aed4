package org.letterlock.mailbox;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.letterlock.mailbox.Query.Participant;
import org.letterlock.mailbox.Query.Span;
import org.letterlock.message.Address;
import org.letterlock.message.EncodedWords;
import org.letterlock.message.Envelope;
import org.letterlock.message.HeaderFields;
import org.letterlock.message.MailDate;
import org.letterlock.message.Needle;

/// Evaluates one query over what is known of a message. What depends on more is [Verdict#UNKNOWN], so
/// that no message is opened further than the query needs. Recursion goes as deep as the query nests,
/// which its grammar bounds. Not thread-safe.
final class Evaluation {
    private final Query query;
    private final Map<String, Needle> needles = new HashMap<>();
    private final Set<String> bodyTexts = new HashSet<>();

    Evaluation(Query query) {
        this.query = query;
        collectBodyTexts(query);
    }

    /// The texts that bodies are searched for.
    Set<String> bodyTexts() {
        return bodyTexts;
    }

    Needle needle(String text) {
        return needles.computeIfAbsent(text, Needle::new);
    }

    Verdict of(Known message) {
        return matches(query, message);
    }

    private Verdict matches(Query part, Known message) {
        return switch (part) {
            case Query.And and -> all(and.queries(), message);
            case Query.Or or -> any(or.queries(), message);
            case Query.Not not -> matches(not.query(), message).not();
            case Query.Flag flag -> Verdict.of(has(message.item().flags(), flag.flag()));
            case Query.Uids uids ->
                Verdict.of(contains(uids.spans(), message.item().uid()));
            case Query.InternalDate date ->
                Verdict.of(message.item().internalDate() >= date.from()
                        && message.item().internalDate() < date.until());
            case Query.Larger larger -> Verdict.of(message.item().bytes() > larger.bytes());
            case Query.Smaller smaller -> Verdict.of(message.item().bytes() < smaller.bytes());
            case Query.ModSeq modSeq -> Verdict.of(message.item().modSeq() >= modSeq.sequence());
            case Query.Sent sent -> sent(sent, message.envelope());
            case Participant participant -> participant(participant, message.envelope());
            case Query.Subject subject -> subject(subject, message.envelope());
            case Query.Header header -> header(header, message.header());
            case Query.Body body -> body(body.text(), message);
            case Query.Text text -> text(text.text(), message);
        };
    }

    private Verdict all(List<Query> parts, Known message) {
        Verdict all = Verdict.YES;
        for (Query part : parts) {
            Verdict one = matches(part, message);
            if (one == Verdict.NO) {
                return one;
            }
            all = one == Verdict.UNKNOWN ? one : all;
        }
        return all;
    }

    private Verdict any(List<Query> parts, Known message) {
        Verdict any = Verdict.NO;
        for (Query part : parts) {
            Verdict one = matches(part, message);
            if (one == Verdict.YES) {
                return one;
            }
            any = one == Verdict.UNKNOWN ? one : any;
        }
        return any;
    }

    private static boolean has(Set<String> flags, String flag) {
        return flags.contains(flag) || flags.stream().anyMatch(flag::equalsIgnoreCase);
    }

    private static boolean contains(List<Span> ascending, long uid) {
        int low = 0;
        int high = ascending.size() - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            Span span = ascending.get(middle);
            if (uid < span.first()) {
                high = middle - 1;
            } else if (uid > span.last()) {
                low = middle + 1;
            } else {
                return true;
            }
        }
        return false;
    }

    private static Verdict sent(Query.Sent sent, @Nullable Envelope envelope) {
        if (envelope == null) {
            return Verdict.UNKNOWN;
        }
        return Verdict.of(MailDate.day(envelope.date())
                .filter(day -> !day.isBefore(sent.from()) && day.isBefore(sent.until()))
                .isPresent());
    }

    private Verdict participant(Participant participant, @Nullable Envelope envelope) {
        if (envelope == null) {
            return Verdict.UNKNOWN;
        }
        List<Address> addresses = switch (participant.role()) {
            case FROM -> envelope.from();
            case TO -> envelope.to();
            case CC -> envelope.cc();
            case BCC -> envelope.bcc();
        };
        Needle needle = needle(participant.text());
        return Verdict.of(addresses.stream().anyMatch(address -> needle.in(written(address))));
    }

    private static String written(Address address) {
        String name = address.name() == null ? "" : address.name();
        String local = address.mailbox() == null ? "" : address.mailbox();
        if (address.host() == null) {
            return local;
        }
        return name + " <" + local + (address.host().isEmpty() ? ">" : "@" + address.host() + ">");
    }

    private Verdict subject(Query.Subject subject, @Nullable Envelope envelope) {
        if (envelope == null) {
            return Verdict.UNKNOWN;
        }
        String text = envelope.subject();
        return Verdict.of(text != null && needle(subject.text()).in(EncodedWords.decode(text)));
    }

    private Verdict header(Query.Header wanted, byte @Nullable [] header) {
        if (header == null) {
            return Verdict.UNKNOWN;
        }
        Needle needle = needle(wanted.text());
        return Verdict.of(HeaderFields.texts(header, wanted.name()).stream().anyMatch(needle::in));
    }

    private Verdict body(String text, Known message) {
        if (needle(text).isEmpty()) {
            return Verdict.YES;
        }
        return message.inBody() == null
                ? Verdict.UNKNOWN
                : Verdict.of(message.inBody().contains(text));
    }

    private Verdict text(String text, Known message) {
        if (message.header() != null && needle(text).in(HeaderFields.text(message.header()))) {
            return Verdict.YES;
        }
        Verdict body = body(text, message);
        return body == Verdict.NO && message.header() == null ? Verdict.UNKNOWN : body;
    }

    private void collectBodyTexts(Query part) {
        switch (part) {
            case Query.And and -> and.queries().forEach(this::collectBodyTexts);
            case Query.Or or -> or.queries().forEach(this::collectBodyTexts);
            case Query.Not not -> collectBodyTexts(not.query());
            case Query.Body body -> bodyTexts.add(body.text());
            case Query.Text text -> bodyTexts.add(text.text());
            case Query.Flag other -> {}
            case Query.Uids other -> {}
            case Query.InternalDate other -> {}
            case Query.Larger other -> {}
            case Query.Smaller other -> {}
            case Query.ModSeq other -> {}
            case Query.Sent other -> {}
            case Participant other -> {}
            case Query.Subject other -> {}
            case Query.Header other -> {}
        }
    }
}
