package org.letterlock.mailbox;

import java.util.HashMap;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.letterlock.keyring.KeyLease;
import org.letterlock.keyring.KeyUnavailableException;

/// A folder's rows under one lease; the keyring's thread takes them away at its end. Thread-safe.
final class View implements FolderView, Holders.Held {
    private record Data(Folder folder, Rows rows, Keywords keywords, Map<Long, Set<String>> flagSets) {}

    private final KeyLease lease;
    private final long sequence;
    private final int size;
    private volatile @Nullable Data data;

    View(KeyLease lease, long sequence, Folder folder, Rows rows, Keywords keywords) {
        this.lease = lease;
        this.sequence = sequence;
        this.size = rows.size();
        this.data = new Data(folder, rows, keywords, new HashMap<>());
    }

    @Override
    public Folder folder() throws KeyUnavailableException.Expired {
        return data().folder;
    }

    @Override
    public long sequence() {
        return sequence;
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public Item item(int index) throws KeyUnavailableException.Expired {
        var live = data();
        var row = live.rows.at(index);
        return new Item(row.uid(), row.mid(), flags(live, row.mask()), row.modSeq(), row.date(), row.bytes());
    }

    @Override
    public long[] uids() throws KeyUnavailableException.Expired {
        return data().rows.uids();
    }

    @Override
    public NavigableSet<String> keywords() throws KeyUnavailableException.Expired {
        var live = data();
        return live.keywords.keywords(live.rows.masks());
    }

    @Override
    public void drop() {
        data = null;
    }

    /// Rows have few different sets of flags: each is made once.
    private static Set<String> flags(Data live, long mask) {
        synchronized (live.flagSets) {
            return live.flagSets.computeIfAbsent(mask, live.keywords::flags);
        }
    }

    private Data data() throws KeyUnavailableException.Expired {
        lease.check();
        var live = data;
        if (live == null) {
            throw new KeyUnavailableException.Expired("the view's lease is over");
        }
        return live;
    }
}
