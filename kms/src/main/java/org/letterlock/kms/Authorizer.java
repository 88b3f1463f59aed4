package org.letterlock.kms;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.letterlock.iam.AccessRequest;
import org.letterlock.iam.Caller;
import org.letterlock.iam.Decision;
import org.letterlock.iam.Evaluator;
import org.letterlock.iam.Policy;
import org.letterlock.iam.Principal;
import org.letterlock.iam.Verdict;
import software.amazon.awssdk.services.kms.model.GrantOperation;
import software.amazon.awssdk.services.kms.model.KmsException;

/// Decides who may do what with a key: an explicit `Deny` beats everything; then the key policy
/// (with the caller's identity-based policies) or a grant must allow. A service that calls for
/// itself is allowed by a grant alone. The caller holds the KMS's lock.
record Authorizer(State state, KeyFinder keys, Arns arns, Evaluator evaluator) {
    /// What a service may do on behalf of whoever it is serving.
    private static final Set<String> FORWARDED = Set.of("DescribeKey", "CreateGrant");

    /// What a principal of another account may do at all (KMS developer guide, "KMS permissions").
    private static final Set<String> CROSS_ACCOUNT = Set.of(
            "CreateGrant",
            "Decrypt",
            "DeriveSharedSecret",
            "DescribeKey",
            "Encrypt",
            "GenerateDataKey",
            "GenerateDataKeyPair",
            "GenerateDataKeyPairWithoutPlaintext",
            "GenerateDataKeyWithoutPlaintext",
            "GenerateMac",
            "GetKeyRotationStatus",
            "GetPublicKey",
            "ListGrants",
            "ReEncryptFrom",
            "ReEncryptTo",
            "RetireGrant",
            "RevokeGrant",
            "Sign",
            "Verify",
            "VerifyMac");

    /// Allows operation `action` on `key`, or throws AccessDenied.
    ///
    /// @param context    the request's encryption context; null for an operation without
    /// @param conditions the operation's own condition keys
    Authorization require(
            Call call,
            KmsKey key,
            String action,
            @Nullable Map<String, String> context,
            Map<String, List<String>> conditions) {
        checkForwarded(call, action, key.arn());
        var caller = call.caller();
        var request = request(call, key, action, context, conditions);
        var verdict = verdict(key, request);
        if (verdict.isExplicitDeny()) {
            throw denied(call, action, key.arn(), verdict);
        }
        if (verdict == Verdict.ALLOWED && !(caller instanceof Caller.Service)) {
            return new Authorization.ByPolicy();
        }
        var grants = grants(key, caller.principal(), action, context);
        if (grants.isEmpty()) {
            throw denied(
                    call, action, key.arn(), verdict == Verdict.ALLOWED ? Verdict.NOT_ALLOWED_BY_RESOURCE : verdict);
        }
        if (!isAtHome(caller.principal()) && evaluator.byIdentity(request) != Decision.ALLOWED) {
            throw denied(call, action, key.arn(), Verdict.NOT_ALLOWED_BY_IDENTITY);
        }
        return new Authorization.ByGrants(grants);
    }

    private AccessRequest request(
            Call call,
            KmsKey key,
            String action,
            @Nullable Map<String, String> context,
            Map<String, List<String>> conditions) {
        var principal = call.caller().principal();
        if (!conditionsMatter(key, principal)) {
            return new AccessRequest(principal, "kms:" + action, key.arn(), Map.of());
        }
        var all = new HashMap<>(Conditions.ofCaller(call, arns, evaluator.identities()));
        all.putAll(Conditions.ofKey(key));
        all.putAll(Conditions.ofAlias(call, keys));
        all.putAll(conditions);
        if (context != null) {
            all.putAll(Conditions.ofContext(context));
        }
        return new AccessRequest(principal, "kms:" + action, key.arn(), all);
    }

