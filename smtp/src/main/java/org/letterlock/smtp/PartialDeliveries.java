package org.letterlock.smtp;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Letters that some of their recipients have while the sender was told to come again. In memory alone,
/// the newest 10,000; only failed transactions enter, so that a letter sent twice on purpose comes
/// twice. Thread-safe.
final class PartialDeliveries {
    private static final int KEPT = 10_000;

    private final Map<Key, Set<UUID>> letters = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Set<UUID>> eldest) {
            return size() > KEPT;
        }
    };

    /// A letter as its sender sends it each time: SHA-256 of sender and content, without our own trace
    /// lines.
    record Key(String digest) {
        static Key of(@Nullable MailAddress sender, byte[] message, int trace) {
            try {
                MessageDigest digest = MessageDigest.getInstance("SHA-256");
                digest.update((sender == null ? "" : sender.text()).getBytes(StandardCharsets.US_ASCII));
                digest.update((byte) 0);
                digest.update(message, trace, message.length - trace);
                return new Key(HexFormat.of().formatHex(digest.digest()));
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("every Java has SHA-256", e);
            }
        }
    }

    synchronized boolean isEmpty() {
        return letters.isEmpty();
    }

    /// The mailboxes that have it.
    synchronized Set<UUID> have(Key letter) {
        return Set.copyOf(letters.getOrDefault(letter, Set.of()));
    }

    synchronized void remember(Key letter, Collection<UUID> mailboxes) {
        if (!mailboxes.isEmpty()) {
            letters.computeIfAbsent(letter, key -> new HashSet<>()).addAll(mailboxes);
        }
    }

    synchronized void done(Key letter) {
        letters.remove(letter);
    }
}
