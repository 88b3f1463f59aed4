package org.letterlock.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Slow peers, by a clock that only the test moves.
class TimeoutsTest {
    private static final TestCertificate CERTIFICATE = TestCertificate.ec("localhost");
    private static final SSLContext TRUST = TestCertificate.trusting(CERTIFICATE);
    private static final Timeouts READING =
            new Timeouts(Duration.ofSeconds(1_000), Duration.ofSeconds(10), Duration.ofDays(1), 100);
    private static final Timeouts WRITING =
            new Timeouts(Duration.ofDays(1), Duration.ofDays(1), Duration.ofSeconds(10), 100);

    private final AtomicLong clock = new AtomicLong(Long.MAX_VALUE - 1_000_000);
    private final Wire wire = new Wire(clock::get, 100);
    private final CountDownLatch begun = new CountDownLatch(1);
    private final CompletableFuture<String> ended = new CompletableFuture<>();

    @AfterEach
    void close() {
        wire.close();
    }

    private Listener listen(boolean tls, Timeouts timeouts, Listener.Handler handler) throws IOException {
        return new Listener(
                wire,
                "test",
                Doors.anyPort(),
                Doors.LIMITS,
                timeouts,
                tls ? CERTIFICATE.policy() : null,
                connection -> {
                    begun.countDown();
                    try {
                        handler.serve(connection);
                        ended.complete("ok");
                    } catch (TimedOutException e) {
                        connection.write("too slow\r\n");
                        ended.complete("too slow");
                    } catch (IOException e) {
                        ended.complete("closed");
                        throw e;
                    }
                });
    }

    /// Returns when the server too is past the handshake.
    private LineClient connect(Listener listener, boolean tls) throws IOException, InterruptedException {
        LineClient client =
                tls ? LineClient.connectTls(listener.address(), TRUST) : LineClient.connect(listener.address());
        assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();
        return client;
    }

    private void pass(long seconds) {
        clock.addAndGet(TimeUnit.SECONDS.toNanos(seconds));
        wire.sweep();
    }

    /// Lets time pass in steps until the session has ended; each step gives it a moment to get where it
    /// waits.
    private String endedAfterSteps(long seconds) throws InterruptedException, ExecutionException {
        for (int step = 0; step < 500; step++) {
            try {
                return ended.get(20, TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                pass(seconds);
            }
        }
        throw new AssertionError("still there");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aSilentPeerGetsALastReply(boolean tls) throws Exception {
        try (Listener listener = listen(tls, READING, ConnectionTest::echo);
                LineClient client = connect(listener, tls)) {
            client.send("hello").expect("5 hello");
            pass(999);
            client.send("again").expect("5 again");
            assertThat(endedAfterSteps(600)).isEqualTo("too slow");
            client.expect("too slow");
            client.expectEnd();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aLineMustBeDoneInTimeHoweverItDribbles(boolean tls) throws Exception {
        try (Listener listener = listen(tls, READING, ConnectionTest::echo);
                LineClient client = connect(listener, tls)) {
            client.sendRaw("h");
            for (int i = 0; i < 50 && dribbles(client); i++) {
                pass(1);
            }
            assertThat(endedAfterSteps(1)).isEqualTo("too slow");
            client.expect("too slow");
        }
    }

    /// Whether the server took one more byte, or could have: it may be closing just now.
    private boolean dribbles(LineClient client) {
        try {
            client.sendRaw("x");
        } catch (IOException closed) {
            return false;
        }
        return !ended.isDone();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aTransferMayTakeLongButNotBeSlow(boolean tls) throws Exception {
        try (Listener listener = listen(tls, READING, connection -> {
                    connection.beginTransfer();
                    for (int i = 0; i < 30; i++) {
                        connection.readFully(new byte[1_000], 0, 1_000);
                        connection.write(".\r\n");
                        connection.flush();
                    }
                    connection.skip(1_000_000);
                });
                LineClient client = connect(listener, tls)) {
            for (int i = 0; i < 30; i++) {
                client.sendRaw("x".repeat(1_000)).expect("\\.");
                pass(9);
            }
            for (int i = 0; i < 100 && dribbles(client); i++) {
                pass(9);
            }
            assertThat(ended.get(10, TimeUnit.SECONDS)).isEqualTo("too slow");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aPeerThatNeverReadsIsCut(boolean tls) throws Exception {
        try (Listener listener = listen(tls, WRITING, connection -> connection.write(new byte[64 << 20]));
                LineClient client = connect(listener, tls)) {
            assertThat(client.socket().isConnected()).isTrue();
            assertThat(endedAfterSteps(11)).isEqualTo("closed");
        }
        assertThat(wire.lentBuffers()).isZero();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whatWaitsForASlowPeerCanBeTakenBack(boolean tls) throws Exception {
        CompletableFuture<Connection> writing = new CompletableFuture<>();
        try (Listener listener = listen(tls, WRITING, connection -> {
                    writing.complete(connection);
                    connection.write(new byte[64 << 20]);
                });
                LineClient client = connect(listener, tls)) {
            Connection connection = writing.get(10, TimeUnit.SECONDS);
            while (!ended.isDone()) {
                connection.abortPendingWrite();
                Thread.onSpinWait();
            }
            assertThat(ended.get()).isEqualTo("closed");
            assertThatThrownBy(() -> client.socket().getInputStream().transferTo(OutputStream.nullOutputStream()))
                    .isInstanceOf(IOException.class);
        }
        assertThat(wire.lentBuffers()).isZero();
    }

    @Test
    void whoDoesNotWriteIsLeftAlone() throws Exception {
        CompletableFuture<Connection> served = new CompletableFuture<>();
        try (Listener listener = listen(false, WRITING, connection -> {
                    connection.write("hello\r\n");
                    connection.flush();
                    served.complete(connection);
                    ConnectionTest.echo(connection);
                });
                LineClient client = connect(listener, false)) {
            client.expect("hello");
            served.get(10, TimeUnit.SECONDS).abortPendingWrite();
            client.send("again").expect("5 again");
        }
    }

    /// The kernel takes some megabytes at once, so that this is tried on a channel that takes one byte a
    /// second.
    @Test
    void aPeerThatReadsCrumbsGetsNoMoreTime() throws Exception {
        Deadlines deadlines = new Deadlines(clock::get);
        List<Boolean> overdue = new ArrayList<>();
        WritableByteChannel crumbs = new WritableByteChannel() {
            @Override
            public int write(ByteBuffer source) {
                source.get();
                clock.addAndGet(TimeUnit.SECONDS.toNanos(1));
                overdue.add(deadlines.writeOverdue());
                return 1;
            }

            @Override
            public boolean isOpen() {
                return true;
            }

            @Override
            public void close() {}
        };
        Transport.writeBlock(crumbs, ByteBuffer.allocate(12), deadlines, deadlines.in(Duration.ofSeconds(10)));
        assertThat(overdue.subList(0, 10)).containsOnly(false);
        assertThat(overdue.subList(10, 12)).containsOnly(true);
        assertThat(deadlines.writeOverdue()).isFalse();
    }
}
