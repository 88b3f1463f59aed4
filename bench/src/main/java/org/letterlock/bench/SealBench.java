package org.letterlock.bench;

import java.security.GeneralSecurityException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.letterlock.crypt.Sealed;
import org.letterlock.crypt.TamperedException;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;

/// Sealing and opening against the raw provider. Run by [SealTable], which sets forks and times.
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class SealBench {
    @Benchmark
    public byte[] rawSeal(RawCipher raw) throws GeneralSecurityException {
        return raw.encrypt();
    }

    @Benchmark
    public byte[] rawOpen(RawCipher raw) throws GeneralSecurityException {
        return raw.decrypt();
    }

    @Benchmark
    public Sealed recordSeal(Sealing sealing) {
        return sealing.sealRecord();
    }

    @Benchmark
    public byte[] recordOpen(Sealing sealing) throws TamperedException {
        return sealing.openRecord();
    }

    @Benchmark
    public List<Sealed> streamSeal(Sealing sealing) {
        return sealing.sealStream();
    }

    @Benchmark
    public byte[] streamOpen(Sealing sealing) throws TamperedException {
        return sealing.openStream();
    }
}
