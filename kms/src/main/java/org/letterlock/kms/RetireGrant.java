package org.letterlock.kms;

import org.jspecify.annotations.Nullable;
import org.letterlock.iam.Caller;
import org.letterlock.iam.Principal;
import software.amazon.awssdk.services.kms.model.GrantOperation;
import software.amazon.awssdk.services.kms.model.RetireGrantRequest;
import software.amazon.awssdk.services.kms.model.RetireGrantResponse;

/// KMS RetireGrant, by token or by key ARN and grant id: for the retiring principal, for a grantee
/// whose grant says so, and for the account that made the grant. The event tells the grant in
/// `additionalEventData`.
record RetireGrant(KmsCore core) implements Operation<RetireGrantRequest, RetireGrantResponse> {
    @Override
    public RetireGrantResponse decide(Call call, RetireGrantRequest request) {
        var grant = grant(request);
        var key = core.state().key(grant.key());
        if (key != null) {
            call.concerns(key, core.arns());
        }
        call.additional().put("grantId", grant.id());
        requireMayRetire(call, grant, key);
        call.change(new Change.DeleteGrant(grant));
        return RetireGrantResponse.builder().build();
    }

    private Grant grant(RetireGrantRequest request) {
        boolean byToken = request.grantToken() != null;
        boolean byId = request.keyId() != null || request.grantId() != null;
        if (byToken == byId) {
            throw KmsErrors.invalid("Either a grant token, or a key ARN and a grant ID are needed.");
        }
        var id = byToken ? core.tokens().grantId(request.grantToken()) : GrantIds.checked(request.grantId());
        var grant = core.state().grant(id).orElseThrow(() -> KmsErrors.notFound("Grant ID " + id + " not found"));
        if (byId && !core.arns().key(grant.key()).equals(KeyFinder.checked(request.keyId()))) {
            throw KmsErrors.notFound("Grant ID " + id + " not found");
        }
        return grant;
    }

    /// A key policy's word on RetireGrant has no effect; an identity-based policy may forbid it, or
    /// pass on what the issuing account may.
    private void requireMayRetire(Call call, Grant grant, @Nullable KmsKey key) {
        var caller = call.caller();
        var name = caller.principal().name();
        if (key != null) {
            core.authorizer().requireNotDeniedByIdentity(call, key, name());
        }
        boolean may = !(caller instanceof Caller.Forwarded)
                && (name.equals(grant.retiring())
                        || name.equals(grant.issuer())
                        || name.equals(grant.grantee()) && grant.operations().contains(GrantOperation.RETIRE_GRANT)
                        || key != null && isDelegated(call, grant, key));
        if (!may) {
            throw KmsErrors.accessDenied(
                    "User: " + name + " is not authorized to perform: kms:RetireGrant on resource: "
                            + core.arns().key(grant.key()));
        }
    }

    private boolean isDelegated(Call call, Grant grant, KmsKey key) {
        var home = call.caller().principal().home();
        boolean ofIssuer = home.map(
                        account -> new Principal.Root(account).name().equals(grant.issuer()))
                .orElse(false);
        return ofIssuer && core.authorizer().allowsByIdentity(call, key, name());
    }
}
