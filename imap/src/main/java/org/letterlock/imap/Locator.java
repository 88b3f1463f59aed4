package org.letterlock.imap;

import org.jspecify.annotations.Nullable;
import org.letterlock.keyring.KeyUnavailableException;
import org.letterlock.mailbox.FolderView;
import org.letterlock.mailbox.Item;

/// Finds messages in a snapshot by UID. A session's own numbers are good guesses: they differ only by
/// what has come and gone since the client was told.
final class Locator {
    private final FolderView view;
    private final int size;

    Locator(FolderView view) {
        this.view = view;
        this.size = view.size();
    }

    /// @param guess the index where it would be if nothing had changed
    /// @return null if it is gone
    @Nullable
    Item find(long uid, int guess) throws KeyUnavailableException {
        if (guess < size) {
            Item item = view.item(guess);
            if (item.uid() == uid) {
                return item;
            }
        }
        int low = 0;
        int high = size - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            Item item = view.item(middle);
            if (item.uid() == uid) {
                return item;
            }
            if (item.uid() < uid) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return null;
    }
}
