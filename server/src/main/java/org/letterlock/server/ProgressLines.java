package org.letterlock.server;

import java.util.concurrent.TimeUnit;

/// Tells on standard error how far long work is: a line every two seconds, none for what is quick.
/// Not thread-safe.
final class ProgressLines implements Inspector.Progress {
    private static final long PAUSE_NANOS = TimeUnit.SECONDS.toNanos(2);

    private final String name;
    private long told = System.nanoTime();

    ProgressLines(String name) {
        this.name = name;
    }

    @Override
    public void at(String doing, int done, int of) {
        long now = System.nanoTime();
        if (now - told >= PAUSE_NANOS) {
            told = now;
            System.err.println(name + ": " + (of > 1 ? (done + 1) + " of " + of + ": " : "") + doing);
        }
    }
}
