package org.letterlock.kms;

import java.nio.charset.StandardCharsets;
import org.letterlock.crypt.BlindIndex;
import org.letterlock.crypt.Secret;

/// The check value of a root: 32 bytes that say which key it is and nothing else about it. Kept
/// beside the key, to find damage, and in every store that was written under it, to find a wrong
/// key.
final class RootCheckValue {
    static final int BYTES = 32;
    private static final String LABEL = "letterlock/1/root/index/check";

    private static final byte[] CHECK = "check".getBytes(StandardCharsets.US_ASCII);

    private RootCheckValue() {}

    static byte[] of(RootKey which, Secret root) {
        try (var index = BlindIndex.derive(root, LABEL, new byte[] {(byte) which.code()})) {
            return index.authenticate(CHECK);
        }
    }
}
