package org.letterlock.mailbox;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Writes the plaintext of records: unsigned varints (LEB128), length-prefixed bytes and UTF-8 texts. Not
/// thread-safe.
final class Encoder {
    private byte[] bytes;
    private int size;

    Encoder() {
        this(256);
    }

    Encoder(int capacity) {
        bytes = new byte[capacity];
    }

    int size() {
        return size;
    }

    Encoder u8(int value) {
        room(1);
        bytes[size++] = (byte) value;
        return this;
    }

    Encoder flag(boolean value) {
        return u8(value ? 1 : 0);
    }

    /// 1 to 10 bytes: seven bits a byte, least significant first, the top bit set on all but the last.
    Encoder number(long value) {
        room(10);
        long rest = value;
        while ((rest & ~0x7fL) != 0) {
            bytes[size++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        bytes[size++] = (byte) rest;
        return this;
    }

    Encoder raw(byte[] value) {
        room(value.length);
        System.arraycopy(value, 0, bytes, size, value.length);
        size += value.length;
        return this;
    }

    Encoder blob(byte[] value) {
        return number(value.length).raw(value);
    }

    Encoder text(String value) {
        return blob(value.getBytes(StandardCharsets.UTF_8));
    }

    byte[] bytes() {
        return Arrays.copyOf(bytes, size);
    }

    private void room(int more) {
        if (bytes.length - size < more) {
            bytes = Arrays.copyOf(bytes, Math.max(size + more, bytes.length * 2));
        }
    }
}
