package org.letterlock.keyring;

import org.letterlock.crypt.Secret;

/// The AES-256 key of one message (DP-4), made outside the KMS. Close it after use.
public final class MessageKey implements AutoCloseable {
    private final Secret secret;

    MessageKey(Secret secret) {
        this.secret = secret;
    }

    public static MessageKey random() {
        return new MessageKey(Secret.random(32));
    }

    /// For [org.letterlock.crypt.SealedStream].
    public Secret secret() {
        return secret;
    }

    @Override
    public void close() {
        secret.close();
    }
}
