package org.letterlock.directory;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;

/// Where log-ins come from, as far as they are told apart: an IPv4 address, or the /64 of an IPv6
/// address, which is what one host can choose from.
///
/// @param prefix the address or prefix as a number
record Source(boolean v6, long prefix) {
    static Source of(InetAddress address) {
        var bytes = ByteBuffer.wrap(address.getAddress());
        return address instanceof Inet6Address
                ? new Source(true, bytes.getLong())
                : new Source(false, Integer.toUnsignedLong(bytes.getInt()));
    }
}
