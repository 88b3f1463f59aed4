package org.letterlock.kms;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.util.SdkAutoConstructList;
import software.amazon.awssdk.core.util.SdkAutoConstructMap;
import software.amazon.awssdk.services.kms.model.KmsRequest;

/// Which members of a request its event tells: an allow-list per operation, in the event's order.
/// What is not listed is left out (plaintext, ciphertext, grant tokens); what is listed and
/// oversized is hidden.
final class LoggedMembers {
    static final String HIDDEN = "HIDDEN_DUE_TO_SECURITY_REASONS";
    /// As CloudTrail writes times inside members, e.g. `Nov 25, 2026, 10:00:00 AM`.
    private static final DateTimeFormatter WHEN =
            DateTimeFormatter.ofPattern("MMM d, yyyy, h:mm:ss a", Locale.US).withZone(ZoneOffset.UTC);
    private static final int MAX_TEXT = 2_048;
    private static final int MAX_DOCUMENT = 32_768;
    private static final int MAX_CONTEXT = 8_192;
    private static final int MAX_LIST = 64;

    private static final Map<String, List<String>> ALLOWED = Map.ofEntries(
            Map.entry("DeleteImportedKeyMaterial", List.of("KeyId", "KeyMaterialId")),
            Map.entry("DeriveSharedSecret", List.of("KeyId", "KeyAgreementAlgorithm", "DryRun")),
            Map.entry("DisableKeyRotation", List.of("KeyId")),
            Map.entry("EnableKeyRotation", List.of("KeyId", "RotationPeriodInDays")),
            Map.entry("GenerateDataKeyPair", List.of("EncryptionContext", "KeyId", "KeyPairSpec", "DryRun")),
            Map.entry(
                    "GenerateDataKeyPairWithoutPlaintext",
                    List.of("EncryptionContext", "KeyId", "KeyPairSpec", "DryRun")),
            Map.entry("GenerateMac", List.of("KeyId", "MacAlgorithm", "DryRun")),
            Map.entry("GenerateRandom", List.of("NumberOfBytes")),
            Map.entry("GetKeyLastUsage", List.of("KeyId")),
            Map.entry("GetKeyRotationStatus", List.of("KeyId")),
            Map.entry("GetParametersForImport", List.of("KeyId", "WrappingAlgorithm", "WrappingKeySpec")),
            Map.entry("GetPublicKey", List.of("KeyId")),
            Map.entry(
                    "ImportKeyMaterial",
                    List.of(
                            "KeyId",
                            "ValidTo",
                            "ExpirationModel",
                            "ImportType",
                            "KeyMaterialDescription",
                            "KeyMaterialId")),
            Map.entry("ListKeyRotations", List.of("KeyId", "IncludeKeyMaterial", "Limit", "Marker")),
            Map.entry("ListResourceTags", List.of("KeyId", "Limit", "Marker")),
            Map.entry(
                    "ReEncrypt",
                    List.of(
                            "SourceEncryptionContext",
                            "SourceKeyId",
                            "SourceEncryptionAlgorithm",
                            "DestinationKeyId",
                            "DestinationEncryptionContext",
                            "DestinationEncryptionAlgorithm",
                            "DryRun")),
            Map.entry("RotateKeyOnDemand", List.of("KeyId")),
            Map.entry("Sign", List.of("KeyId", "MessageType", "SigningAlgorithm", "DryRun")),
            Map.entry("TagResource", List.of("KeyId", "Tags")),
            Map.entry("UntagResource", List.of("KeyId", "TagKeys")),
            Map.entry("UpdateKeyDescription", List.of("KeyId", "Description")),
            Map.entry("Verify", List.of("KeyId", "MessageType", "SigningAlgorithm", "DryRun")),
            Map.entry("VerifyMac", List.of("KeyId", "MacAlgorithm", "DryRun")),
            Map.entry("CancelKeyDeletion", List.of("KeyId")),
            Map.entry("CreateAlias", List.of("AliasName", "TargetKeyId")),
            Map.entry(
                    "CreateGrant",
                    List.of(
                            "KeyId",
                            "Constraints",
                            "Operations",
                            "GranteePrincipal",
                            "RetiringPrincipal",
                            "Name",
                            "DryRun")),
            Map.entry(
                    "CreateKey",
                    List.of(
                            "Policy",
                            "Description",
                            "KeyUsage",
                            "CustomerMasterKeySpec",
                            "KeySpec",
                            "Origin",
                            "BypassPolicyLockoutSafetyCheck",
                            "Tags",
                            "MultiRegion")),
            Map.entry("Decrypt", List.of("EncryptionContext", "KeyId", "EncryptionAlgorithm", "DryRun")),
            Map.entry("DeleteAlias", List.of("AliasName")),
            Map.entry("DescribeKey", List.of("KeyId")),
            Map.entry("DisableKey", List.of("KeyId")),
            Map.entry("EnableKey", List.of("KeyId")),
            Map.entry("Encrypt", List.of("EncryptionContext", "KeyId", "EncryptionAlgorithm", "DryRun")),
            Map.entry("GenerateDataKey", List.of("EncryptionContext", "KeyId", "KeySpec", "NumberOfBytes", "DryRun")),
            Map.entry(
                    "GenerateDataKeyWithoutPlaintext",
                    List.of("EncryptionContext", "KeyId", "KeySpec", "NumberOfBytes", "DryRun")),
            Map.entry("GetKeyPolicy", List.of("KeyId", "PolicyName")),
            Map.entry("ListAliases", List.of("KeyId", "Limit", "Marker")),
            Map.entry("ListGrants", List.of("KeyId", "GrantId", "GranteePrincipal", "Limit", "Marker")),
            Map.entry("ListKeyPolicies", List.of("KeyId", "Limit", "Marker")),
            Map.entry("ListKeys", List.of("Limit", "Marker")),
            Map.entry("ListRetirableGrants", List.of("RetiringPrincipal", "Limit", "Marker")),
            Map.entry("PutKeyPolicy", List.of("KeyId", "PolicyName", "Policy", "BypassPolicyLockoutSafetyCheck")),
            Map.entry("RevokeGrant", List.of("KeyId", "GrantId", "DryRun")),
            Map.entry("ScheduleKeyDeletion", List.of("KeyId", "PendingWindowInDays")),
            Map.entry("UpdateAlias", List.of("AliasName", "TargetKeyId")));

