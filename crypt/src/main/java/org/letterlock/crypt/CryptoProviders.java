package org.letterlock.crypt;

import java.security.GeneralSecurityException;
import java.security.Provider;
import java.security.SecureRandom;
import java.security.Security;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;

/// Which JCE provider does what in this process: the Amazon Corretto Crypto Provider where it is faster
/// and can be loaded, else the JDK's. The choice per use comes from a recorded measurement (decision
/// 0012); [CryptoWarmUp] measures again at every start and says so when the record is wrong on that
/// machine. Immutable, thread-safe.
public final class CryptoProviders {
    private static final String CORRETTO = "com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider";

    private final Provider records;
    private final Provider bulk;
    private final Provider macs;
    private final SecureRandom random;

    private CryptoProviders(Provider records, Provider bulk, Provider macs) {
        this.records = records;
        this.bulk = bulk;
        this.macs = macs;
        this.random = new SecureRandom();
    }

    /// The choice for this process, made once.
    public static CryptoProviders process() {
        return Process.CHOICE;
    }

    /// For `store stats`: use → provider with its version.
    public Map<String, String> stats() {
        var stats = new LinkedHashMap<String, String>();
        stats.put("crypt.records", name(records));
        stats.put("crypt.pages-and-segments", name(bulk));
        stats.put("crypt.hmac", name(macs));
        stats.put("crypt.random", random.getAlgorithm() + " of " + name(random.getProvider()));
        stats.put("crypt.secrets", Secret.protection());
        return stats;
    }

    static String name(Provider provider) {
        return provider.getName() + " " + provider.getVersionStr();
    }

    /// One provider for everything.
    static CryptoProviders all(Provider provider) {
        return new CryptoProviders(provider, provider, provider);
    }

    static Provider jdk() {
        return Security.getProvider("SunJCE");
    }

    /// The Amazon Corretto Crypto Provider, if it can be loaded here and gives the JDK's answers.
    static Optional<Provider> corretto() {
        return Process.FOUND;
    }

    private static Optional<Provider> load() {
        try {
            return ServiceLoader.load(Provider.class, CryptoProviders.class.getClassLoader()).stream()
                    .filter(found -> found.type().getName().equals(CORRETTO))
                    .findFirst()
                    .map(ServiceLoader.Provider::get)
                    .filter(CryptoProviders::agreesWithJdk);
        } catch (ServiceConfigurationError | LinkageError | IllegalStateException e) {
            System.getLogger(CryptoProviders.class.getName())
                    .log(System.Logger.Level.INFO, "no native cryptography: {0}", e.toString());
            return Optional.empty();
        }
    }

    private static boolean agreesWithJdk(Provider provider) {
        try {
            return Arrays.equals(sample(provider), sample(jdk()));
        } catch (GeneralSecurityException e) {
            System.getLogger(CryptoProviders.class.getName())
                    .log(System.Logger.Level.WARNING, "native cryptography cannot be used: {0}", e.toString());
            return false;
        }
    }

    private static byte[] sample(Provider provider) throws GeneralSecurityException {
        var cipher = Cipher.getInstance("AES/GCM/NoPadding", provider);
        cipher.init(Cipher.ENCRYPT_MODE, new HeapKey("AES", new byte[32]), new GCMParameterSpec(128, new byte[12]));
        cipher.updateAAD(new byte[20]);
        return cipher.doFinal(new byte[1_000]);
    }

    SecureRandom random() {
        return random;
    }

    /// AES on single blocks, for the CMAC of XAES: the JDK's always, the other has no such
    /// transformation.
    Cipher blocks() {
        return cipher("AES/ECB/NoPadding", jdk());
    }

    /// For records below 4 KiB.
    Cipher recordGcm() {
        return cipher("AES/GCM/NoPadding", records);
    }

    /// For records from 4 KiB on.
    Cipher pageGcm() {
        return cipher("AES/GCM/NoPadding", bulk);
    }

    Cipher segmentGcm() {
        return cipher("AES/GCM/NoPadding", bulk);
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
        static final Optional<Provider> FOUND = load();
        static final CryptoProviders CHOICE = new CryptoProviders(jdk(), FOUND.orElseGet(CryptoProviders::jdk), jdk());
    }
}
