package org.letterlock.crypt;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// The hash functions of signatures, OAEP and HMAC.
public enum Digest {
    SHA_1("SHA-1", "HmacSHA1", 20, "3021300906052b0e03021a05000414"),
    SHA_224("SHA-224", "HmacSHA224", 28, "302d300d06096086480165030402040500041c"),
    SHA_256("SHA-256", "HmacSHA256", 32, "3031300d060960864801650304020105000420"),
    SHA_384("SHA-384", "HmacSHA384", 48, "3041300d060960864801650304020205000430"),
    SHA_512("SHA-512", "HmacSHA512", 64, "3051300d060960864801650304020305000440");

    private final String jceName;
    private final String macName;
    private final int bytes;
    private final byte[] digestInfo;

    Digest(String jceName, String macName, int bytes, String digestInfo) {
        this.jceName = jceName;
        this.macName = macName;
        this.bytes = bytes;
        this.digestInfo = HexFormat.of().parseHex(digestInfo);
    }

    /// How long its values are.
    public int bytes() {
        return bytes;
    }

    public byte[] of(byte[] message) {
        try {
            return MessageDigest.getInstance(jceName).digest(message);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has " + jceName, e);
        }
    }

    String jceName() {
        return jceName;
    }

    String macName() {
        return macName;
    }

    /// What PKCS #1 v1.5 puts before a value (RFC 8017 §9.2, note 1).
    byte[] digestInfo() {
        return digestInfo.clone();
    }
}
