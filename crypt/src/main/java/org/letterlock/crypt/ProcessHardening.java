package org.letterlock.crypt;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.lang.foreign.Arena;
import java.lang.foreign.ValueLayout;
import java.lang.management.ManagementFactory;
import java.util.LinkedHashMap;
import java.util.Map;

/// Keeps the memory of this process from being written anywhere: core dumps, heap dumps, swap,
/// debuggers. Called once at start. Never fails a start: what could not be had is in the text.
public final class ProcessHardening {
    private static final long PR_SET_DUMPABLE = 4;
    private static final long RLIMIT_CORE = 4;
    private static final long MCL_CURRENT_AND_FUTURE = 3;
    private final NativeCalls calls;
    private final Swap swap;

    public ProcessHardening() {
        this(new NativeCalls(), Swap.ofThisMachine());
    }

    ProcessHardening(NativeCalls calls, Swap swap) {
        this.calls = calls;
        this.swap = swap;
    }

    /// Does what can be done and says what came of it: protection → text, in a stable order, for the
    /// log and `store stats`.
    ///
    /// @param lockAllMemory also pin the whole process in memory; only where the limit on locked memory
    ///     is unlimited, since a later allocation over the limit ends the process
    public Map<String, String> apply(boolean lockAllMemory) {
        var achieved = new LinkedHashMap<String, String>();
        achieved.put("hardening.core-dumps", coreDumps());
        achieved.put("hardening.heap-dumps", heapDumps());
        achieved.put("hardening.attach", attach());
        achieved.put("hardening.swap", lockAllMemory ? lockAll() : swap.text());
        return achieved;
    }

    private String coreDumps() {
        var limit = noCore();
        if (!calls.linux()) {
            return limit.succeeded() ? "off (RLIMIT_CORE 0)" : limit.text();
        }
        var dumpable = calls.call("prctl", PR_SET_DUMPABLE, 0, 0, 0, 0);
        if (dumpable.succeeded() && limit.succeeded()) {
            return "off (PR_SET_DUMPABLE 0, RLIMIT_CORE 0)";
        }
        return dumpable.text() + "; " + limit.text();
    }

    private NativeCalls.Result noCore() {
        try (var arena = Arena.ofConfined()) {
            var zeroes = arena.allocate(ValueLayout.JAVA_LONG, 2);
            return calls.call("setrlimit", RLIMIT_CORE, zeroes.address());
        }
    }

    private static String heapDumps() {
        try {
            hotSpot().setVMOption("HeapDumpOnOutOfMemoryError", "false");
            return "off (HeapDumpOnOutOfMemoryError)";
        } catch (IllegalArgumentException | UnsupportedOperationException | SecurityException e) {
            return "unknown (" + e.getClass().getSimpleName() + ")";
        }
    }

    private static String attach() {
        try {
            boolean off = Boolean.parseBoolean(
                    hotSpot().getVMOption("DisableAttachMechanism").getValue());
            return off ? "off (DisableAttachMechanism)" : "open to this user: start with -XX:+DisableAttachMechanism";
        } catch (IllegalArgumentException | UnsupportedOperationException e) {
            return "unknown (" + e.getClass().getSimpleName() + ")";
        }
    }

    private static HotSpotDiagnosticMXBean hotSpot() {
        return ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
    }

    private String lockAll() {
        var locked = calls.call("mlockall", MCL_CURRENT_AND_FUTURE);
        return locked.succeeded() ? "never (mlockall)" : locked.text() + "; " + swap.text();
    }
}
