package org.letterlock.keyring;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.letterlock.crypt.Place;
import org.letterlock.crypt.Sealed;
import org.letterlock.crypt.Sealer;
import org.letterlock.crypt.Secret;
import org.letterlock.crypt.TamperedException;

/// One client's use of one mailbox or organization key for at most a minute (DP-12). Shared by all
/// connections of the client, never prolonged. Thread-safe.
///
/// Whoever holds something that was decrypted checks [#check()] before each use and drops it in
/// [#onEnd]. The key and all that is derived from it are wiped by the keyring's own thread within a
/// quarter of a second of the end.
public final class KeyLease {
    private static final Logger LOG = System.getLogger(KeyLease.class.getName());

    private final WrappedKey key;
    private final Minute minute;
    private final Secret root;
    private final Object lock = new Object();
    private final Map<Purpose, Sealer> sealers = new EnumMap<>(Purpose.class);
    private final List<Runnable> actions = new ArrayList<>();
    private boolean wiped;
    /// Once over, always over, even if a clock is set back.
    private volatile boolean over;

    /// @param root the lease owns and closes it
    KeyLease(WrappedKey key, Minute minute, Secret root) {
        this.key = key;
        this.minute = minute;
        this.root = root;
    }

    public WrappedKey key() {
        return key;
    }

    public boolean live() {
        if (!over && minute.over()) {
            over = true;
        }
        return !over;
    }

    /// Cheap (two clock readings): meant to be called before each segment.
    ///
    /// @throws KeyUnavailableException.Expired if the minute is over by the monotonic or the wall
    ///     clock
    public void check() throws KeyUnavailableException.Expired {
        if (!live()) {
            throw new KeyUnavailableException.Expired("the lease of " + key.owner() + " is over");
        }
    }

    /// The sealer of one purpose, derived once a lease and closed with it; not to be closed or kept
    /// by the caller. If the lease ends while it is in use it throws [IllegalStateException];
    /// [#check()] then tells why.
    public Sealer sealer(Purpose purpose) throws KeyUnavailableException.Expired {
        check();
        synchronized (lock) {
            if (wiped) {
                throw new KeyUnavailableException.Expired("the lease of " + key.owner() + " is over");
            }
            return sealers.computeIfAbsent(purpose, p -> Sealer.derive(root, p.label(), context()));
        }
    }

    /// Wraps a message key under the mailbox key (DP-5).
    public Sealed wrap(Place place, MessageKey messageKey) throws KeyUnavailableException.Expired {
        var sealer = sealer(Purpose.WRAP);
        try {
            return sealer.wrap(place, messageKey.secret());
        } catch (IllegalStateException e) {
            check();
            throw e;
        }
    }

    /// The message key (DP-9). The caller closes it.
    ///
    /// @throws TamperedException if it was not wrapped under this mailbox's key at exactly this
    ///     place
    public MessageKey unwrap(Place place, Sealed wrapped) throws KeyUnavailableException.Expired, TamperedException {
        var sealer = sealer(Purpose.WRAP);
        try {
            return new MessageKey(sealer.unwrap(place, wrapped));
        } catch (IllegalStateException e) {
            check();
            throw e;
        }
    }

    /// Runs `action` once when the lease ends, on the keyring's thread: it must not block. If the
    /// lease has ended it runs at once, on the calling thread.
    public void onEnd(Runnable action) {
        synchronized (lock) {
            if (!wiped) {
                actions.add(action);
                return;
            }
        }
        run(action);
    }

    /// Wipes the key and all that was derived from it, then runs the actions. Idempotent.
    void end() {
        List<Runnable> due;
        synchronized (lock) {
            if (wiped) {
                return;
            }
            over = true;
            wiped = true;
            sealers.values().forEach(Sealer::close);
            sealers.clear();
            root.close();
            due = List.copyOf(actions);
            actions.clear();
        }
        due.forEach(this::run);
    }

    /// One failing action must not keep the next from wiping.
    private void run(Runnable action) {
        try {
            action.run();
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "an action at the end of the lease of " + key.owner() + " failed", e);
        }
    }

    /// Owner (16) ‖ generation (4): binds a derived key to one key of one owner.
    private byte[] context() {
        return ByteBuffer.allocate(20)
                .putLong(key.owner().getMostSignificantBits())
                .putLong(key.owner().getLeastSignificantBits())
                .putInt(key.generation())
                .array();
    }
}
