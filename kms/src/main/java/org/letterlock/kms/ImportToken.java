package org.letterlock.kms;

import java.time.Instant;
import java.util.Optional;
import org.letterlock.crypt.Digest;
import org.letterlock.crypt.KeyPair;
import org.letterlock.crypt.KeyPairKind;
import org.letterlock.crypt.Secret;
import org.letterlock.crypt.TamperedException;
import org.letterlock.store.StoreException;
import software.amazon.awssdk.services.kms.model.AlgorithmSpec;

/// What the parameters of one import are: nothing of it is stored, it is all in the token, sealed for
/// its key (`docs/formats/kms-blob.md`).
///
/// @param privateKey of the pair whose public key wraps the material; PKCS #8
record ImportToken(AlgorithmSpec algorithm, KeyPairKind wrapping, Instant validTo, byte[] privateKey) {
    static final int MAX_BYTES = 6_144;
    private static final byte FORMAT = 1;

    byte[] seal(Vault vault, KmsKey key) {
        var content = new RecordWriter()
                .small(FORMAT)
                .text(algorithm.toString())
                .text(wrapping.name())
                .time(validTo)
                .bytes(privateKey)
                .toBytes();
        return vault.sealToken(key.id(), content);
    }

    static ImportToken open(Vault vault, KmsKey key, byte[] token) {
        try {
            var in = new RecordReader(vault.openToken(key.id(), token), FORMAT);
            return new ImportToken(
                    AlgorithmSpec.fromValue(in.text()), KeyPairKind.valueOf(in.text()), in.time(), in.bytes());
        } catch (TamperedException | StoreException.Corrupt e) {
            throw KmsErrors.invalidImportToken();
        }
    }

    /// The material in the clear; empty if it was not wrapped as the token says.
    Optional<byte[]> unwrap(byte[] wrapped) {
        var pair = KeyPair.of(wrapping, Secret.take(privateKey));
        if (pair.isEmpty()) {
            throw KmsErrors.invalidImportToken();
        }
        try (var opener = pair.get()) {
            return switch (algorithm) {
                case RSAES_OAEP_SHA_1 -> opener.decryptOaep(Digest.SHA_1, wrapped);
                case RSAES_OAEP_SHA_256 -> opener.decryptOaep(Digest.SHA_256, wrapped);
                case RSA_AES_KEY_WRAP_SHA_1 -> opener.unwrap(Digest.SHA_1, wrapped);
                case RSA_AES_KEY_WRAP_SHA_256 -> opener.unwrap(Digest.SHA_256, wrapped);
                default -> Optional.empty();
            };
        }
    }
}
