package org.letterlock.crypt;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.util.Arrays;
import java.util.Locale;

/// The few functions of the C library that protect memory, called with machine words. Missing
/// functions, forbidden native access and errors are results, not exceptions. Thread-safe; calls are
/// rare (start, a new slab), so handles are not kept.
final class NativeCalls {
    private static final int SC_PAGESIZE_LINUX = 30;
    private static final long FALLBACK_PAGE_BYTES = 16_384;
    private static final MemoryLayout ERRNO = Linker.Option.captureStateLayout();

    /// @param errno 0 if the call succeeded; negative if it could not be made
    record Result(String function, long value, int errno, String problem) {
        boolean succeeded() {
            return errno == 0;
        }

        /// For an administrator: `mlock: errno 12 (no memory; raise RLIMIT_MEMLOCK)`.
        String text() {
            return succeeded() ? function + ": done" : function + ": " + problem;
        }
    }

    boolean linux() {
        return System.getProperty("os.name", "").toLowerCase(Locale.ROOT).contains("linux");
    }

    long pageBytes() {
        if (!linux()) {
            return FALLBACK_PAGE_BYTES;
        }
        var result = call("sysconf", SC_PAGESIZE_LINUX);
        return result.succeeded() && result.value() > 0 ? result.value() : FALLBACK_PAGE_BYTES;
    }

    Result call(String function, long... arguments) {
        var symbol = Linker.nativeLinker().defaultLookup().find(function);
        if (symbol.isEmpty()) {
            return new Result(function, -1, -1, "not on this system");
        }
        try (var arena = Arena.ofConfined()) {
            var errno = arena.allocate(ERRNO);
            long value = (long) handle(symbol.get(), arguments.length).invokeWithArguments(boxed(errno, arguments));
            int code = (int) value == -1 ? errno.get(JAVA_INT, 0) : 0;
            return new Result(function, value, code, "errno " + code + meaning(code));
        } catch (Error e) {
            throw e;
        } catch (Throwable e) {
            return new Result(
                    function, -1, -1, "cannot be called: " + e.getClass().getSimpleName());
        }
    }

    /// The functions return int or long; both are read as a word, of which an int -1 fills the lower
    /// half.
    private static MethodHandle handle(MemorySegment symbol, int arguments) {
        var words = new MemoryLayout[arguments];
        Arrays.fill(words, JAVA_LONG);
        return Linker.nativeLinker()
                .downcallHandle(
                        symbol, FunctionDescriptor.of(JAVA_LONG, words), Linker.Option.captureCallState("errno"));
    }

    private static Object[] boxed(MemorySegment errno, long... arguments) {
        var all = new Object[arguments.length + 1];
        all[0] = errno;
        for (int i = 0; i < arguments.length; i++) {
            all[i + 1] = arguments[i];
        }
        return all;
    }

    private static String meaning(int errno) {
        return switch (errno) {
            case 1 -> " (not permitted)";
            case 11, 12 -> " (over the limit: raise RLIMIT_MEMLOCK, ulimit -l)";
            default -> "";
        };
    }
}
