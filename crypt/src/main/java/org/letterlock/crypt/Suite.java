package org.letterlock.crypt;

/// The first byte of every [Sealed] value, and of the associated data: which format follows. Frozen
/// numbers.
final class Suite {
    static final byte RECORD = 1;
    static final byte WRAP = 2;
    static final byte SEGMENT = 3;

    private Suite() {}

    static void check(Sealed sealed, byte expected) throws TamperedException {
        byte[] bytes = sealed.bytes();
        if (bytes.length == 0) {
            throw new TamperedException(
                    TamperedException.Failure.SUITE, "an empty value where suite " + expected + " belongs");
        }
        if (bytes[0] != expected) {
            throw new TamperedException(
                    TamperedException.Failure.SUITE, "suite " + (bytes[0] & 0xff) + " where " + expected + " belongs");
        }
    }
}
