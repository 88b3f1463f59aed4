package org.letterlock.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ListenerTest {
    private static final TestCertificate CERTIFICATE = TestCertificate.ec("localhost");
    private static final SSLContext TRUST = TestCertificate.trusting(CERTIFICATE);

    private final Wire wire = Doors.wire();

    @AfterEach
    void close() {
        wire.close();
    }

    private record Echo(String busyLine) implements Listener.Handler {
        @Override
        public void serve(Connection connection) throws IOException {
            try {
                connection.write("hello\r\n");
                ConnectionTest.echo(connection);
            } catch (StoppingException e) {
                connection.write("stopping\r\n");
            }
        }
    }

    private Listener limited(int connections, int perAddress) throws IOException {
        Limits limits = new Limits(connections, perAddress, 1_000, 1_000);
        return new Listener(wire, "test", Doors.anyPort(), limits, Doors.TIMEOUTS, null, new Echo("busy\r\n"));
    }

    @Test
    void overTheLimitsTheBusyLine() throws IOException {
        for (Listener each : List.of(limited(2, 9), limited(9, 2))) {
            try (Listener listener = each;
                    LineClient one = LineClient.connect(listener.address());
                    LineClient two = LineClient.connect(listener.address())) {
                one.expect("hello");
                two.expect("hello");
                try (LineClient three = LineClient.connect(listener.address())) {
                    three.expect("busy");
                    three.expectEnd();
                }
                two.endOutput().expectEnd();
                awaitConnections(listener, 1);
                try (LineClient three = LineClient.connect(listener.address())) {
                    three.expect("hello");
                }
            }
        }
    }

    private static void awaitConnections(Listener listener, int count) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (listener.connections() != count && System.nanoTime() < deadline) {
            Thread.onSpinWait();
        }
        assertThat(listener.connections()).isEqualTo(count);
    }

    @Test
    void addressesOfOneSlash64AreOnePeer() throws IOException {
        Admission admission = new Admission(new Limits(100, 2, 1, 1));
        assertThat(admission.enter(InetAddress.getByName("2001:db8:1:2::1"))).isTrue();
        assertThat(admission.enter(InetAddress.getByName("2001:db8:1:2:ffff::2")))
                .isTrue();
        assertThat(admission.enter(InetAddress.getByName("2001:db8:1:2:3::3"))).isFalse();
        assertThat(admission.enter(InetAddress.getByName("2001:db8:1:3::1"))).isTrue();
        admission.leave(InetAddress.getByName("2001:db8:1:2::1"));
        assertThat(admission.enter(InetAddress.getByName("2001:db8:1:2:3::3"))).isTrue();
        assertThat(admission.count()).isEqualTo(3);
    }

    @Test
    void closingTellsSessionsAndWaits() throws IOException {
        Listener listener = limited(9, 9);
        try (LineClient idle = LineClient.connect(listener.address());
                LineClient other = LineClient.connect(listener.address())) {
            idle.expect("hello");
            other.expect("hello");
            other.send("x").expect("1 x");
            listener.close(Duration.ofSeconds(10));
            assertThat(listener.connections()).isZero();
            idle.expect("stopping");
            idle.expectEnd();
            other.expect("stopping");
            assertThatThrownBy(() -> LineClient.connect(listener.address())).isInstanceOf(ConnectException.class);
        }
    }

    @Test
    void closingLetsATransferEndButWaitsNoLongerThanItsGrace() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        Listener listener = Doors.listen(wire, null, connection -> {
            begun.countDown();
            connection.skip(10);
        });
        try (LineClient client = LineClient.connect(listener.address())) {
            client.sendRaw("12345");
            assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();
            listener.close(Duration.ofMillis(50));
            assertThat(listener.connections()).isZero();
        }
    }

    @Test
    void aFailingHandlerClosesItsConnectionOnly() throws IOException {
        try (Listener listener = Doors.listen(wire, null, connection -> {
            byte[] line = connection.readLine(10);
            if (line != null && line.length == 0) {
                throw new IllegalStateException("a bug, as this test wants it");
            }
            connection.write("fine\r\n");
        })) {
            try (LineClient client = LineClient.connect(listener.address())) {
                client.send("").expectEnd();
            }
            try (LineClient client = LineClient.connect(listener.address())) {
                client.send("x").expect("fine");
            }
        }
    }

    @Test
    void idleConnectionsHoldNoBuffers() throws IOException {
        try (Listener listener = Doors.listen(wire, CERTIFICATE.policy(), new Echo(""))) {
            List<LineClient> clients = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                LineClient client = LineClient.connectTls(listener.address(), TRUST);
                client.expect("hello");
                clients.add(client);
            }
            for (LineClient client : clients) {
                client.send("x").expect("1 x");
            }
            awaitNoneLent();
            assertThat(listener.connections()).isEqualTo(100);
            for (LineClient client : clients) {
                client.close();
            }
            awaitConnections(listener, 0);
        }
    }

    /// A pool of six, twenty peers that begin a record and stop: others are served as ever.
    @Test
    void halfRecordsHoldNoBuffers() throws IOException {
        Wire small = new Wire(System::nanoTime, 6);
        List<LineClient> clients = new ArrayList<>();
        try (Listener listener = Doors.listen(small, CERTIFICATE.policy(), new Echo(""))) {
            for (int i = 0; i < 20; i++) {
                LineClient client = LineClient.connect(listener.address());
                Socket below = client.socket();
                client.handshake(TRUST).expect("hello");
                below.getOutputStream().write(new byte[] {23, 3, 3, 0x40, 0, 1, 2, 3});
                clients.add(client);
            }
            try (LineClient other = LineClient.connectTls(listener.address(), TRUST)) {
                other.expect("hello");
                other.send("x").expect("1 x");
            }
            for (LineClient client : clients) {
                client.close();
            }
        }
        small.close();
    }

    private void awaitNoneLent() {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (wire.lentBuffers() > 0 && System.nanoTime() < deadline) {
            Thread.onSpinWait();
        }
        assertThat(wire.lentBuffers()).isZero();
    }

    @Test
    void tenThousandConnectionsLeaveNothing() throws Exception {
        try (Listener listener = Doors.listen(wire, null, new Echo(""));
                Listener tls = Doors.listen(wire, CERTIFICATE.policy(), new Echo(""));
                ExecutorService threads = Executors.newFixedThreadPool(4)) {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < 10_000; i++) {
                int number = i;
                all.add(threads.submit(() -> {
                    drop(listener, tls, number);
                    return null;
                }));
            }
            for (Future<?> one : all) {
                one.get();
            }
            awaitConnections(listener, 0);
            awaitConnections(tls, 0);
            assertThat(wire.lentBuffers()).isZero();
            assertThat(wire.watched()).isZero();
            assertThat(openSockets(listener) + openSockets(tls)).isZero();
        }
    }

    /// By turns: reset at once, after the greeting, in the middle of a line, in the middle of a TLS
    /// record, and a proper end; one in fifty makes a TLS handshake.
    private static void drop(Listener listener, Listener tls, int number) throws IOException {
        if (number % 50 == 0) {
            try (LineClient client = LineClient.connectTls(tls.address(), TRUST)) {
                client.expect("hello");
            }
            return;
        }
        try (LineClient client = LineClient.connect(number % 5 == 3 ? tls.address() : listener.address())) {
            switch (number % 5) {
                case 1 -> client.expect("hello");
                case 2 -> client.sendRaw("half a li");
                case 3 -> client.sendRaw("\u0016\u0003\u0003\u0001\u0000half a record");
                case 4 -> client.endOutput().expect("hello");
                default -> client.socket().setSoLinger(true, 0);
            }
        }
    }

    /// Sockets of this listener's port that a process still holds, as the kernel lists them.
    private static long openSockets(Listener listener) throws IOException {
        String port = ":%04X ".formatted(listener.address().getPort());
        long count = 0;
        for (String table : List.of("/proc/net/tcp", "/proc/net/tcp6")) {
            Path path = Path.of(table);
            if (Files.exists(path)) {
                count += Files.readAllLines(path).stream()
                        .map(line -> line.trim().split("\\s+"))
                        .filter(fields -> (fields[1] + " ").endsWith(port))
                        .filter(fields -> !fields[3].equals("0A") && !fields[9].equals("0"))
                        .count();
            }
        }
        return count;
    }
}
