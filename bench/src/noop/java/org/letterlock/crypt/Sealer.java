package org.letterlock.crypt;

import java.nio.ByteBuffer;
import java.util.Arrays;

/// Seals nothing: the measure of what the real one costs. For `bench sealing` alone, which puts this
/// class before the real one on the class path of a server that it starts; it is in no product.
///
/// Values are as long as sealed ones, so that the store has the same to do.
public final class Sealer implements AutoCloseable {
    public static final int MAX_RECORD_BYTES = 16 << 20;
    public static final int WRAPPED_KEY_BYTES = 32;

    private static final int BUCKET_BYTES = 64;
    private static final int RECORD_TEXT = 33;
    private static final int WRAP_TEXT = 65;
    private static final int TAG_BYTES = 16;

    private Sealer() {}

    public static Sealer derive(Secret root, String label, byte[] context) {
        return new Sealer();
    }

    static Sealer derive(CryptoProviders providers, Secret root, String label, byte[] context) {
        return new Sealer();
    }

    public Sealed seal(Place place, byte[] plaintext) {
        return seal(place, plaintext, 0, plaintext.length);
    }

    public Sealed seal(Place place, byte[] plaintext, int offset, int length) {
        byte[] out = new byte[RECORD_TEXT + (length / BUCKET_BYTES + 1) * BUCKET_BYTES + TAG_BYTES];
        out[0] = Suite.RECORD;
        ByteBuffer.wrap(out).putLong(1, place.version());
        System.arraycopy(plaintext, offset, out, RECORD_TEXT, length);
        out[RECORD_TEXT + length] = (byte) 0x80;
        return new Sealed(out);
    }

    public byte[] open(Place place, Sealed sealed) throws TamperedException {
        Suite.check(sealed, Suite.RECORD);
        byte[] bytes = sealed.bytes();
        int end = bytes.length - TAG_BYTES - 1;
        while (bytes[end] == 0) {
            end--;
        }
        return Arrays.copyOfRange(bytes, RECORD_TEXT, end);
    }

    public byte[] open(Place place, byte[] sealed) throws TamperedException {
        return open(place, new Sealed(sealed));
    }

    public Sealed wrap(Place place, Secret wrapped) {
        byte[] out = new byte[WRAP_TEXT + WRAPPED_KEY_BYTES + TAG_BYTES];
        out[0] = Suite.WRAP;
        ByteBuffer.wrap(out).putLong(1, place.version());
        wrapped.copyTo(out, WRAP_TEXT);
        return new Sealed(out);
    }

    public Secret unwrap(Place place, Sealed wrapped) throws TamperedException {
        Suite.check(wrapped, Suite.WRAP);
        return Secret.take(Arrays.copyOfRange(wrapped.bytes(), WRAP_TEXT, WRAP_TEXT + WRAPPED_KEY_BYTES));
    }

    @Override
    public void close() {}
}
