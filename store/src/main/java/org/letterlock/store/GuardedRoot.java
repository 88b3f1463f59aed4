package org.letterlock.store;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import org.letterlock.crypt.RecordId;

/// The plaintext of a guarded partition's ROOT record (`docs/formats/records.md`).
///
/// @param count      how many guarded records there are
/// @param sum        the sum of their fingerprints modulo 2^256
/// @param attachment what the owner keeps in it
record GuardedRoot(long count, BigInteger sum, byte[] attachment) {
    static final RecordId ID = RecordId.of();
    static final GuardedRoot EMPTY = new GuardedRoot(0, BigInteger.ZERO, new byte[0]);
    private static final byte FORMAT = 1;
    private static final int SUM_BYTES = 32;
    private static final int FIXED_BYTES = 1 + Long.BYTES + SUM_BYTES;
    private static final BigInteger MODULUS = BigInteger.ONE.shiftLeft(8 * SUM_BYTES);

    GuardedRoot plus(BigInteger fingerprint) {
        return new GuardedRoot(count + 1, sum.add(fingerprint).mod(MODULUS), attachment);
    }

    GuardedRoot minus(BigInteger fingerprint) {
        return new GuardedRoot(count - 1, sum.subtract(fingerprint).mod(MODULUS), attachment);
    }

    GuardedRoot with(byte[] newAttachment) {
        return new GuardedRoot(count, sum, newAttachment);
    }

    boolean sameRecords(GuardedRoot other) {
        return count == other.count && sum.equals(other.sum);
    }

    byte[] encode() {
        byte[] digits = sum.toByteArray();
        int used = Math.min(digits.length, SUM_BYTES);
        var padded = new byte[SUM_BYTES];
        System.arraycopy(digits, digits.length - used, padded, SUM_BYTES - used, used);
        return ByteBuffer.allocate(FIXED_BYTES + attachment.length)
                .put(FORMAT)
                .putLong(count)
                .put(padded)
                .put(attachment)
                .array();
    }

    static GuardedRoot decode(byte[] plaintext) {
        if (plaintext.length < FIXED_BYTES || plaintext[0] != FORMAT) {
            throw new StoreException.Corrupt("a root record of an unknown format");
        }
        var in = ByteBuffer.wrap(plaintext, 1, plaintext.length - 1);
        long count = in.getLong();
        var sum = new byte[SUM_BYTES];
        in.get(sum);
        var attachment = new byte[in.remaining()];
        in.get(attachment);
        return new GuardedRoot(count, new BigInteger(1, sum), attachment);
    }
}
