package org.letterlock.mailbox;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/// The memory that the decrypted state of all mailboxes may take. When it is exceeded, the rows that
/// were not used for the longest time go; they are read again when they are needed. Thread-safe;
/// nothing in here blocks.
final class Budget {
    private final long limit;
    private final LinkedHashMap<Share, Long> byUse = new LinkedHashMap<>(16, 0.75f, true);
    private long used;

    /// @param folder whose rows; 0 for what a mailbox has besides rows, which goes with its last lease
    ///     only
    private record Share(Holders owner, long folder) {}

    Budget(long limit) {
        this.limit = limit;
    }

    /// Notes that something is in memory and was used now.
    void charge(Holders owner, long folder, long bytes) {
        for (var share : charged(new Share(owner, folder), bytes)) {
            share.owner.forgetRows(share.folder);
        }
    }

    synchronized void release(Holders owner) {
        byUse.entrySet().removeIf(entry -> {
            boolean goes = entry.getKey().owner == owner;
            used -= goes ? entry.getValue() : 0;
            return goes;
        });
    }

    synchronized long used() {
        return used;
    }

    /// @return what has to go
    private synchronized List<Share> charged(Share share, long bytes) {
        Long before = byUse.put(share, bytes);
        used += bytes - (before == null ? 0 : before);
        var gone = new ArrayList<Share>();
        var eldest = byUse.entrySet().iterator();
        while (used > limit && eldest.hasNext()) {
            var entry = eldest.next();
            if (entry.getKey().folder != 0 && !entry.getKey().equals(share)) {
                used -= entry.getValue();
                gone.add(entry.getKey());
                eldest.remove();
            }
        }
        return gone;
    }
}
