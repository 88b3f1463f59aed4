package org.letterlock.crypt;

import static org.letterlock.crypt.TamperedException.Failure.AUTHENTICATION;
import static org.letterlock.crypt.TamperedException.Failure.COMMITMENT;
import static org.letterlock.crypt.TamperedException.Failure.LENGTH;
import static org.letterlock.crypt.TamperedException.Failure.PLAINTEXT;
import static org.letterlock.crypt.TamperedException.Failure.VERSION;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;

/// Seals small records (at most 16 MiB) under one derived key: XAES-256-GCM with a random 192-bit
/// nonce, the [Place] as associated data, plaintext padded to 64-byte buckets
/// (`docs/formats/sealed.md`).
///
/// Thread-safe; owns its cipher objects, so that nothing of the key stays reachable after [#close()]. A
/// closed sealer throws [IllegalStateException]; a call under way when it closes ends normally.
public final class Sealer implements AutoCloseable {
    public static final int MAX_RECORD_BYTES = 16 << 20;
    /// The only size of a key that [#wrap] takes.
    public static final int WRAPPED_KEY_BYTES = 32;

    private static final int BUCKET_BYTES = 64;
    private static final int COMMITMENT_BYTES = 32;
    private static final int VERSION_END = 1 + Long.BYTES;
    private static final int RECORD_TEXT = VERSION_END + XaesGcm.NONCE_BYTES;
    private static final int WRAP_NONCE = VERSION_END + COMMITMENT_BYTES;
    private static final int WRAP_TEXT = WRAP_NONCE + XaesGcm.NONCE_BYTES;
    private static final int WRAP_BYTES = WRAP_TEXT + WRAPPED_KEY_BYTES + XaesGcm.TAG_BYTES;

    private final SecureRandom random;
    private final Secret key;
    private final Secret commitment;
    private final IdlePool<XaesGcm> ciphers;

    private Sealer(CryptoProviders providers, Secret key, Secret commitment) {
        this.random = providers.random();
        this.key = key;
        this.commitment = commitment;
        this.ciphers = new IdlePool<>(() -> new XaesGcm(providers, key), XaesGcm::wipe);
    }

    /// Derives the sealing key and its 32-byte commitment from `root` by HKDF-SHA-256.
    ///
    /// @param label   the purpose, e.g. `letterlock/1/mailbox/log`
    /// @param context binds the derived key to its owner, e.g. the mailbox id and the generation
    public static Sealer derive(Secret root, String label, byte[] context) {
        return derive(CryptoProviders.process(), root, label, context);
    }

    static Sealer derive(CryptoProviders providers, Secret root, String label, byte[] context) {
        byte[] both = Hkdf.derive(providers, root, label, context, XaesGcm.KEY_BYTES + COMMITMENT_BYTES);
        return new Sealer(
                providers,
                Secret.take(both, 0, XaesGcm.KEY_BYTES),
                Secret.take(both, XaesGcm.KEY_BYTES, COMMITMENT_BYTES));
    }

    public Sealed seal(Place place, byte[] plaintext) {
        return seal(place, plaintext, 0, plaintext.length);
    }

    /// Seals a slice of at most [#MAX_RECORD_BYTES].
    public Sealed seal(Place place, byte[] plaintext, int offset, int length) {
        if (length > MAX_RECORD_BYTES) {
            throw new IllegalArgumentException("a record of " + length + " bytes, at most " + MAX_RECORD_BYTES);
        }
        int padded = (length / BUCKET_BYTES + 1) * BUCKET_BYTES;
        byte[] out = new byte[RECORD_TEXT + padded + XaesGcm.TAG_BYTES];
        System.arraycopy(plaintext, offset, out, RECORD_TEXT, length);
        out[RECORD_TEXT + length] = (byte) 0x80;
        return finish(Suite.RECORD, place, out, VERSION_END, padded);
    }

    /// Opens a record.
    ///
    /// @throws TamperedException if `sealed` was not sealed under this key at exactly this place
    public byte[] open(Place place, Sealed sealed) throws TamperedException {
        Suite.check(sealed, Suite.RECORD);
        int padded = sealed.size() - RECORD_TEXT - XaesGcm.TAG_BYTES;
        if (padded < BUCKET_BYTES || padded % BUCKET_BYTES != 0 || padded > MAX_RECORD_BYTES + BUCKET_BYTES) {
            throw new TamperedException(LENGTH, "a record of " + sealed.size() + " bytes at " + place);
        }
        checkVersion(place, sealed);
        byte[] text = decrypt(Suite.RECORD, place, sealed, VERSION_END, padded);
        return Arrays.copyOf(text, unpadded(place, text));
    }

