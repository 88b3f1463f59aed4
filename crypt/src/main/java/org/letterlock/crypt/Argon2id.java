package org.letterlock.crypt;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Arrays;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/// Password verifiers by Argon2id (RFC 9106). A verifier carries its own costs and salt, so that the
/// costs can be raised: [#isCurrent] tells when to make it again. Stored only sealed.
///
/// Thread-safe. Each call needs [Costs#memoryKib] of heap and tens of milliseconds of one core: the
/// caller bounds how many run at once.
public final class Argon2id {
    private static final byte FORMAT = 1;
    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;
    private static final int VERIFIER_BYTES = 1 + 4 + 4 + 1 + SALT_BYTES + HASH_BYTES;

    /// What a new verifier costs: more than OWASP's 19 MiB and 2 passes.
    private final Costs costs;
    /// A verifier of no password, for users that do not exist.
    private final byte[] decoy;

    /// @param memoryKib 8 to 262,144 KiB
    /// @param passes    1 to 16
    /// @param lanes     1 to 4
    public record Costs(int memoryKib, int passes, int lanes) {
        public static final Costs DEFAULT = new Costs(32_768, 3, 1);

        public Costs {
            boolean sound = lanes >= 1 && lanes <= 4 && memoryKib >= 8 * lanes && memoryKib <= 262_144;
            if (!sound || passes < 1 || passes > 16) {
                throw new IllegalArgumentException(
                        "Argon2id with " + memoryKib + " KiB, " + passes + " passes, " + lanes + " lanes");
            }
        }
    }

    public Argon2id(Costs costs) {
        this.costs = costs;
        this.decoy = header(costs, random(SALT_BYTES)).put(random(HASH_BYTES)).array();
    }

    /// A verifier of 58 bytes (`docs/formats/sealed.md`) with a fresh salt.
    public byte[] create(Secret password) {
        byte[] salt = random(SALT_BYTES);
        return header(costs, salt).put(hash(costs, salt, password)).array();
    }

    /// Whether `password` is the one. Compares in constant time.
    ///
    /// @throws IllegalArgumentException if `verifier` was not made by [#create] or asks for more than
    ///     [Costs] allows
    public boolean verify(Secret password, byte[] verifier) {
        var stored = Parsed.of(verifier);
        byte[] found = hash(stored.costs(), stored.salt(), password);
        try {
            return MessageDigest.isEqual(found, stored.hash());
        } finally {
            Arrays.fill(found, (byte) 0);
        }
    }

    /// Costs as much as a [#verify] of a current verifier and is always false: for users that do not
    /// exist, so that the time of an answer does not tell who does.
    public boolean verifyNobody(Secret password) {
        verify(password, decoy);
        return false;
    }

    /// Whether a verifier has this object's costs; if not, make a new one at the next successful
    /// log-in.
    public boolean isCurrent(byte[] verifier) {
        return Parsed.of(verifier).costs().equals(costs);
    }

    private static ByteBuffer header(Costs costs, byte[] salt) {
        return ByteBuffer.allocate(VERIFIER_BYTES)
                .put(FORMAT)
                .putInt(costs.memoryKib())
                .putInt(costs.passes())
                .put((byte) costs.lanes())
                .put(salt);
    }

    static byte[] hash(Costs costs, byte[] salt, Secret password) {
        var generator = new Argon2BytesGenerator();
        generator.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                .withMemoryAsKB(costs.memoryKib())
                .withIterations(costs.passes())
                .withParallelism(costs.lanes())
                .withSalt(salt)
                .build());
        return password.expose(bytes -> {
            byte[] hash = new byte[HASH_BYTES];
            generator.generateBytes(bytes, hash);
            return hash;
        });
    }

    private static byte[] random(int bytes) {
        byte[] fresh = new byte[bytes];
        CryptoProviders.process().random().nextBytes(fresh);
        return fresh;
    }

    private record Parsed(Costs costs, byte[] salt, byte[] hash) {
        static Parsed of(byte[] verifier) {
            if (verifier.length != VERIFIER_BYTES || verifier[0] != FORMAT) {
                throw new IllegalArgumentException("not a password verifier of format " + FORMAT);
            }
            var in = ByteBuffer.wrap(verifier, 1, VERIFIER_BYTES - 1);
            var costs = new Costs(in.getInt(), in.getInt(), in.get());
            byte[] salt = new byte[SALT_BYTES];
            byte[] hash = new byte[HASH_BYTES];
            in.get(salt).get(hash);
            return new Parsed(costs, salt, hash);
        }
    }
}