    /// Most policies have none, and gathering them is a good part of what a `Decrypt` costs.
    private boolean conditionsMatter(KmsKey key, Principal principal) {
        return key.policy().hasConditions()
                || evaluator.identities().policies(principal).stream().anyMatch(Policy::hasConditions);
    }

    private Verdict verdict(KmsKey key, AccessRequest request) {
        boolean hasOwn = !evaluator.identities().policies(request.principal()).isEmpty();
        var verdict = evaluator.decide(
                key.policy(), arns.account(), request, hasOwn ? Conditions.ofAliases(state, key) : Map.of());
        boolean crosses = !isAtHome(request.principal());
        boolean possible = CROSS_ACCOUNT.contains(request.action().substring("kms:".length()));
        return verdict == Verdict.ALLOWED && crosses && !possible ? Verdict.NOT_ALLOWED_BY_RESOURCE : verdict;
    }

    private boolean isAtHome(Principal principal) {
        return principal.home().map(arns.account()::equals).orElse(true);
    }

    private List<Grant> grants(KmsKey key, Principal principal, String action, @Nullable Map<String, String> context) {
        var operation = GrantOperation.fromValue(action);
        return operation == GrantOperation.UNKNOWN_TO_SDK_VERSION
                ? List.of()
                : state.grants(key.id()).allowing(principal.name(), operation, context);
    }

    /// Whether the key's policy lets the caller put another one: it allows that, or leaves it to the
    /// caller's account, and nothing forbids it.
    boolean canPutPolicy(Call call, KmsKey key) {
        var request = request(
                call, key, "PutKeyPolicy", null, Map.of("kms:BypassPolicyLockoutSafetyCheck", List.of("false")));
        boolean open = switch (key.policy().decide(request)) {
            case ALLOWED, DELEGATED -> true;
            case DENIED, NOT_ALLOWED -> false;
        };
        return open && evaluator.byIdentity(request) != Decision.DENIED;
    }

    /// Refuses what an explicit `Deny` of an identity-based policy forbids.
    void requireNotDeniedByIdentity(Call call, KmsKey key, String action) {
        if (evaluator.byIdentity(request(call, key, action, null, Map.of())) == Decision.DENIED) {
            throw denied(call, action, key.arn(), Verdict.DENIED_BY_IDENTITY);
        }
    }

    /// Whether the caller's identity-based policies allow it.
    boolean allowsByIdentity(Call call, KmsKey key, String action) {
        return evaluator.byIdentity(request(call, key, action, null, Map.of())) == Decision.ALLOWED;
    }

    /// For what is no key's business (CreateKey, ListKeys, aliases): the account's root, and whoever
    /// an identity-based policy allows it.
    void requireAccount(Call call, String action, String resource) {
        requireAccount(call, action, resource, Map.of());
    }

    void requireAccount(Call call, String action, String resource, Map<String, List<String>> conditions) {
        checkForwarded(call, action, resource);
        var all = new HashMap<>(Conditions.ofCaller(call, arns, evaluator.identities()));
        all.putAll(conditions);
        var request = new AccessRequest(call.caller().principal(), "kms:" + action, resource, all);
        var verdict = evaluator.decide(arns.account(), request);
        if (verdict != Verdict.ALLOWED) {
            throw denied(call, action, resource, verdict);
        }
    }

    private static void checkForwarded(Call call, String action, String resource) {
        if (call.caller() instanceof Caller.Forwarded forwarded
                && (forwarded.isOver() || !FORWARDED.contains(action))) {
            throw denied(
                    call, action, resource, "through " + forwarded.service().name());
        }
    }

    private static KmsException denied(Call call, String action, String resource, Verdict verdict) {
        return denied(call, action, resource, verdict.because("kms:" + action));
    }

    private static KmsException denied(Call call, String action, String resource, String why) {
        return KmsErrors.accessDenied("User: " + call.caller().principal().name()
                + " is not authorized to perform: kms:" + action + " on resource: " + resource + " " + why);
    }
}
