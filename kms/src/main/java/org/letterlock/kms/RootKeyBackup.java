package org.letterlock.kms;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.UUID;
import org.letterlock.crypt.Argon2id;
import org.letterlock.crypt.PassphraseKey;
import org.letterlock.crypt.Place;
import org.letterlock.crypt.RecordId;
import org.letterlock.crypt.Sealer;
import org.letterlock.crypt.Secret;
import org.letterlock.crypt.TamperedException;
import org.letterlock.kms.RootKeyException.Reason;
import org.letterlock.store.Kind;

/// Both root keys in one file under a passphrase (`docs/formats/root-keys.md`). Whoever has it and
/// the passphrase has the keys; without the passphrase each guess costs 64 MiB and some tenths of a
/// second.
public final class RootKeyBackup {
    /// The shortest passphrase, in bytes of UTF-8.
    public static final int MIN_PASSPHRASE_BYTES = 12;
    /// No backup is longer.
    public static final int MAX_BYTES = 1_024;

    private static final byte[] MAGIC = "LLKEYS".getBytes(StandardCharsets.US_ASCII);
    private static final byte FORMAT = 1;
    private static final int HEADER_BYTES = MAGIC.length + 1 + 4 + 4 + 1 + PassphraseKey.SALT_BYTES;
    private static final String LABEL = "letterlock/1/backup/roots";
    private static final Argon2id.Costs COSTS = new Argon2id.Costs(65_536, 4, 1);
    private static final Place PLACE =
            new Place(Place.INSTANCE, new UUID(0, 2), Kind.CHECK.code(), RecordId.of(), 0, 0);

    private RootKeyBackup() {}

    /// @throws RootKeyException MISSING if there is no such root, or what the provider throws
    public static byte[] make(RootKeyProvider provider, Secret passphrase) throws RootKeyException {
        var salt = new byte[PassphraseKey.SALT_BYTES];
        new SecureRandom().nextBytes(salt);
        byte[] header = header(COSTS, salt);
        byte[] both = both(provider);
        try (var key = PassphraseKey.derive(COSTS, salt, passphrase);
                var sealer = Sealer.derive(key, LABEL, header)) {
            byte[] locked = sealer.seal(PLACE, both).bytes();
            return ByteBuffer.allocate(header.length + locked.length)
                    .put(header)
                    .put(locked)
                    .array();
        } finally {
            Arrays.fill(both, (byte) 0);
        }
    }

    /// Both roots; the caller closes them.
    ///
    /// @throws RootKeyException DAMAGED if it is no backup; WRONG if it does not open, be it the
    ///     passphrase or damage
    public static RootKeys open(byte[] backup, Secret passphrase) throws RootKeyException {
        var in = ByteBuffer.wrap(backup);
        Argon2id.Costs costs;
        var salt = new byte[PassphraseKey.SALT_BYTES];
        try {
            requireForm(in);
            costs = new Argon2id.Costs(in.getInt(), in.getInt(), in.get());
            in.get(salt);
        } catch (BufferUnderflowException | IllegalArgumentException e) {
            throw refused(Reason.DAMAGED, "this is no backup of root keys of a known format");
        }
        byte[] header = Arrays.copyOf(backup, HEADER_BYTES);
        byte[] locked = Arrays.copyOfRange(backup, HEADER_BYTES, backup.length);
        try (var key = PassphraseKey.derive(costs, salt, passphrase);
                var sealer = Sealer.derive(key, LABEL, header)) {
            return roots(sealer.open(PLACE, locked));
        } catch (TamperedException e) {
            throw refused(Reason.WRONG, "the backup does not open: another passphrase, or it is damaged");
        }
    }

    private static void requireForm(ByteBuffer in) {
        var magic = new byte[MAGIC.length];
        in.get(magic);
        if (in.limit() > MAX_BYTES || !Arrays.equals(magic, MAGIC) || in.get() != FORMAT) {
            throw new IllegalArgumentException("another form");
        }
    }

    private static RootKeys roots(byte[] both) throws RootKeyException {
        try {
            byte[] instance = Arrays.copyOf(both, RootKeyFile.BYTES);
            byte[] kms = Arrays.copyOfRange(both, RootKeyFile.BYTES, 2 * RootKeyFile.BYTES);
            return new RootKeys(
                    RootKeyFile.decode(RootKey.INSTANCE, instance, "the backup"),
                    RootKeyFile.decode(RootKey.KMS, kms, "the backup"));
        } finally {
            Arrays.fill(both, (byte) 0);
        }
    }

    private static byte[] header(Argon2id.Costs costs, byte[] salt) {
        return ByteBuffer.allocate(HEADER_BYTES)
                .put(MAGIC)
                .put(FORMAT)
                .putInt(costs.memoryKib())
                .putInt(costs.passes())
                .put((byte) costs.lanes())
                .put(salt)
                .array();
    }

    private static byte[] both(RootKeyProvider provider) throws RootKeyException {
        var both = ByteBuffer.allocate(2 * RootKeyFile.BYTES);
        for (RootKey which : RootKey.values()) {
            try (Secret root = provider.find(which)
                    .orElseThrow(() -> new RootKeyException(
                            which, Reason.MISSING, which.fileName() + ": is not there, so it cannot be backed up"))) {
                byte[] file = RootKeyFile.encode(which, root);
                both.put(file);
                Arrays.fill(file, (byte) 0);
            }
        }
        return both.array();
    }

    private static RootKeyException refused(Reason reason, String message) {
        return new RootKeyException(RootKey.INSTANCE, reason, message);
    }
}
