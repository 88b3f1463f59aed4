package org.letterlock.mailbox;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.letterlock.crypt.TamperedException;
import org.letterlock.keyring.KeyLease;
import org.letterlock.keyring.KeyUnavailableException;
import org.letterlock.store.Kind;

/// Finds the summaries of one state: in the log, or in the pages, of which each is opened once. Not
/// thread-safe.
final class SummaryReader {
    private final Records records;
    private final Compression compression;
    private final KeyLease lease;
    private final State state;
    private final @Nullable LastPage last;
    private final Map<PageKey, SummaryPage> opened = new HashMap<>();

    private record PageKey(long folder, long page) {}

    /// @param last what readers before this one have opened; null: all that is read comes from the store
    SummaryReader(Records records, Compression compression, KeyLease lease, State state, @Nullable LastPage last) {
        this.records = records;
        this.compression = compression;
        this.lease = lease;
        this.state = state;
        this.last = last;
    }

    boolean live() {
        return lease.live();
    }

    byte[] read(long folder, Row row) throws KeyUnavailableException.Expired, TamperedException {
        byte[] young = state.tail().summary(row.mid());
        if (young != null) {
            return young;
        }
        var brought = state.tail().brought(folder, row.uid());
        return brought == null ? paged(folder, row.uid()) : paged(brought.summaryFolder(), brought.summaryUid());
    }

    private byte[] paged(long folder, long uid) throws KeyUnavailableException.Expired, TamperedException {
        var key = new PageKey(folder, SummaryPage.of(uid));
        var page = opened.get(key);
        if (page == null) {
            page = open(key);
            opened.put(key, page);
        }
        byte[] summary = page.get(uid);
        if (summary == null) {
            throw new TamperedException("summary page " + key.page + " of folder " + folder + " lacks UID " + uid);
        }
        return summary;
    }

    private SummaryPage open(PageKey key) throws KeyUnavailableException.Expired, TamperedException {
        Long asOf = state.manifest().of(key.folder).summaries().get(key.page);
        if (asOf == null) {
            throw new TamperedException("summary page " + key.page + " of folder " + key.folder + " is not listed");
        }
        var recordKey = records.page(Kind.SUMMARY, key.folder, key.page, asOf);
        lease.check();
        var known = last == null ? null : last.get(recordKey);
        if (known != null) {
            return known;
        }
        var sealed = records.read(recordKey);
        if (sealed == null) {
            throw new TamperedException(
                    "summary page " + key.page + " of folder " + key.folder + " as of " + asOf + " is missing");
        }
        var opened = SummaryPage.decode(key.page, records.openPage(lease, recordKey, sealed), compression);
        if (last != null) {
            last.keep(lease, recordKey, opened);
        }
        return opened;
    }
}
