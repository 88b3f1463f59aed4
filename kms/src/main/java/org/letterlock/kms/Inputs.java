package org.letterlock.kms;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;

/// Checks of the byte members of requests.
final class Inputs {
    static final int MAX_MESSAGE = 4_096;

    private Inputs() {}

    /// The member's bytes: 1 to `most`.
    static byte[] bytes(String member, @Nullable SdkBytes value, int most) {
        if (value == null) {
            throw KmsErrors.validation(member, "Member must not be null");
        }
        var bytes = value.asByteArrayUnsafe();
        if (bytes.length < 1 || bytes.length > most) {
            throw KmsErrors.validation(member, "From 1 to " + most + " bytes");
        }
        return bytes;
    }

    static <T> T required(String member, @Nullable T value) {
        if (value == null) {
            throw KmsErrors.validation(member, "Member must not be null");
        }
        return value;
    }

    static void refuseRecipient(@Nullable Object recipient) {
        if (recipient != null) {
            throw KmsErrors.unsupported("An answer for a recipient (a Nitro enclave) is not supported.");
        }
    }
}
