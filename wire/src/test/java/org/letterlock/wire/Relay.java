package org.letterlock.wire;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;

/// Stands between one client and a server and passes on a byte at a time, both ways, below TLS.
public final class Relay implements AutoCloseable {
    private final ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());

    public Relay(InetSocketAddress target) throws IOException {
        Thread.ofVirtual().start(() -> {
            try (Socket client = server.accept();
                    Socket behind = new Socket(target.getAddress(), target.getPort())) {
                client.setTcpNoDelay(true);
                behind.setTcpNoDelay(true);
                Thread back = Thread.ofVirtual().start(() -> pass(behind, client));
                pass(client, behind);
                back.join();
            } catch (IOException | InterruptedException e) {
                throw new IllegalStateException("the relay broke", e);
            }
        });
    }

    private static void pass(Socket from, Socket to) {
        try {
            for (int next = from.getInputStream().read();
                    next >= 0;
                    next = from.getInputStream().read()) {
                to.getOutputStream().write(next);
            }
            to.shutdownOutput();
        } catch (IOException e) {
            System.getLogger("relay").log(System.Logger.Level.DEBUG, "one side is gone", e);
        }
    }

    public InetSocketAddress address() {
        return new InetSocketAddress(server.getInetAddress(), server.getLocalPort());
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
