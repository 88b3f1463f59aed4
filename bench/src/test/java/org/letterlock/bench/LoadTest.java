package org.letterlock.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class LoadTest {
    private final AtomicInteger opened = new AtomicInteger();
    private final AtomicInteger closed = new AtomicInteger();

    private static Load load() throws Exception {
        try (var server = FakeServer.imap(command -> "")) {
            return new Load(
                    server.peer(), new ProcessCpu(ProcessHandle.current()), Duration.ZERO, Duration.ofMillis(20));
        }
    }

    private Workload workload(Workload.Client client) {
        return new Workload() {
            @Override
            public String name() {
                return "nothing";
            }

            @Override
            public Client open(Peer peer, boolean tls, int number) {
                opened.incrementAndGet();
                return new Client() {
                    @Override
                    public int run() throws java.io.IOException {
                        return client.run();
                    }

                    @Override
                    public void close() {
                        closed.incrementAndGet();
                    }
                };
            }
        };
    }

    @Test
    void countsWhatEveryConnectionDoes() throws Exception {
        var row = load().run(workload(() -> 10), true, 4);

        assertThat(row.operations()).isGreaterThanOrEqualTo(40).isEqualTo(row.operations() / 10 * 10);
        assertThat(row.perSecond()).isPositive();
        assertThat(row.p99Millis()).isGreaterThanOrEqualTo(row.p50Millis());
        assertThat(row.cpuMicros()).isPositive();
        assertThat(opened).hasValue(4);
        assertThat(closed).hasValue(4);
    }

    @Test
    void oneWrongAnswerEndsTheRun() throws Exception {
        var calls = new AtomicInteger();
        var load = load();

        assertThatThrownBy(() -> load.run(
                        workload(() -> {
                            if (calls.incrementAndGet() == 2) {
                                throw new WrongAnswerException("wrong");
                            }
                            return 1;
                        }),
                        false,
                        3))
                .isInstanceOf(WrongAnswerException.class);
        assertThat(closed).hasValue(3);
    }

    @Test
    void aProcessesTimeGoesOn() {
        var cpu = new ProcessCpu(ProcessHandle.current());
        long before = cpu.nanos();
        long now = before;
        long sum = 0;
        while (now - before < 20_000_000) {
            for (int i = 0; i < 100_000; i++) {
                sum += i ^ sum;
            }
            now = cpu.nanos();
        }

        assertThat(before).isPositive();
        assertThat(sum).isNotZero();
    }
}
