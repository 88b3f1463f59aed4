package org.letterlock.mailbox;

import org.jspecify.annotations.Nullable;
import org.letterlock.keyring.KeyLease;
import org.letterlock.store.RecordKey;

/// The summary page of a mailbox that was opened last, until the lease ends under which it was opened:
/// messages are read one after the other, and each needs the page that tells its length. Thread-safe.
final class LastPage {
    /// Pages with unusually long summaries are not kept.
    static final int MAX_BYTES = 64 * 1024;

    private final Holders holders;
    private volatile @Nullable Kept kept;

    LastPage(Holders holders) {
        this.holders = holders;
    }

    private static final class Kept implements Holders.Held {
        private final RecordKey key;
        private volatile @Nullable SummaryPage page;

        Kept(RecordKey key, SummaryPage page) {
            this.key = key;
            this.page = page;
        }

        @Override
        public void drop() {
            page = null;
        }
    }

    @Nullable
    SummaryPage get(RecordKey key) {
        var known = kept;
        return known != null && known.key.equals(key) ? known.page : null;
    }

    void keep(KeyLease lease, RecordKey key, SummaryPage page) {
        if (page.weight() > MAX_BYTES) {
            return;
        }
        var before = kept;
        var next = new Kept(key, page);
        kept = next;
        if (before != null) {
            holders.release(before);
        }
        holders.hold(lease, next);
    }
}
