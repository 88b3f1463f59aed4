package org.letterlock.kms;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.letterlock.crypt.Secret;
import org.letterlock.kms.RootKeyException.Reason;

/// The bytes of a root key's file (`docs/formats/root-keys.md`): magic, version, which root, key,
/// check value.
final class RootKeyFile {
    private static final byte[] MAGIC = "LLROOT".getBytes(StandardCharsets.US_ASCII);
    private static final byte VERSION = 1;
    private static final int KEY_BYTES = 32;
    private static final int KEY_AT = MAGIC.length + 2;
    static final int BYTES = KEY_AT + KEY_BYTES + RootCheckValue.BYTES;

    private RootKeyFile() {}

    static byte[] encode(RootKey which, Secret root) {
        return root.expose(key -> ByteBuffer.allocate(BYTES)
                .put(MAGIC)
                .put(VERSION)
                .put((byte) which.code())
                .put(key)
                .put(RootCheckValue.of(which, root))
                .array());
    }

    /// @param name the file, for messages
    static Secret decode(RootKey which, byte[] bytes, String name) throws RootKeyException {
        if (!Arrays.equals(bytes, 0, MAGIC.length, MAGIC, 0, MAGIC.length) || bytes[MAGIC.length] != VERSION) {
            throw new RootKeyException(which, Reason.DAMAGED, name + ": is no root key of a known version");
        }
        if (bytes[MAGIC.length + 1] != which.code()) {
            throw new RootKeyException(which, Reason.WRONG, name + ": is the root of something else");
        }
        var root = Secret.take(Arrays.copyOfRange(bytes, KEY_AT, KEY_AT + KEY_BYTES));
        var check = Arrays.copyOfRange(bytes, KEY_AT + KEY_BYTES, BYTES);
        if (!Arrays.equals(check, RootCheckValue.of(which, root))) {
            root.close();
            throw new RootKeyException(
                    which, Reason.DAMAGED, name + ": is damaged: its check value does not fit its key");
        }
        return root;
    }
}
