package org.letterlock.kms;

import java.time.temporal.ChronoUnit;
import java.util.Map;
import software.amazon.awssdk.services.kms.model.UpdateAliasRequest;
import software.amazon.awssdk.services.kms.model.UpdateAliasResponse;

/// KMS UpdateAlias: lets an alias name another key of the same kind and use. It may leave a key
/// that is pending deletion, not move to one.
record UpdateAlias(KmsCore core) implements Operation<UpdateAliasRequest, UpdateAliasResponse> {
    @Override
    public UpdateAliasResponse decide(Call call, UpdateAliasRequest request) {
        var name = AliasNames.checked(request.aliasName());
        var key = core.keys().key(call, request.targetKeyId());
        var alias = core.state().aliases().get(name);
        var current = core.state().keyOfAlias(name).orElse(null);
        if (alias == null || current == null) {
            throw KmsErrors.notFound("Alias " + core.arns().alias(name) + " is not found.");
        }
        call.concerns(name, core.arns());
        call.concerns(current, core.arns());
        core.authorizer().requireAccount(call, name(), core.arns().alias(name));
        core.authorizer().require(call, current, name(), null, Map.of());
        core.authorizer().require(call, key, name(), null, Map.of());
        key.requireNotPendingDeletion();
        if (KeyForm.isPair(key) != KeyForm.isPair(current) || key.usage() != current.usage()) {
            throw KmsErrors.invalid(
                    "The alias's current and new keys must be of the same type and have the same usage.");
        }
        call.change(new Change.PutAlias(
                new Alias(name, key.id(), alias.created(), call.time().truncatedTo(ChronoUnit.MILLIS))));
        return UpdateAliasResponse.builder().build();
    }
}
