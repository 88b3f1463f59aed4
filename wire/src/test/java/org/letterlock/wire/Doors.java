package org.letterlock.wire;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Listeners for tests.
public final class Doors {
    public static final Limits LIMITS = new Limits(20_000, 20_000, 1_000, 1 << 20);
    public static final Timeouts TIMEOUTS =
            new Timeouts(Duration.ofSeconds(60), Duration.ofSeconds(30), Duration.ofSeconds(30), 1_000);

    private Doors() {}

    public static InetSocketAddress anyPort() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    }

    public static Wire wire() {
        return new Wire(System::nanoTime, 1_000);
    }

    public static Listener listen(Wire wire, @Nullable TlsPolicy tls, Listener.Handler handler) throws IOException {
        return new Listener(wire, "test", anyPort(), LIMITS, TIMEOUTS, tls, handler);
    }
}
