package org.letterlock.wire;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/// Counts open connections, in all and by address. An IPv6 peer is its /64: that is the least a
/// customer is given. Thread-safe.
final class Admission {
    private static final int PREFIX_BYTES = 8;

    private final Limits limits;
    private final Map<InetAddress, Integer> byAddress = new HashMap<>();
    private int count;

    Admission(Limits limits) {
        this.limits = limits;
    }

    /// Whether there is room; if so, it is taken until [#leave].
    synchronized boolean enter(InetAddress from) {
        InetAddress peer = peer(from);
        int here = byAddress.getOrDefault(peer, 0);
        if (count >= limits.connections() || here >= limits.connectionsPerAddress()) {
            return false;
        }
        byAddress.put(peer, here + 1);
        count++;
        return true;
    }

    synchronized void leave(InetAddress from) {
        byAddress.computeIfPresent(peer(from), (peer, here) -> here == 1 ? null : here - 1);
        count--;
    }

    synchronized int count() {
        return count;
    }

    private static InetAddress peer(InetAddress address) {
        if (!(address instanceof Inet6Address)) {
            return address;
        }
        byte[] bytes = address.getAddress();
        Arrays.fill(bytes, PREFIX_BYTES, bytes.length, (byte) 0);
        try {
            return InetAddress.getByAddress(bytes);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("sixteen bytes are an address", e);
        }
    }
}
