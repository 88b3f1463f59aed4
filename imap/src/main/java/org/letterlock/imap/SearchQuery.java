package org.letterlock.imap;

import java.util.ArrayList;
import java.util.List;
import org.letterlock.keyring.KeyUnavailableException;
import org.letterlock.mailbox.FolderView;
import org.letterlock.mailbox.Item;
import org.letterlock.mailbox.Query;

/// Says what a client looks for in the mailbox's own words: sequence numbers and `*` become the UIDs
/// this client knows by them.
final class SearchQuery {
    private final UidList uids;
    private final FolderView view;
    private final long now;

    /// @param now epoch seconds, for ages (RFC 5032)
    SearchQuery(UidList uids, FolderView view, long now) {
        this.uids = uids;
        this.view = view;
        this.now = now;
    }

    Query of(SearchKey key) throws KeyUnavailableException {
        return switch (key) {
            case SearchKey.All k -> Query.ALL;
            case SearchKey.None k -> Query.NONE;
            case SearchKey.And k -> new Query.And(all(k.keys()));
            case SearchKey.Or k -> new Query.Or(List.of(of(k.left()), of(k.right())));
            case SearchKey.Not k -> new Query.Not(of(k.key()));
            case SearchKey.Flag k -> k.set() ? new Query.Flag(k.flag()) : new Query.Not(new Query.Flag(k.flag()));
            case SearchKey.Date k -> date(k);
            case SearchKey.Within k ->
                k.younger() ? Query.InternalDate.younger(now, k.seconds()) : Query.InternalDate.older(now, k.seconds());
            case SearchKey.Larger k -> new Query.Larger(k.bytes());
            case SearchKey.Smaller k -> new Query.Smaller(k.bytes());
            case SearchKey.Header k -> header(k);
            case SearchKey.Body k -> new Query.Body(k.value());
            case SearchKey.Text k -> new Query.Text(k.value());
            case SearchKey.EmailId k -> emailId(k.id());
            case SearchKey.ThreadId k -> Query.NONE;
            case SearchKey.Sequence k -> set(k.set(), false);
            case SearchKey.Uids k -> set(k.set(), true);
        };
    }

    private List<Query> all(List<SearchKey> keys) throws KeyUnavailableException {
        List<Query> queries = new ArrayList<>(keys.size());
        for (SearchKey key : keys) {
            queries.add(of(key));
        }
        return queries;
    }

    /// Copies of a message share its id.
    private Query emailId(String id) throws KeyUnavailableException {
        List<Query.Span> spans = new ArrayList<>();
        for (int index = 0; index < view.size(); index++) {
            Item item = view.item(index);
            if (id.equals(FetchValue.EmailId.text(item.mid()))) {
                spans.add(new Query.Span(item.uid(), item.uid()));
            }
        }
        return new Query.Uids(spans);
    }

    /// Between two UIDs that the client knows there is none that it does not know: so a span of indexes
    /// is one of UIDs.
    private Query set(SequenceSet set, boolean uid) {
        return new Query.Uids(uids.spans(set, uid).stream()
                .map(span -> new Query.Span(uids.uid(span.from()), uids.uid(span.to() - 1)))
                .toList());
    }

    private static Query date(SearchKey.Date key) {
        boolean sent = key.clock() == SearchKey.Date.Clock.SENT;
        return switch (key.when()) {
            case BEFORE -> sent ? Query.Sent.before(key.day()) : Query.InternalDate.before(key.day());
            case ON -> sent ? Query.Sent.on(key.day()) : Query.InternalDate.on(key.day());
            case SINCE -> sent ? Query.Sent.since(key.day()) : Query.InternalDate.since(key.day());
        };
    }

    /// The parser gives FROM, TO, CC, BCC and SUBJECT as headers of these names: the envelope answers
    /// them.
    private static Query header(SearchKey.Header key) {
        return switch (key.name()) {
            case "FROM" -> new Query.Participant(Query.Participant.Role.FROM, key.value());
            case "TO" -> new Query.Participant(Query.Participant.Role.TO, key.value());
            case "CC" -> new Query.Participant(Query.Participant.Role.CC, key.value());
            case "BCC" -> new Query.Participant(Query.Participant.Role.BCC, key.value());
            case "SUBJECT" -> new Query.Subject(key.value());
            default -> new Query.Header(key.name(), key.value());
        };
    }
}
