package org.letterlock.keyring;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import org.letterlock.crypt.Secret;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.DecryptRequest;
import software.amazon.awssdk.services.kms.model.DecryptResponse;
import software.amazon.awssdk.services.kms.model.DependencyTimeoutException;
import software.amazon.awssdk.services.kms.model.EncryptRequest;
import software.amazon.awssdk.services.kms.model.EncryptResponse;
import software.amazon.awssdk.services.kms.model.InvalidCiphertextException;
import software.amazon.awssdk.services.kms.model.KmsInternalException;

/// The two KMS calls made for a mailbox, with exactly the context of DP-21, and the checks of their
/// answers. Nothing of a request or an answer is ever printed: `SdkBytes.toString()` shows the
/// bytes.
final class ServiceCalls {
    static final String CONTEXT_KEY = "aws:workmail:arn";
    private static final Logger LOG = System.getLogger(ServiceCalls.class.getName());

    private final KmsClient kms;
    private final Duration answerWithin;

    ServiceCalls(KmsClient kms, Duration answerWithin) {
        this.kms = kms;
        this.answerWithin = answerWithin;
    }

    /// `Encrypt` under the CMK (DP-7). The caller wipes `plaintext`.
    byte[] encrypt(String organizationArn, String cmkArn, byte[] plaintext) throws KeyUnavailableException {
        var request = EncryptRequest.builder()
                .keyId(cmkArn)
                .encryptionContext(Map.of(CONTEXT_KEY, organizationArn))
                .plaintext(SdkBytes.fromByteArrayUnsafe(plaintext))
                .overrideConfiguration(o -> o.apiCallTimeout(answerWithin))
                .build();
        try {
            EncryptResponse response = kms.encrypt(request);
            if (!cmkArn.equals(response.keyId()) || response.ciphertextBlob() == null) {
                throw alarm(new KeyUnavailableException.Foreign("the KMS encrypted under another CMK"));
            }
            return response.ciphertextBlob().asByteArray();
        } catch (RuntimeException e) {
            throw unavailable(e);
        }
    }

    /// `Decrypt` of a wrapped key. The request names no key, the blob chooses it (DP-22): so the
    /// CMK that answered and the owner are compared before a byte of the key is used.
    Secret decrypt(WrappedKey key) throws KeyUnavailableException {
        var request = DecryptRequest.builder()
                .encryptionContext(Map.of(CONTEXT_KEY, key.organizationArn()))
                .ciphertextBlob(SdkBytes.fromByteArrayUnsafe(key.blob()))
                .overrideConfiguration(o -> o.apiCallTimeout(answerWithin))
                .build();
        try {
            return take(key, kms.decrypt(request));
        } catch (InvalidCiphertextException e) {
            throw alarm(new KeyUnavailableException.Foreign("the KMS cannot open the stored key of " + key.owner(), e));
        } catch (RuntimeException e) {
            throw unavailable(e);
        }
    }

    void retire(String cmkArn, String grantId) throws KeyUnavailableException {
        try {
            kms.retireGrant(r -> r.keyId(cmkArn).grantId(grantId));
        } catch (RuntimeException e) {
            throw unavailable(e);
        }
    }

    private Secret take(WrappedKey key, DecryptResponse response) throws KeyUnavailableException {
        if (response.plaintext() == null) {
            throw new KeyUnavailableException.Unreachable("the KMS answered without a plaintext", null);
        }
        byte[] plaintext = response.plaintext().asByteArrayUnsafe();
        try {
            if (!key.cmkArn().equals(response.keyId())) {
                throw new KeyUnavailableException.Foreign("the stored key of " + key.owner() + " is under another CMK");
            }
            return KeyPlaintext.decode(plaintext, key.owner(), key.generation());
        } catch (KeyUnavailableException.Foreign e) {
            throw alarm(e);
        } finally {
            Arrays.fill(plaintext, (byte) 0);
        }
    }

    private static KeyUnavailableException unavailable(RuntimeException e) {
        return switch (e) {
            case KmsInternalException f -> unreachable(f);
            case DependencyTimeoutException f -> unreachable(f);
            case software.amazon.awssdk.services.kms.model.KeyUnavailableException f -> unreachable(f);
            case AwsServiceException f when f.isThrottlingException() || f.statusCode() >= 500 -> unreachable(f);
            case AwsServiceException f -> new KeyUnavailableException.Refused("the KMS refuses", f);
            case RuntimeException f -> unreachable(f);
        };
    }

    private static KeyUnavailableException unreachable(RuntimeException e) {
        return new KeyUnavailableException.Unreachable("the KMS fails", e);
    }

    private static KeyUnavailableException.Foreign alarm(KeyUnavailableException.Foreign e) {
        LOG.log(Level.ERROR, "ALARM: stored keys were exchanged or changed: {0}", e.getMessage());
        return e;
    }
}
