package org.letterlock.imap;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.LongStream;
import org.letterlock.keyring.KeyUnavailableException;
import org.letterlock.mailbox.Item;
import org.letterlock.mailbox.Refused;

/// Looks at one message after the other.
final class SearchRun {
    private final Session session;
    private final SelectedFolder folder;

    SearchRun(Session session, SelectedFolder folder) {
        this.session = session;
        this.folder = folder;
    }

    /// The UIDs that match, ascending.
    long[] find(SearchKey key) throws ImapException, KeyUnavailableException, Refused {
        Locator locator = new Locator(folder.view());
        LongStream.Builder found = LongStream.builder();
        for (int index = 0; index < folder.uids().size(); index++) {
            Item item = locator.find(folder.uids().uid(index), index);
            if (item != null && matches(key, item, index)) {
                found.add(item.uid());
            }
        }
        return found.build().toArray();
    }

    private boolean matches(SearchKey key, Item item, int index) throws ImapException {
        return switch (key) {
            case SearchKey.All k -> true;
            case SearchKey.None k -> false;
            case SearchKey.And k -> all(k.keys(), item, index);
            case SearchKey.Or k -> matches(k.left(), item, index) || matches(k.right(), item, index);
            case SearchKey.Not k -> !matches(k.key(), item, index);
            case SearchKey.Flag k -> item.flags().contains(k.flag()) == k.set();
            case SearchKey.Date k -> date(k, item);
            case SearchKey.Within k -> {
                long age = session.door().clock().instant().getEpochSecond() - item.internalDate();
                yield k.younger() == age <= k.seconds();
            }
            case SearchKey.Larger k -> item.bytes() > k.bytes();
            case SearchKey.Smaller k -> item.bytes() < k.bytes();
            case SearchKey.Sequence k -> contains(k.set(), index + 1L, folder.uids().size());
            case SearchKey.Uids k ->
                contains(k.set(), item.uid(), folder.uids().uid(folder.uids().size() - 1));
            case SearchKey.Header k -> throw later();
            case SearchKey.Body k -> throw later();
            case SearchKey.Text k -> throw later();
        };
    }

    private boolean all(List<SearchKey> keys, Item item, int index) throws ImapException {
        for (SearchKey key : keys) {
            if (!matches(key, item, index)) {
                return false;
            }
        }
        return true;
    }

    private static boolean contains(SequenceSet set, long number, long greatest) {
        return set.ranges().stream()
                .anyMatch(range -> range.low(greatest) <= number && number <= range.high(greatest));
    }

    private static boolean date(SearchKey.Date key, Item item) throws ImapException {
        if (key.clock() == SearchKey.Date.Clock.SENT) {
            throw later();
        }
        LocalDate day = LocalDate.ofEpochDay(Math.floorDiv(item.internalDate(), 86_400L));
        return switch (key.when()) {
            case BEFORE -> day.isBefore(key.day());
            case ON -> day.equals(key.day());
            case SINCE -> !day.isBefore(key.day());
        };
    }

    private static Declined later() {
        return new Declined(ResponseCode.CANNOT, "Texts cannot be searched yet");
    }
}
