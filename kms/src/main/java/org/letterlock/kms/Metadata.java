package org.letterlock.kms;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import software.amazon.awssdk.services.kms.model.EncryptionAlgorithmSpec;
import software.amazon.awssdk.services.kms.model.KeyMetadata;
import software.amazon.awssdk.services.kms.model.KeySpec;
import software.amazon.awssdk.services.kms.model.KeyState;
import software.amazon.awssdk.services.kms.model.KeyUsageType;
import software.amazon.awssdk.services.kms.model.OriginType;
import software.amazon.awssdk.services.kms.model.SigningAlgorithmSpec;

/// A key's metadata, for answers and for events.
final class Metadata {
    private static final DateTimeFormatter CREATION =
            DateTimeFormatter.ofPattern("MMM d, yyyy, h:mm:ss a", Locale.US).withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter DELETION =
            DateTimeFormatter.ofPattern("MMM d, yyyy HH:mm:ss a", Locale.US).withZone(ZoneOffset.UTC);

    private Metadata() {}

    static KeyMetadata of(KmsKey key, Arns arns) {
        var metadata = KeyMetadata.builder()
                .awsAccountId(arns.account())
                .keyId(key.id().toString())
                .arn(key.arn())
                .creationDate(key.created())
                .enabled(key.state() == KeyState.ENABLED)
                .description(key.description())
                .keyUsage(key.usage())
                .keyState(key.state())
                .deletionDate(key.deletion())
                .origin(OriginType.AWS_KMS)
                .keyManager(key.manager())
                .customerMasterKeySpec(key.spec().toString())
                .keySpec(key.spec())
                .multiRegion(false)
                .currentKeyMaterialId(
                        key.material() == null ? null : key.material().hex());
        if (key.usage() == KeyUsageType.ENCRYPT_DECRYPT) {
            metadata.encryptionAlgorithms(encryptionAlgorithms(key));
        } else {
            metadata.signingAlgorithms(signingAlgorithms(key.spec()));
        }
        return metadata.build();
    }

    private static List<EncryptionAlgorithmSpec> encryptionAlgorithms(KmsKey key) {
        return key.isSymmetric()
                ? List.of(EncryptionAlgorithmSpec.SYMMETRIC_DEFAULT)
                : List.of(EncryptionAlgorithmSpec.RSAES_OAEP_SHA_1, EncryptionAlgorithmSpec.RSAES_OAEP_SHA_256);
    }

    private static List<SigningAlgorithmSpec> signingAlgorithms(KeySpec spec) {
        return switch (spec) {
            case ECC_NIST_P256, ECC_SECG_P256_K1 -> List.of(SigningAlgorithmSpec.ECDSA_SHA_256);
            case ECC_NIST_P384 -> List.of(SigningAlgorithmSpec.ECDSA_SHA_384);
            case ECC_NIST_P521 -> List.of(SigningAlgorithmSpec.ECDSA_SHA_512);
            default ->
                List.of(
                        SigningAlgorithmSpec.RSASSA_PKCS1_V1_5_SHA_256,
                        SigningAlgorithmSpec.RSASSA_PKCS1_V1_5_SHA_384,
                        SigningAlgorithmSpec.RSASSA_PKCS1_V1_5_SHA_512,
                        SigningAlgorithmSpec.RSASSA_PSS_SHA_256,
                        SigningAlgorithmSpec.RSASSA_PSS_SHA_384,
                        SigningAlgorithmSpec.RSASSA_PSS_SHA_512);
        };
    }

    /// The `keyMetadata` of a CreateKey event.
    static Map<String, Object> logged(KmsKey key, Arns arns) {
        var members = new LinkedHashMap<String, Object>();
        members.put("aWSAccountId", arns.account());
        members.put("keyId", key.id().toString());
        members.put("arn", key.arn());
        members.put("creationDate", CREATION.format(key.created()));
        members.put("enabled", true);
        members.put("description", key.description());
        members.put("keyUsage", key.usage().toString());
        members.put("keyState", key.state().toString());
        members.put("origin", OriginType.AWS_KMS.toString());
        members.put("keyManager", key.manager().toString());
        members.put("customerMasterKeySpec", key.spec().toString());
        members.put("keySpec", key.spec().toString());
        members.put("multiRegion", false);
        return members;
    }

    /// As a ScheduleKeyDeletion event has it, e.g. `Apr 12, 2021 18:58:30 PM`.
    static String deletionDate(Instant deletion) {
        return DELETION.format(deletion);
    }
}
