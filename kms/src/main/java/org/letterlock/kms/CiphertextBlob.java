package org.letterlock.kms;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.UUID;
import org.letterlock.crypt.RecordId;

/// What `Encrypt` returns (`docs/formats/kms-blob.md`): it names its key and material in the clear,
/// so that nobody ever tries keys in turn.
///
/// @param sealed the sealed plaintext, as bytes: it comes from outside, and nothing of it goes into
///     an engine
record CiphertextBlob(MaterialId material, byte[] sealed) {
    static final int MAX_BYTES = 6_144;
    private static final byte FORMAT = 1;
    private static final int HEADER_BYTES = 1 + 16 + MaterialId.BYTES;
    private static final int CHECK_BYTES = 16;

    byte[] encode(Vault vault) {
        var header = ByteBuffer.allocate(HEADER_BYTES)
                .put(FORMAT)
                .put(material.record().bytes())
                .array();
        return ByteBuffer.allocate(HEADER_BYTES + CHECK_BYTES + sealed.length)
                .put(header)
                .put(vault.headerCheck(header), 0, CHECK_BYTES)
                .put(sealed)
                .array();
    }

    /// Reads a blob whose header this KMS wrote; all else is InvalidCiphertextException.
    static CiphertextBlob parse(byte[] bytes, Vault vault) {
        if (bytes.length <= HEADER_BYTES + CHECK_BYTES || bytes.length > MAX_BYTES || bytes[0] != FORMAT) {
            throw KmsErrors.invalidCiphertext();
        }
        var in = ByteBuffer.wrap(bytes);
        var header = take(in, HEADER_BYTES);
        var expected = Arrays.copyOf(vault.headerCheck(header), CHECK_BYTES);
        if (!MessageDigest.isEqual(expected, take(in, CHECK_BYTES))) {
            throw KmsErrors.invalidCiphertext();
        }
        var fields = ByteBuffer.wrap(header, 1, header.length - 1);
        var key = new UUID(fields.getLong(), fields.getLong());
        var material = new MaterialId(key, RecordId.of(take(fields, MaterialId.BYTES)));
        return new CiphertextBlob(material, take(in, in.remaining()));
    }

    private static byte[] take(ByteBuffer in, int count) {
        var bytes = new byte[count];
        in.get(bytes);
        return bytes;
    }
}
