package org.letterlock.kms;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import software.amazon.awssdk.services.kms.model.ExpirationModelType;
import software.amazon.awssdk.services.kms.model.KeyAgreementAlgorithmSpec;
import software.amazon.awssdk.services.kms.model.KeyMetadata;
import software.amazon.awssdk.services.kms.model.KeyState;

/// A key's metadata, for answers and for events.
final class Metadata {
    private static final DateTimeFormatter CREATION =
            DateTimeFormatter.ofPattern("MMM d, yyyy, h:mm:ss a", Locale.US).withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter DELETION =
            DateTimeFormatter.ofPattern("MMM d, yyyy HH:mm:ss a", Locale.US).withZone(ZoneOffset.UTC);

    private Metadata() {}

    static KeyMetadata of(KmsKey key, Arns arns) {
        var current = key.materials().current();
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
                .origin(key.origin())
                .keyManager(key.manager())
                .customerMasterKeySpec(key.spec().toString())
                .keySpec(key.spec())
                .multiRegion(false)
                .currentKeyMaterialId(
                        current == null || !key.isSymmetric()
                                ? null
                                : current.id().hex());
        if (key.isImported() && current != null && current.present()) {
            metadata.validTo(current.validTo());
            metadata.expirationModel(
                    current.validTo() == null
                            ? ExpirationModelType.KEY_MATERIAL_DOES_NOT_EXPIRE
                            : ExpirationModelType.KEY_MATERIAL_EXPIRES);
        }
        switch (key.usage()) {
            case ENCRYPT_DECRYPT -> metadata.encryptionAlgorithms(Algorithms.encryption(key));
            case SIGN_VERIFY -> metadata.signingAlgorithms(Algorithms.signing(key.spec()));
            case GENERATE_VERIFY_MAC -> metadata.macAlgorithms(Algorithms.mac(key.spec()));
            case KEY_AGREEMENT -> metadata.keyAgreementAlgorithms(KeyAgreementAlgorithmSpec.ECDH);
            default -> {}
        }
        return metadata.build();
    }

    /// The `keyMetadata` of a CreateKey event.
    static Map<String, Object> logged(KmsKey key, Arns arns) {
        var members = new LinkedHashMap<String, Object>();
        members.put("aWSAccountId", arns.account());
        members.put("keyId", key.id().toString());
        members.put("arn", key.arn());
        members.put("creationDate", CREATION.format(key.created()));
        members.put("enabled", key.state() == KeyState.ENABLED);
        members.put("description", key.description());
        members.put("keyUsage", key.usage().toString());
        members.put("keyState", key.state().toString());
        members.put("origin", key.origin().toString());
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
