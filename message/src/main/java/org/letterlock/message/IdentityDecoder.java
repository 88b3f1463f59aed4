package org.letterlock.message;

/// `7bit`, `8bit`, `binary`.
final class IdentityDecoder implements TransferDecoder {
    @Override
    public int decode(byte[] in, int from, int to, byte[] out) {
        System.arraycopy(in, from, out, 0, to - from);
        return to - from;
    }

    @Override
    public int end(byte[] out) {
        return 0;
    }
}
