package org.letterlock.crypt;

import java.lang.foreign.MemorySegment;

/// Asks the operating system to keep pages out of swap and out of core dumps. Never fails: says what it
/// achieved.
final class PageGuard {
    private static final long MADV_DONTDUMP = 16;
    private final NativeCalls calls;

    /// @param reason why a protection is missing; empty if nothing is
    record Protection(boolean locked, boolean undumped, String reason) {}

    PageGuard(NativeCalls calls) {
        this.calls = calls;
    }

    long pageBytes() {
        return calls.pageBytes();
    }

    Protection protect(MemorySegment pages) {
        var lock = calls.call("mlock", pages.address(), pages.byteSize());
        if (!calls.linux()) {
            return new Protection(
                    lock.succeeded(), false, lock.succeeded() ? "no MADV_DONTDUMP on this system" : lock.text());
        }
        var undump = calls.call("madvise", pages.address(), pages.byteSize(), MADV_DONTDUMP);
        var reason = !lock.succeeded() ? lock.text() : undump.succeeded() ? "" : undump.text();
        return new Protection(lock.succeeded(), undump.succeeded(), reason);
    }
}
