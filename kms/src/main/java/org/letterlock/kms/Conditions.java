package org.letterlock.kms;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.letterlock.iam.Caller;
import org.letterlock.iam.Identities;
import org.letterlock.iam.Principal;

/// The condition keys of one request. What is absent here is absent from the request.
final class Conditions {
    private Conditions() {}

    static Map<String, List<String>> ofKey(KmsKey key) {
        var conditions = new HashMap<String, List<String>>();
        put(conditions, "kms:KeyOrigin", key.origin().toString());
        put(conditions, "kms:KeySpec", key.spec().toString());
        put(conditions, "kms:KeyUsage", key.usage().toString());
        put(conditions, "kms:MultiRegion", "false");
        key.tags().forEach((tag, value) -> put(conditions, "aws:ResourceTag/" + tag, value));
        return conditions;
    }

    /// The aliases of the key; only identity-based policies see them.
    static Map<String, List<String>> ofAliases(State state, KmsKey key) {
        return Map.of(
                "kms:ResourceAliases",
                state.aliasesOf(key.id()).stream().map(Alias::name).toList());
    }

    /// Who asks, whence and when.
    static Map<String, List<String>> ofCaller(Call call, Arns arns, Identities identities) {
        var conditions = new HashMap<String, List<String>>();
        put(conditions, "aws:CurrentTime", call.time().toString());
        put(conditions, "aws:EpochTime", String.valueOf(call.time().getEpochSecond()));
        put(conditions, "aws:RequestedRegion", arns.region());
        put(conditions, "aws:ResourceAccount", arns.account());
        switch (call.caller()) {
            case Caller.Signed signed -> {
                putSigner(conditions, signed, identities);
                put(conditions, "aws:SourceIp", signed.origin().sourceIp());
                put(conditions, "aws:ViaAWSService", "false");
                put(conditions, "kms:GrantIsForAWSResource", "false");
            }
            case Caller.Forwarded forwarded -> {
                var service = forwarded.service().name();
                putSigner(conditions, forwarded.signer(), identities);
                put(conditions, "kms:ViaService", service);
                put(conditions, "kms:GrantIsForAWSResource", "true");
                put(conditions, "aws:ViaAWSService", "true");
                put(conditions, "aws:CalledVia", service);
                put(conditions, "aws:CalledViaFirst", service);
                put(conditions, "aws:CalledViaLast", service);
            }
            case Caller.Service service -> {
                put(conditions, "kms:GrantIsForAWSResource", "false");
                put(conditions, "aws:PrincipalIsAWSService", "true");
                put(conditions, "aws:PrincipalServiceName", service.principal().name());
                put(
                        conditions,
                        "aws:PrincipalServiceNamesList",
                        service.principal().name());
            }
        }
        return conditions;
    }

    private static void putSigner(Map<String, List<String>> conditions, Caller.Signed signed, Identities identities) {
        put(conditions, "aws:PrincipalArn", signed.principal().name());
        put(conditions, "aws:PrincipalIsAWSService", "false");
        put(conditions, "aws:SecureTransport", String.valueOf(signed.origin().tls() != null));
        put(conditions, "aws:UserAgent", signed.origin().userAgent());
        switch (signed.principal()) {
            case Principal.Root root -> putAccount(conditions, root.account(), "Account", root.account());
            case Principal.User user -> {
                putAccount(conditions, user.account(), "User", user.principalId());
                put(conditions, "aws:username", user.userName());
            }
            case Principal.Service ignored -> {}
        }
        identities.tags(signed.principal()).forEach((tag, value) -> put(conditions, "aws:PrincipalTag/" + tag, value));
    }

    private static void putAccount(Map<String, List<String>> conditions, String account, String type, String id) {
        put(conditions, "kms:CallerAccount", account);
        put(conditions, "aws:PrincipalAccount", account);
        put(conditions, "aws:PrincipalType", type);
        put(conditions, "aws:userid", id);
    }

    static Map<String, List<String>> ofContext(Map<String, String> context) {
        var conditions = new HashMap<String, List<String>>();
        context.forEach((key, value) -> put(conditions, "kms:EncryptionContext:" + key, value));
        if (!context.isEmpty()) {
            conditions.put("kms:EncryptionContextKeys", List.copyOf(context.keySet()));
        }
        return conditions;
    }

    /// The alias that the request names, if it does.
    static Map<String, List<String>> ofAlias(Call call, KeyFinder keys) {
        Optional<String> alias =
                call.request().getValueForField("KeyId", String.class).flatMap(keys::aliasName);
        return alias.map(name -> Map.of("kms:RequestAlias", List.of(name))).orElse(Map.of());
    }

    static void put(Map<String, List<String>> conditions, String key, String value) {
        conditions.put(key, List.of(value));
    }
}
