package org.letterlock.kms;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.letterlock.crypt.BlindIndex;
import org.letterlock.crypt.Secret;

/// Grant tokens: they name their grant and prove that this KMS made them, so none is stored, each
/// is fresh, and all of a grant are interchangeable. Thread-safe.
final class GrantTokens implements AutoCloseable {
    static final int MAX_LENGTH = 8_192;
    static final int MAX_TOKENS = 10;
    private static final String LABEL = "letterlock/1/kms/index/grant-token";
    private static final byte FORMAT = 1;
    private static final int GRANT_BYTES = 32;
    private static final int NONCE_BYTES = 16;
    private static final int BODY_BYTES = 1 + GRANT_BYTES + NONCE_BYTES;
    private static final int PROOF_BYTES = 32;

    private final BlindIndex proofs;
    private final SecureRandom random;

    GrantTokens(Secret root, SecureRandom random) {
        this.proofs = BlindIndex.derive(root, LABEL, new byte[0]);
        this.random = random;
    }

    String fresh(String grantId) {
        var nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        var body = ByteBuffer.allocate(BODY_BYTES)
                .put(FORMAT)
                .put(HexFormat.of().parseHex(grantId))
                .put(nonce)
                .array();
        var token = ByteBuffer.allocate(BODY_BYTES + PROOF_BYTES).put(body).put(proof(body));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(token.array());
    }

    /// The id of the grant that `token` was made for.
    String grantId(String token) {
        var bytes = decode(token);
        if (bytes.length != BODY_BYTES + PROOF_BYTES || bytes[0] != FORMAT) {
            throw KmsErrors.invalidGrantToken();
        }
        var body = new byte[BODY_BYTES];
        var proof = new byte[PROOF_BYTES];
        ByteBuffer.wrap(bytes).get(body).get(proof);
        if (!MessageDigest.isEqual(proof, proof(body))) {
            throw KmsErrors.invalidGrantToken();
        }
        return HexFormat.of().formatHex(body, 1, 1 + GRANT_BYTES);
    }

    /// Checks the tokens of a request. A grant here works from the moment its creation returns, so
    /// a token adds nothing; but a token that this KMS never made is an error.
    void check(List<String> tokens) {
        if (tokens.size() > MAX_TOKENS) {
            throw KmsErrors.validation("grantTokens", "At most " + MAX_TOKENS + " tokens");
        }
        tokens.forEach(this::grantId);
    }

    private byte[] proof(byte[] body) {
        return proofs.authenticate(body);
    }

    private static byte[] decode(String token) {
        if (token.length() > MAX_LENGTH) {
            throw KmsErrors.validation("grantToken", "At most " + MAX_LENGTH + " characters");
        }
        try {
            return Base64.getUrlDecoder().decode(token);
        } catch (IllegalArgumentException e) {
            throw KmsErrors.invalidGrantToken();
        }
    }

    @Override
    public void close() {
        proofs.close();
    }
}
