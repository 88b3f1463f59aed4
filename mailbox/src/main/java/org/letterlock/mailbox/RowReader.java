package org.letterlock.mailbox;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.letterlock.crypt.TamperedException;
import org.letterlock.keyring.KeyLease;
import org.letterlock.keyring.KeyUnavailableException;
import org.letterlock.store.Kind;
import org.letterlock.store.RecordKey;

/// Reads the rows of a folder from its index pages and brings them up to date from the log.
record RowReader(Records records, KeyLease lease) implements Draft.RowSource {
    private static final int READ_AT_ONCE = 128;

    @Override
    public Rows rows(State state, long folder) throws KeyUnavailableException.Expired, TamperedException {
        var entry = state.folders().get(folder);
        if (entry == null) {
            return Rows.EMPTY;
        }
        var known = entry.rows();
        if (known != null) {
            return known;
        }
        var rows = state.tail().replay(folder, paged(state, folder));
        if (rows.size() != entry.folder().messages()) {
            throw new TamperedException("folder " + folder + " has " + rows.size() + " rows, not "
                    + entry.folder().messages());
        }
        return rows;
    }

    /// One index page.
    RowPage page(State state, long folder, long number) throws KeyUnavailableException.Expired, TamperedException {
        Long asOf = state.manifest().of(folder).index().get(number);
        if (asOf == null) {
            throw new TamperedException("index page " + number + " of folder " + folder + " is not listed");
        }
        var pages = new ArrayList<RowPage>();
        open(folder, List.of(Map.entry(number, asOf)), pages);
        return pages.getFirst();
    }

    private Rows paged(State state, long folder) throws KeyUnavailableException.Expired, TamperedException {
        var list = List.copyOf(state.manifest().of(folder).index().asOf().entrySet());
        var pages = new ArrayList<RowPage>(list.size());
        for (int from = 0; from < list.size(); from += READ_AT_ONCE) {
            open(folder, list.subList(from, Math.min(list.size(), from + READ_AT_ONCE)), pages);
        }
        return new Rows(pages.toArray(RowPage[]::new));
    }

    private void open(long folder, List<Map.Entry<Long, Long>> list, List<RowPage> pages)
            throws KeyUnavailableException.Expired, TamperedException {
        var keys = new ArrayList<RecordKey>();
        for (var page : list) {
            keys.add(records.page(Kind.INDEX, folder, page.getKey(), page.getValue()));
        }
        var found = records.engine().read(keys);
        for (int i = 0; i < keys.size(); i++) {
            var sealed = found.get(i);
            long number = list.get(i).getKey();
            if (sealed == null) {
                throw new TamperedException("index page " + number + " of folder " + folder + " is missing");
            }
            pages.add(RowPage.decode(number, records.openPage(lease, keys.get(i), sealed)));
        }
    }
}
