package org.letterlock.trail;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudtrail.model.InvalidNextTokenException;
import software.amazon.awssdk.services.cloudtrail.model.LookupEventsRequest;

/// The tokens of one look-up: a position, bound to the parameters that it was given for.
record NextToken(byte[] parameters) {
    private static final int DIGEST_BYTES = 16;

    static NextToken forRequest(LookupEventsRequest request) {
        var text = request.lookupAttributes() + "|" + request.startTime() + "|" + request.endTime();
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return new NextToken(Arrays.copyOf(digest, DIGEST_BYTES));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    String at(long position) {
        var bytes =
                ByteBuffer.allocate(DIGEST_BYTES + Long.BYTES).put(parameters).putLong(position);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
    }

    /// The position in `token`; 0 for none.
    long before(@Nullable String token) {
        if (token == null) {
            return 0;
        }
        var bytes = decode(token);
        if (bytes.length != DIGEST_BYTES + Long.BYTES
                || !Arrays.equals(bytes, 0, DIGEST_BYTES, parameters, 0, DIGEST_BYTES)) {
            throw invalid();
        }
        long position = ByteBuffer.wrap(bytes).getLong(DIGEST_BYTES);
        if (position < 1) {
            throw invalid();
        }
        return position;
    }

    private static byte[] decode(String token) {
        try {
            return Base64.getUrlDecoder().decode(token);
        } catch (IllegalArgumentException e) {
            throw invalid();
        }
    }

    private static InvalidNextTokenException invalid() {
        var message = "The token is not one of this look-up.";
        return (InvalidNextTokenException) InvalidNextTokenException.builder()
                .message(message)
                .awsErrorDetails(Errors.details("InvalidNextTokenException", message))
                .statusCode(Errors.BAD_REQUEST)
                .build();
    }
}
