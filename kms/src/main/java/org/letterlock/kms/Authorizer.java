package org.letterlock.kms;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.letterlock.iam.AccessRequest;
import org.letterlock.iam.Caller;
import org.letterlock.iam.Decision;
import org.letterlock.iam.Principal;
import software.amazon.awssdk.services.kms.model.GrantOperation;
import software.amazon.awssdk.services.kms.model.KmsException;

/// Decides who may do what with a key: an explicit `Deny` beats everything; then the key policy or
/// a grant must allow. A service that calls for itself is allowed by a grant alone. The caller
/// holds the KMS's lock.
record Authorizer(State state, KeyFinder keys, Arns arns) {
    /// What a service may do on behalf of whoever it is serving.
    private static final Set<String> FORWARDED = Set.of("DescribeKey", "CreateGrant");

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
        var all = new HashMap<>(conditions);
        all.putAll(Conditions.of(call, key, keys, arns));
        if (context != null) {
            all.putAll(Conditions.ofContext(context));
        }
        var request = new AccessRequest(caller.principal(), "kms:" + action, key.arn(), all);
        var decision = key.policy().decide(request);
        if (decision == Decision.DENIED) {
            throw denied(call, action, key.arn(), "with an explicit deny in a resource-based policy");
        }
        if (decision == Decision.ALLOWED && !(caller instanceof Caller.Service)) {
            return new Authorization.ByPolicy();
        }
        var grants = grants(key, caller.principal(), action, context);
        if (!grants.isEmpty()) {
            return new Authorization.ByGrants(grants);
        }
        throw denied(call, action, key.arn(), why(decision, action));
    }

    private List<Grant> grants(KmsKey key, Principal principal, String action, @Nullable Map<String, String> context) {
        var operation = GrantOperation.fromValue(action);
        return operation == GrantOperation.UNKNOWN_TO_SDK_VERSION
                ? List.of()
                : state.grants(key.id()).allowing(principal.name(), operation, context);
    }

    private static String why(Decision decision, String action) {
        var kind = decision == Decision.DELEGATED ? "identity-based" : "resource-based";
        return "because no " + kind + " policy allows the kms:" + action + " action";
    }

    /// For what is no key's business (CreateKey, ListKeys, aliases): the account's root alone,
    /// until there are identity-based policies.
    void requireAccount(Call call, String action, String resource) {
        checkForwarded(call, action, resource);
        boolean isRoot = call.caller() instanceof Caller.Signed signed
                && signed.principal() instanceof Principal.Root root
                && root.account().equals(arns.account());
        if (!isRoot) {
            throw denied(call, action, resource, why(Decision.DELEGATED, action));
        }
    }

    private static void checkForwarded(Call call, String action, String resource) {
        if (call.caller() instanceof Caller.Forwarded forwarded
                && (forwarded.isOver() || !FORWARDED.contains(action))) {
            throw denied(
                    call, action, resource, "through " + forwarded.service().name());
        }
    }

    private static KmsException denied(Call call, String action, String resource, String why) {
        return KmsErrors.accessDenied("User: " + call.caller().principal().name()
                + " is not authorized to perform: kms:" + action + " on resource: " + resource + " " + why);
    }
}