    /// Opens a record that was handed out as [Sealed#bytes()] and came back from outside, as a KMS's
    /// ciphertexts do: so nobody but an engine rebuilds a [Sealed].
    ///
    /// @throws TamperedException if it was not sealed under this key at exactly this place
    public byte[] open(Place place, byte[] sealed) throws TamperedException {
        return open(place, new Sealed(sealed));
    }

    /// Seals a key of 32 bytes, with the key commitment, which [#unwrap] checks first.
    public Sealed wrap(Place place, Secret wrapped) {
        if (wrapped.size() != WRAPPED_KEY_BYTES) {
            throw new IllegalArgumentException("only keys of " + WRAPPED_KEY_BYTES + " bytes are wrapped");
        }
        byte[] out = new byte[WRAP_BYTES];
        commitment.copyTo(out, VERSION_END);
        wrapped.copyTo(out, WRAP_TEXT);
        return finish(Suite.WRAP, place, out, WRAP_NONCE, WRAPPED_KEY_BYTES);
    }

    /// Opens a wrapped key; the caller closes it.
    ///
    /// @throws TamperedException if it was not wrapped under this key at exactly this place
    public Secret unwrap(Place place, Sealed wrapped) throws TamperedException {
        Suite.check(wrapped, Suite.WRAP);
        if (wrapped.size() != WRAP_BYTES) {
            throw new TamperedException(LENGTH, "a wrapped key of " + wrapped.size() + " bytes at " + place);
        }
        byte[] theirs = Arrays.copyOfRange(wrapped.bytes(), VERSION_END, WRAP_NONCE);
        if (!commitment.expose(mine -> MessageDigest.isEqual(mine, theirs))) {
            throw new TamperedException(COMMITMENT, "a key wrapped under another key at " + place);
        }
        checkVersion(place, wrapped);
        return Secret.take(decrypt(Suite.WRAP, place, wrapped, WRAP_NONCE, WRAPPED_KEY_BYTES));
    }

    private Sealed finish(byte suite, Place place, byte[] out, int nonce, int length) {
        out[0] = suite;
        ByteBuffer.wrap(out).putLong(1, place.version());
        byte[] fresh = new byte[XaesGcm.NONCE_BYTES];
        random.nextBytes(fresh);
        System.arraycopy(fresh, 0, out, nonce, XaesGcm.NONCE_BYTES);
        var cipher = ciphers.borrow();
        cipher.encrypt(out, nonce, nonce + XaesGcm.NONCE_BYTES, length, place.encode(suite));
        ciphers.giveBack(cipher);
        return new Sealed(out);
    }

    private byte[] decrypt(byte suite, Place place, Sealed sealed, int nonce, int length) throws TamperedException {
        byte[] text = new byte[length];
        var cipher = ciphers.borrow();
        boolean proved = cipher.decrypt(
                sealed.bytes(),
                nonce,
                nonce + XaesGcm.NONCE_BYTES,
                length + XaesGcm.TAG_BYTES,
                place.encode(suite),
                text);
        ciphers.giveBack(cipher);
        if (!proved) {
            throw new TamperedException(AUTHENTICATION, "not sealed under this key at " + place);
        }
        return text;
    }

    private static void checkVersion(Place place, Sealed sealed) throws TamperedException {
        long version = ByteBuffer.wrap(sealed.bytes()).getLong(1);
        if (version != place.version()) {
            throw new TamperedException(VERSION, "version " + Long.toUnsignedString(version) + " found at " + place);
        }
    }

    /// Where the 0x80 stands in the last bucket. Not constant in time: the tag has proved the bytes.
    private static int unpadded(Place place, byte[] text) throws TamperedException {
        int end = text.length - 1;
        while (end > text.length - BUCKET_BYTES && text[end] == 0) {
            end--;
        }
        if (text[end] != (byte) 0x80) {
            throw new TamperedException(PLAINTEXT, "wrong padding at " + place);
        }
        return end;
    }

    @Override
    public void close() {
        ciphers.close();
        key.close();
        commitment.close();
    }
}
