package org.letterlock.kms;

import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.letterlock.iam.Principal;
import software.amazon.awssdk.services.kms.model.CreateGrantRequest;
import software.amazon.awssdk.services.kms.model.CreateGrantResponse;
import software.amazon.awssdk.services.kms.model.GrantOperation;

/// KMS CreateGrant (DP-19). With a name it is idempotent: the same parameters give the same grant
/// and a fresh token.
record CreateGrant(KmsCore core) implements Operation<CreateGrantRequest, CreateGrantResponse> {
    private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9:/_-]{1,256}");
    private static final int GRANT_ID_BYTES = 32;

    @Override
    public CreateGrantResponse decide(Call call, CreateGrantRequest request) {
        if (request.granteeServicePrincipal() != null || request.retiringServicePrincipal() != null) {
            throw KmsErrors.unsupported("Grants with GranteeServicePrincipal are not supported: name the service in "
                    + "GranteePrincipal.");
        }
        core.tokens().check(request.grantTokens());
        var key = core.keys().key(call, request.keyId());
        var wanted = wanted(call, request, key);
        var authorization = core.authorizer().require(call, key, name(), null, conditions(wanted));
        checkDelegation(authorization, wanted);
        key.requireEnabled();
        if (!key.isSymmetric() && !(wanted.constraint() instanceof Constraint.None)) {
            throw KmsErrors.validation("constraints", "Only grants on symmetric encryption keys have constraints");
        }
        var grants = core.state().grants(key.id());
        var existing = grants.same(wanted);
        if (existing.isEmpty()) {
            if (grants.size() >= core.quotas().grantsPerKey()) {
                throw KmsErrors.limitExceeded(
                        "No more than " + core.quotas().grantsPerKey() + " grants are allowed for a key.");
            }
            call.change(new Change.PutGrant(wanted));
        }
        var id = existing.map(Grant::id).orElse(wanted.id());
        call.response().put("grantId", id);
        return CreateGrantResponse.builder()
                .grantId(id)
                .grantToken(core.tokens().fresh(id))
                .build();
    }

    private Grant wanted(Call call, CreateGrantRequest request, KmsKey key) {
        var name = request.name() == null ? "" : request.name();
        if (!name.isEmpty() && !NAME.matcher(name).matches()) {
            throw KmsErrors.validation("name", "1 to 256 characters out of a-zA-Z0-9:/_-");
        }
        var id = new byte[GRANT_ID_BYTES];
        core.random().nextBytes(id);
        return new Grant(
                HexFormat.of().formatHex(id),
                key.id(),
                name,
                GrantPrincipals.checked("granteePrincipal", request.granteePrincipal()),
                request.retiringPrincipal() == null
                        ? null
                        : GrantPrincipals.checked("retiringPrincipal", request.retiringPrincipal()),
                issuer(call),
                GrantOperations.checked(key, request.operationsAsStrings()),
                Constraint.of(request.constraints()),
                call.time().truncatedTo(ChronoUnit.MILLIS));
    }

    /// The account that makes the grant may retire it.
    private String issuer(Call call) {
        return call.caller()
                .principal()
                .home()
                .map(account -> new Principal.Root(account).name())
                .orElse(core.arns().root());
    }

    private static Map<String, List<String>> conditions(Grant wanted) {
        var conditions = new HashMap<>(Conditions.ofContext(wanted.constraint().pairs()));
        Conditions.put(conditions, "kms:GranteePrincipal", wanted.grantee());
        if (wanted.retiring() != null) {
            Conditions.put(conditions, "kms:RetiringPrincipal", wanted.retiring());
        }
        switch (wanted.constraint()) {
            case Constraint.None ignored -> {}
            case Constraint.Equals ignored ->
                Conditions.put(conditions, "kms:GrantConstraintType", "EncryptionContextEquals");
            case Constraint.Subset ignored ->
                Conditions.put(conditions, "kms:GrantConstraintType", "EncryptionContextSubset");
        }
        conditions.put(
                "kms:GrantOperations",
                wanted.operations().stream().map(GrantOperation::toString).toList());
        return conditions;
    }

    /// Who may create grants only by a grant delegates no more than that grant gives, and no less
    /// strictly.
    private void checkDelegation(Authorization authorization, Grant wanted) {
        switch (authorization) {
            case Authorization.ByPolicy ignored -> {}
            case Authorization.ByGrants by -> {
                boolean covered = by.grants().stream()
                        .anyMatch(parent -> parent.operations().containsAll(wanted.operations())
                                && parent.constraint().covers(wanted.constraint()));
                if (!covered) {
                    throw KmsErrors.accessDenied(
                            "The grant that allows kms:CreateGrant does not allow to delegate these "
                                    + "operations under this constraint.");
                }
            }
        }
    }
}
