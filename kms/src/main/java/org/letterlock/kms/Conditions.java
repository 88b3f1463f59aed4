package org.letterlock.kms;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.letterlock.iam.Caller;
import org.letterlock.iam.Principal;

/// The condition keys of one request on one key. What is absent here is absent from the request.
final class Conditions {
    private Conditions() {}

    static Map<String, List<String>> of(Call call, KmsKey key, KeyFinder keys, Arns arns) {
        var conditions = new HashMap<String, List<String>>();
        put(conditions, "kms:KeyOrigin", "AWS_KMS");
        put(conditions, "kms:KeySpec", key.spec().toString());
        put(conditions, "kms:KeyUsage", key.usage().toString());
        put(conditions, "kms:MultiRegion", "false");
        putCaller(conditions, call.caller());
        requestAlias(call, keys).ifPresent(name -> put(conditions, "kms:RequestAlias", name));
        return conditions;
    }

    private static void putCaller(Map<String, List<String>> conditions, Caller caller) {
        switch (caller) {
            case Caller.Signed signed -> putSigner(conditions, signed);
            case Caller.Forwarded forwarded -> {
                putSigner(conditions, forwarded.signer());
                put(conditions, "kms:ViaService", forwarded.service().name());
                put(conditions, "kms:GrantIsForAWSResource", "true");
                put(conditions, "aws:ViaAWSService", "true");
            }
            case Caller.Service ignored -> put(conditions, "kms:GrantIsForAWSResource", "false");
        }
    }

    private static void putSigner(Map<String, List<String>> conditions, Caller.Signed signed) {
        put(conditions, "aws:PrincipalArn", signed.principal().name());
        put(conditions, "aws:SecureTransport", String.valueOf(signed.origin().tls() != null));
        put(conditions, "aws:ViaAWSService", "false");
        put(conditions, "kms:GrantIsForAWSResource", "false");
        switch (signed.principal()) {
            case Principal.Root root -> putAccount(conditions, root.account(), "Account");
            case Principal.User user -> putAccount(conditions, user.account(), "User");
            case Principal.Service ignored -> {}
        }
    }

    private static void putAccount(Map<String, List<String>> conditions, String account, String type) {
        put(conditions, "kms:CallerAccount", account);
        put(conditions, "aws:PrincipalAccount", account);
        put(conditions, "aws:PrincipalType", type);
    }

    static Map<String, List<String>> ofContext(Map<String, String> context) {
        var conditions = new HashMap<String, List<String>>();
        context.forEach((key, value) -> put(conditions, "kms:EncryptionContext:" + key, value));
        if (!context.isEmpty()) {
            conditions.put("kms:EncryptionContextKeys", List.copyOf(context.keySet()));
        }
        return conditions;
    }

    private static Optional<String> requestAlias(Call call, KeyFinder keys) {
        return call.request().getValueForField("KeyId", String.class).flatMap(keys::aliasName);
    }

    static void put(Map<String, List<String>> conditions, String key, String value) {
        conditions.put(key, List.of(value));
    }
}
