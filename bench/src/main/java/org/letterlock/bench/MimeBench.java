package org.letterlock.bench;

import java.util.concurrent.TimeUnit;
import org.letterlock.message.Mime;
import org.letterlock.message.SummaryCodec;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;

/// What a delivery does with a letter before it is sealed. Run by [MimeTable], which sets forks and
/// times.
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class MimeBench {
    @Benchmark
    public Mime.Parsed parse(Letters letters) {
        return Mime.parse(letters.letter(), Mime.Limits.DEFAULT);
    }

    @Benchmark
    public byte[] parseAndEncode(Letters letters) {
        Mime.Parsed parsed = Mime.parse(letters.letter(), Mime.Limits.DEFAULT);
        return SummaryCodec.encode(parsed.envelope(), parsed.structure());
    }
}
