package org.letterlock.iam;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import org.letterlock.crypt.Secret;

/// A long-term credential. Not a record: nothing of the secret can be printed.
public final class AccessKey implements AutoCloseable {
    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private static final int ID_LENGTH = 20;
    private static final int SECRET_BYTES = 30;

    private final String id;
    private final Secret secret;
    private final Principal owner;

    /// @param secret the secret access key, as ASCII; owned by this object from now on
    public AccessKey(String id, Secret secret, Principal owner) {
        this.id = id;
        this.secret = secret;
        this.owner = owner;
    }

    /// A new key: `AKIA` and 16 characters, and a secret of 40 characters that hold 240 random
    /// bits.
    public static AccessKey random(Principal owner, SecureRandom random) {
        var id = new StringBuilder("AKIA");
        while (id.length() < ID_LENGTH) {
            id.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        var bytes = new byte[SECRET_BYTES];
        random.nextBytes(bytes);
        var secret = Secret.take(Base64.getEncoder().encode(bytes));
        Arrays.fill(bytes, (byte) 0);
        return new AccessKey(id.toString(), secret, owner);
    }

    public String id() {
        return id;
    }

    public Principal owner() {
        return owner;
    }

    /// The secret access key's ASCII bytes; not to be closed by the caller.
    public Secret secret() {
        return secret;
    }

    /// For the credentials file alone.
    public String exposeText() {
        return secret.expose(bytes -> new String(bytes, StandardCharsets.US_ASCII));
    }

    @Override
    public void close() {
        secret.close();
    }
}
