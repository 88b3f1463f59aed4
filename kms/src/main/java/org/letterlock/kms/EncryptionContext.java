package org.letterlock.kms;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/// An encryption context, and the digest by which a ciphertext is bound to it. Immutable.
///
/// The encoding is injective (`docs/formats/kms-blob.md`): pairs sorted by their keys' UTF-8 bytes,
/// every key and value preceded by its length. Text that UTF-8 cannot represent (half of a
/// surrogate pair) is refused, since replacing it would make two contexts alike.
record EncryptionContext(Map<String, String> pairs) {
    static final EncryptionContext EMPTY = new EncryptionContext(Map.of());
    private static final int MAX_CHARACTERS = 8_192;

    EncryptionContext {
        pairs = Map.copyOf(pairs);
    }

    /// Checks a context from a request; its pairs are what events, policies and grants see.
    static EncryptionContext of(Map<String, String> pairs) {
        if (pairs.isEmpty()) {
            return EMPTY;
        }
        long characters = 0;
        for (var pair : pairs.entrySet()) {
            if (pair.getKey() == null
                    || pair.getValue() == null
                    || pair.getKey().isEmpty()) {
                throw KmsErrors.validation("encryptionContext", "Keys must not be empty, nor values null");
            }
            characters += pair.getKey().length() + pair.getValue().length();
        }
        if (characters > MAX_CHARACTERS) {
            throw KmsErrors.validation("encryptionContext", "At most " + MAX_CHARACTERS + " characters");
        }
        var context = new EncryptionContext(pairs);
        context.encode();
        return context;
    }

    /// SHA-256 over [#encode()].
    byte[] digest() {
        try {
            return MessageDigest.getInstance("SHA-256").digest(encode());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    byte[] encode() {
        var sorted = new TreeMap<byte[], byte[]>(Arrays::compareUnsigned);
        pairs.forEach((key, value) -> sorted.put(utf8(key), utf8(value)));
        int size = Integer.BYTES;
        for (var pair : sorted.entrySet()) {
            size += 2 * Integer.BYTES + pair.getKey().length + pair.getValue().length;
        }
        var out = ByteBuffer.allocate(size).putInt(sorted.size());
        sorted.forEach((key, value) ->
                out.putInt(key.length).put(key).putInt(value.length).put(value));
        return out.array();
    }

    private static byte[] utf8(String text) {
        try {
            var bytes = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
            var exact = new byte[bytes.remaining()];
            bytes.get(exact);
            return exact;
        } catch (CharacterCodingException e) {
            throw KmsErrors.validation("encryptionContext", "Text must be valid Unicode");
        }
    }
}
