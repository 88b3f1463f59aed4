package org.letterlock.imap;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.Lock;
import org.jspecify.annotations.Nullable;
import org.letterlock.wire.Connection;

/// Writes to a client that idles (RFC 2177). Changes of the folder wake it on the mailbox's threads;
/// the writing is done by a short-lived virtual thread under the connection's write lock, one for all
/// changes that have come until it runs. It never renews a lease: so it tells of what has come and
/// gone, and leaves flags until the client asks for something.
final class Notifier {
    private final Connection connection;
    private final ResponseWriter out;
    private final Lock lock;
    private final AtomicBoolean scheduled = new AtomicBoolean();
    /// The folder of an idling client, else null; written under the lock.
    private volatile @Nullable SelectedFolder idling;

    Notifier(Connection connection, ResponseWriter out) {
        this.connection = connection;
        this.out = out;
        this.lock = connection.writeLock();
    }

    /// Called after each change, by any thread; does not block.
    void wake() {
        if (idling != null && scheduled.compareAndSet(false, true)) {
            Thread.ofVirtual().name("imap-idle").start(this::write);
        }
    }

    void begin(SelectedFolder folder) {
        lock.lock();
        try {
            idling = folder;
        } finally {
            lock.unlock();
        }
        wake();
    }

    /// From here on the session's own thread writes alone.
    void end() {
        lock.lock();
        try {
            idling = null;
        } finally {
            lock.unlock();
        }
    }

    private void write() {
        scheduled.set(false);
        lock.lock();
        try {
            SelectedFolder folder = idling;
            if (folder == null) {
                return;
            }
            boolean there = folder.tell(out, true, Optional.empty());
            if (!there) {
                out.send(new Response.Status(null, Response.Condition.BYE, null, "The selected mailbox was deleted"));
            }
            connection.flush();
            if (!there) {
                connection.closeNow();
            }
        } catch (IOException e) {
            // The client has gone: its own thread finds that out by the closed socket.
            connection.closeNow();
        } finally {
            lock.unlock();
        }
    }
}
