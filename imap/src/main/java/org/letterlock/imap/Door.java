package org.letterlock.imap;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.letterlock.store.StoreException;
import org.letterlock.wire.Budget;
import org.letterlock.wire.TlsPolicy;

/// What all sessions of one server share. Thread-safe.
final class Door {
    private final ImapSettings settings;
    private final Accounts accounts;
    private final TlsPolicy tls;
    private final Budget budget;
    private final InstantSource clock;
    private final Log log = new Log();
    private final Map<String, Integer> connections = new HashMap<>();

    Door(ImapSettings settings, Accounts accounts, TlsPolicy tls, Budget budget, InstantSource clock) {
        this.settings = settings;
        this.accounts = accounts;
        this.tls = tls;
        this.budget = budget;
        this.clock = clock;
    }

    ImapSettings settings() {
        return settings;
    }

    Accounts accounts() {
        return accounts;
    }

    TlsPolicy tls() {
        return tls;
    }

    Budget budget() {
        return budget;
    }

    InstantSource clock() {
        return clock;
    }

    Log log() {
        return log;
    }

    /// Takes a place among the user's connections.
    ///
    /// @return gives it back; null if there is none left
    @Nullable
    Runnable enter(String user) {
        synchronized (connections) {
            int open = connections.getOrDefault(user, 0);
            if (open >= settings.connectionsPerUser()) {
                return null;
            }
            connections.put(user, open + 1);
        }
        return () -> leave(user);
    }

    private void leave(String user) {
        synchronized (connections) {
            connections.computeIfPresent(user, (key, open) -> open == 1 ? null : open - 1);
        }
    }

    /// Holds a refused client up; parks its virtual thread only.
    void delay() {
        LockSupport.parkNanos(settings.failureDelay().toNanos());
    }

    /// What may be written down: kinds of failures and places in the code, never a message's or a
    /// client's words.
    static final class Log {
        private static final Logger LOG = System.getLogger("org.letterlock.imap");
        private static final int FRAMES = 12;

        void bug(RuntimeException e) {
            LOG.log(Level.ERROR, () -> "session ended by a bug: " + describe(e));
        }

        /// Its message names records and files, never a value.
        void store(StoreException e) {
            LOG.log(Level.WARNING, () -> "the store failed: " + kind(e) + ": " + e.getMessage());
        }

        void brokenLiteral(BrokenLiteralException e) {
            LOG.log(Level.WARNING, () -> "connection cut inside a literal: " + kind(e.getCause()));
        }

        private static String kind(@Nullable Throwable cause) {
            return cause == null ? "unknown" : cause.getClass().getName();
        }

        private static String describe(Throwable e) {
            return e.getClass().getName()
                    + Arrays.stream(e.getStackTrace())
                            .limit(FRAMES)
                            .map(frame -> "\n\tat " + frame)
                            .collect(Collectors.joining());
        }
    }
}
