package org.letterlock.wire;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Accepts connections at one address and runs each on a virtual thread of its own. Over its limits a
/// peer gets the protocol's busy line and is closed. An error in accepting (no file descriptors) makes
/// it wait and go on.
public final class Listener implements AutoCloseable {
    private static final Logger LOG = System.getLogger(Listener.class.getName());
    private static final int BACKLOG = 1024;
    private static final int BACK_OFF_MILLIS = 100;
    private static final Duration GRACE = Duration.ofSeconds(5);

    /// One protocol's side of a connection.
    public interface Handler {
        /// Talks to the peer until either has said goodbye. An IOException ends the connection quietly;
        /// any other exception is a bug, and is logged.
        void serve(Connection connection) throws IOException;

        /// What a peer gets for whom there is no room; empty for none. Not sent through TLS.
        default String busyLine() {
            return "";
        }
    }

    private final Wire wire;
    private final String name;
    private final Limits limits;
    private final Timeouts timeouts;
    private final @Nullable TlsPolicy implicitTls;
    private final Handler handler;
    private final ServerSocketChannel server;
    private final InetSocketAddress address;
    private final Admission admission;
    private final Set<Connection> open = new HashSet<>();
    private final CountDownLatch closing = new CountDownLatch(1);

    /// Binds and begins to accept.
    ///
    /// @param name        of the door, for threads and logs
    /// @param bind        port 0 for a free one
    /// @param implicitTls null for a door that begins in the clear
    public Listener(
            Wire wire,
            String name,
            InetSocketAddress bind,
            Limits limits,
            Timeouts timeouts,
            @Nullable TlsPolicy implicitTls,
            Handler handler)
            throws IOException {
        this.wire = wire;
        this.name = name;
        this.limits = limits;
        this.timeouts = timeouts;
        this.implicitTls = implicitTls;
        this.handler = handler;
        this.admission = new Admission(limits);
        this.server = bound(bind);
        this.address = (InetSocketAddress) server.getLocalAddress();
        // Also loads what a log needs (formats, time zones) while there are descriptors to load it with.
        LOG.log(Level.INFO, () -> name + ": listens on port " + address.getPort());
        Thread.ofVirtual().name(name + "-accept").start(this::accept);
    }

    private static ServerSocketChannel bound(InetSocketAddress bind) throws IOException {
        ServerSocketChannel server = ServerSocketChannel.open();
        try {
            server.setOption(StandardSocketOptions.SO_REUSEADDR, true);
            return server.bind(bind, BACKLOG);
        } catch (IOException e) {
            server.close();
            throw new IOException(
                    "cannot listen on " + bind.getHostString() + ":" + bind.getPort() + ": " + e.getMessage(), e);
        }
    }

    /// Where it listens, with the real port.
    public InetSocketAddress address() {
        return address;
    }

    public Limits limits() {
        return limits;
    }

    /// Connections that are open now.
    public int connections() {
        return admission.count();
    }

    private void accept() {
        while (closing.getCount() > 0) {
            try {
                acceptOne();
            } catch (RuntimeException | Error e) {
                // Even the report of the failure has failed: a log, too, needs descriptors. The door
                // stays open.
                backOff();
            }
        }
    }

    private void acceptOne() {
        try {
            admit(server.accept());
        } catch (ClosedChannelException e) {
            closing.countDown();
        } catch (IOException | RuntimeException | OutOfMemoryError e) {
            backOff();
            LOG.log(Level.WARNING, name + ": could not accept a connection, and waited", e);
        }
    }

    private void backOff() {
        try {
            closing.await(BACK_OFF_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void admit(SocketChannel channel) {
        boolean started = false;
        try {
            InetAddress from = ((InetSocketAddress) channel.getRemoteAddress()).getAddress();
            if (admission.enter(from)) {
                try {
                    Connection connection = new Connection(channel, wire, timeouts);
                    Thread.ofVirtual().name(name).start(() -> run(connection, from));
                    started = true;
                } finally {
                    if (!started) {
                        admission.leave(from);
                    }
                }
            } else {
                refuse(channel);
            }
        } catch (IOException e) {
            LOG.log(Level.DEBUG, () -> name + ": peer was gone at once: " + e);
        } finally {
            if (!started) {
                discard(channel);
            }
        }
    }

    private void discard(SocketChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            LOG.log(Level.DEBUG, () -> name + ": closing failed: " + e);
        }
    }

    /// A new socket takes a short line at once, so that this does not hold up others.
    private void refuse(SocketChannel channel) throws IOException {
        if (implicitTls == null) {
            channel.configureBlocking(false);
            channel.write(ByteBuffer.wrap(handler.busyLine().getBytes(StandardCharsets.US_ASCII)));
            channel.shutdownOutput();
        }
    }

    private void run(Connection connection, InetAddress from) {
        register(connection);
        try {
            if (implicitTls != null) {
                connection.startTls(implicitTls);
            }
            handler.serve(connection);
            connection.close();
        } catch (IOException e) {
            LOG.log(Level.DEBUG, () -> name + ": connection ended: " + e);
        } catch (RuntimeException | Error e) {
            LOG.log(Level.ERROR, name + ": connection closed by an unexpected failure", e);
        } finally {
            connection.dispose();
            admission.leave(from);
            unregister(connection);
        }
    }

    private void register(Connection connection) {
        wire.watch(connection);
        synchronized (open) {
            open.add(connection);
        }
        if (closing.getCount() == 0) {
            connection.stop();
        }
    }

    private void unregister(Connection connection) {
        wire.unwatch(connection);
        synchronized (open) {
            open.remove(connection);
            open.notifyAll();
        }
    }

    /// [#close(Duration)] with five seconds.
    @Override
    public void close() {
        close(GRACE);
    }

    /// Stops accepting, asks every session to end at its next line, waits for them, and then closes the
    /// sockets of those that are left.
    ///
    /// @param grace how long to wait
    public void close(Duration grace) {
        closing.countDown();
        try {
            server.close();
        } catch (IOException e) {
            LOG.log(Level.WARNING, name + ": closing failed", e);
        }
        snapshot().forEach(Connection::stop);
        awaitNone(grace);
        snapshot().forEach(Connection::closeNow);
        awaitNone(Duration.ofSeconds(1));
    }

    private List<Connection> snapshot() {
        synchronized (open) {
            return List.copyOf(open);
        }
    }

    private void awaitNone(Duration time) {
        long deadline = System.nanoTime() + time.toNanos();
        synchronized (open) {
            try {
                for (long left = time.toMillis(); !open.isEmpty() && left > 0; ) {
                    open.wait(left);
                    left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
