package org.letterlock.crypt;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/// Hands out small pieces of locked memory. Locking works on whole pages, so secrets share slabs of
/// whole pages that are locked once and never unlocked nor given back: the locked memory grows to its
/// peak and is reused. Thread-safe.
final class SecretMemory {
    static final int SLAB_BYTES = 65_536;
    private static final int UNIT_BYTES = 64;
    private static final int UNITS = SLAB_BYTES / UNIT_BYTES;

    private final PageGuard guard;
    private final List<Slab> slabs = new ArrayList<>();
    private int live;

    /// A piece of a slab; freed exactly once, by the secret that owns it.
    record Piece(MemorySegment memory, Slab slab, int firstUnit, int units) {}

    /// Pages and which of their units are in use (guarded by the lock of [SecretMemory]).
    record Slab(MemorySegment memory, BitSet used, PageGuard.Protection protection) {}

    SecretMemory(PageGuard guard) {
        this.guard = guard;
    }

    synchronized Piece allocate(int bytes) {
        int units = (bytes + UNIT_BYTES - 1) / UNIT_BYTES;
        for (Slab slab : slabs) {
            int first = firstFit(slab.used(), units);
            if (first >= 0) {
                return claim(slab, first, units, bytes);
            }
        }
        var memory = Arena.global().allocate(SLAB_BYTES, guard.pageBytes());
        var slab = new Slab(memory, new BitSet(UNITS), guard.protect(memory));
        slabs.add(slab);
        return claim(slab, 0, units, bytes);
    }

    private Piece claim(Slab slab, int first, int units, int bytes) {
        slab.used().set(first, first + units);
        live++;
        return new Piece(slab.memory().asSlice((long) first * UNIT_BYTES, bytes), slab, first, units);
    }

    private static int firstFit(BitSet used, int units) {
        int first = used.nextClearBit(0);
        while (first + units <= UNITS) {
            int taken = used.nextSetBit(first);
            if (taken < 0 || taken >= first + units) {
                return first;
            }
            first = used.nextClearBit(taken);
        }
        return -1;
    }

    /// Zeroes the piece and makes its place free for the next secret.
    synchronized void free(Piece piece) {
        piece.memory().fill((byte) 0);
        piece.slab().used().clear(piece.firstUnit(), piece.firstUnit() + piece.units());
        live--;
    }

    /// How well the secrets of this process are kept, in one line for an administrator.
    synchronized String protection() {
        long locked = slabs.stream().filter(slab -> slab.protection().locked()).count();
        long undumped =
                slabs.stream().filter(slab -> slab.protection().undumped()).count();
        var text = new StringBuilder()
                .append(live)
                .append(" live in ")
                .append(slabs.size() * (SLAB_BYTES / 1024))
                .append(" KiB off-heap, ")
                .append(locked)
                .append(" of ")
                .append(slabs.size())
                .append(" slabs locked, ")
                .append(undumped)
                .append(" left out of core dumps");
        slabs.stream()
                .map(slab -> slab.protection().reason())
                .filter(reason -> !reason.isEmpty())
                .findFirst()
                .ifPresent(reason -> text.append(" (").append(reason).append(')'));
        return text.toString();
    }
}
