package org.letterlock.message;

/// Decodes a transfer encoding (RFC 2045 §6) piece by piece, taking malformed input as far as it goes.
/// Linear. Not thread-safe.
sealed interface TransferDecoder permits Base64Decoder, QuotedPrintableDecoder, IdentityDecoder {
    /// How much longer than its input the output of a call may be: what an earlier piece left open.
    int SLACK = 4;

    /// @param out has room for `to - from` bytes and [#SLACK] more
    /// @return how many bytes it wrote
    int decode(byte[] in, int from, int to, byte[] out);

    /// Writes what is left at the end of the input.
    int end(byte[] out);

    /// Encodings that nobody knows are taken as none.
    static TransferDecoder of(String encoding) {
        return switch (encoding) {
            case "base64" -> new Base64Decoder();
            case "quoted-printable" -> new QuotedPrintableDecoder();
            default -> new IdentityDecoder();
        };
    }
}
