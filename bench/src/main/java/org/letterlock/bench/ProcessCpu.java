package org.letterlock.bench;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.time.Duration;

/// The processor time that another process has used, in all its threads. On Linux to the nanosecond, by
/// the process's clock (`clock_getcpuclockid(3)`); elsewhere as exact as the system tells it.
record ProcessCpu(ProcessHandle process) {
    private static final int CPUCLOCK_SCHED = 2;

    long nanos() {
        return System.getProperty("os.name").equals("Linux")
                ? clock()
                : process.info().totalCpuDuration().orElse(Duration.ZERO).toNanos();
    }

    private long clock() {
        int clock = ~(int) process.pid() << 3 | CPUCLOCK_SCHED;
        try (var arena = Arena.ofConfined()) {
            var linker = Linker.nativeLinker();
            MethodHandle call = linker.downcallHandle(
                    linker.defaultLookup().find("clock_gettime").orElseThrow(),
                    FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.ADDRESS));
            var time = arena.allocate(ValueLayout.JAVA_LONG, 2);
            int failed = (int) call.invokeExact(clock, time);
            if (failed != 0) {
                throw new IllegalStateException("process " + process.pid() + " has no clock");
            }
            return time.getAtIndex(ValueLayout.JAVA_LONG, 0) * 1_000_000_000
                    + time.getAtIndex(ValueLayout.JAVA_LONG, 1);
        } catch (RuntimeException e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException("clock_gettime cannot be called", e);
        }
    }
}
