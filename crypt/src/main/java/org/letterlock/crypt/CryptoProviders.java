package org.letterlock.crypt;

import java.security.GeneralSecurityException;
import java.security.Provider;
import java.security.SecureRandom;
import java.security.Security;
import javax.crypto.Cipher;
import javax.crypto.Mac;

/// Which JCE provider does what in this process. Immutable.
public final class CryptoProviders {
    private final Provider records;
    private final Provider segments;
    private final Provider macs;
    private final SecureRandom random;

    private CryptoProviders(Provider records, Provider segments, Provider macs, SecureRandom random) {
        this.records = records;
        this.segments = segments;
        this.macs = macs;
        this.random = random;
    }

    /// The choice for this process, made once.
    public static CryptoProviders process() {
        return Process.CHOICE;
    }

    static CryptoProviders all(Provider provider, SecureRandom random) {
        return new CryptoProviders(provider, provider, provider, random);
    }

    static Provider jdk() {
        return Security.getProvider("SunJCE");
    }

    SecureRandom random() {
        return random;
    }

    Cipher blocks() {
        return cipher("AES/ECB/NoPadding", jdk());
    }

    Cipher recordGcm() {
        return cipher("AES/GCM/NoPadding", records);
    }

    Cipher segmentGcm() {
        return cipher("AES/GCM/NoPadding", segments);
    }

    Mac hmacSha256() {
        try {
            return Mac.getInstance("HmacSHA256", macs);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(macs.getName() + " has no HmacSHA256", e);
        }
    }

    private static Cipher cipher(String transformation, Provider provider) {
        try {
            return Cipher.getInstance(transformation, provider);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(provider.getName() + " has no " + transformation, e);
        }
    }

    private static final class Process {
        static final CryptoProviders CHOICE = all(jdk(), new SecureRandom());
    }
}
