package org.letterlock.smtp;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;
import org.letterlock.wire.Connection;

/// The lines that are put before a message: `Return-Path` and `Received` (RFC 5321 §4.4), and for our own
/// users what they left out (RFC 6409 §8).
final class Trace {
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("EEE, d MMM yyyy HH:mm:ss Z", Locale.ENGLISH);

    private final String hostname;
    private final Role role;
    private final String id;
    private final String date;

    Trace(String hostname, Role role, String id, Instant now) {
        this.hostname = hostname;
        this.role = role;
        this.id = id;
        this.date = DATE.format(now.atOffset(ZoneOffset.UTC));
    }

    byte[] lines(Connection connection, State.Open transaction, HeaderScan headers) {
        MailAddress sender = transaction.sender();
        StringBuilder lines = new StringBuilder();
        lines.append("Return-Path: <")
                .append(sender == null ? "" : sender.text())
                .append(">\r\n");
        received(lines, connection, transaction);
        if (role == Role.SUBMISSION && !headers.hasDate()) {
            lines.append("Date: ").append(date).append("\r\n");
        }
        if (role == Role.SUBMISSION && !headers.hasMessageId()) {
            lines.append("Message-ID: <")
                    .append(id)
                    .append('@')
                    .append(hostname)
                    .append(">\r\n");
        }
        if (headers.isHeadless()) {
            lines.append("\r\n");
        }
        return lines.toString().getBytes(StandardCharsets.US_ASCII);
    }

    private void received(StringBuilder lines, Connection connection, State.Open transaction) {
        Peer peer = transaction.peer();
        lines.append("Received: ");
        // Where our own users sit is nobody's business, and their hello is often an address.
        if (role == Role.RECEPTION) {
            lines.append("from ").append(helloName(peer.name()));
            lines.append(" (").append(literal(connection.remote().getAddress())).append(")\r\n\t");
        }
        lines.append("by ").append(hostname).append(" with ").append(protocol(connection, peer));
        lines.append(" id ").append(id);
        // Several recipients are not to learn of each other (RFC 5321 §7.2).
        List<Destination> destinations = transaction.destinations();
        if (destinations.size() == 1) {
            lines.append("\r\n\tfor <")
                    .append(destinations.getFirst().address().text())
                    .append('>');
        }
        lines.append(";\r\n\t").append(date).append("\r\n");
    }

    /// RFC 3848.
    private static String protocol(Connection connection, Peer peer) {
        @Nullable SSLSession tls = connection.tlsSession();
        String name = (peer.extended() ? "ESMTP" : "SMTP")
                + (tls != null && peer.extended() ? "S" : "")
                + (peer.mailbox() != null ? "A" : "");
        return tls == null ? name : name + " (" + tls.getProtocol() + " " + tls.getCipherSuite() + ")";
    }

    /// The peer's own word, so that nothing but letters, digits and the marks of names and literals is
    /// let through.
    private static String helloName(String name) {
        return name.chars().allMatch(c -> Character.isLetterOrDigit(c) || ".-_:[]".indexOf(c) >= 0) ? name : "unknown";
    }

    private static String literal(InetAddress address) {
        String text = address.getHostAddress();
        int zone = text.indexOf('%');
        String plain = zone < 0 ? text : text.substring(0, zone);
        return address instanceof Inet6Address ? "[IPv6:" + plain + "]" : "[" + plain + "]";
    }
}