    private LoggedMembers() {}

    /// Empty for an operation without any.
    static Map<String, Object> of(String operation, KmsRequest request) {
        var members = new LinkedHashMap<String, Object>();
        for (var name : ALLOWED.getOrDefault(operation, List.of())) {
            field(request, name)
                    .map(field -> field.getValueOrDefault(request))
                    .filter(value -> !isUnset(value))
                    .ifPresent(value -> members.put(lowerFirst(name), bounded(value)));
        }
        return members;
    }

    private static Optional<SdkField<?>> field(SdkPojo pojo, String name) {
        return pojo.sdkFields().stream()
                .filter(field -> field.memberName().equals(name))
                .findFirst();
    }

    private static boolean isUnset(Object value) {
        return value instanceof SdkAutoConstructList<?> || value instanceof SdkAutoConstructMap<?, ?>;
    }

    private static Object bounded(Object value) {
        return switch (value) {
            case String text when text.length() <= (text.startsWith("{") ? MAX_DOCUMENT : MAX_TEXT) -> text;
            case Number number -> number;
            case Boolean bool -> bool;
            case Instant time -> WHEN.format(time);
            case List<?> list
            when list.size() <= MAX_LIST ->
                list.stream().map(LoggedMembers::bounded).toList();
            case Map<?, ?> map when characters(map) <= MAX_CONTEXT -> map;
            case SdkPojo pojo -> members(pojo);
            default -> HIDDEN;
        };
    }

    private static int characters(Map<?, ?> map) {
        return map.entrySet().stream()
                .mapToInt(pair -> String.valueOf(pair.getKey()).length()
                        + String.valueOf(pair.getValue()).length())
                .sum();
    }

    /// A structure inside an allowed member (the constraints of a grant).
    private static Map<String, Object> members(SdkPojo pojo) {
        var members = new LinkedHashMap<String, Object>();
        for (var field : pojo.sdkFields()) {
            var value = field.getValueOrDefault(pojo);
            if (value != null && !isUnset(value)) {
                members.put(lowerFirst(field.memberName()), bounded(value));
            }
        }
        return members;
    }

    private static String lowerFirst(String name) {
        return Character.toLowerCase(name.charAt(0)) + name.substring(1);
    }
}
