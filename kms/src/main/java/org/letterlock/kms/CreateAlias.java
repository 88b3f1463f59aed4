package org.letterlock.kms;

import java.time.temporal.ChronoUnit;
import java.util.Map;
import software.amazon.awssdk.services.kms.model.CreateAliasRequest;
import software.amazon.awssdk.services.kms.model.CreateAliasResponse;

/// KMS CreateAlias.
record CreateAlias(KmsCore core) implements Operation<CreateAliasRequest, CreateAliasResponse> {
    @Override
    public CreateAliasResponse decide(Call call, CreateAliasRequest request) {
        var name = AliasNames.checkNew(request.aliasName());
        var key = core.keys().key(call, request.targetKeyId());
        call.concerns(name, core.arns());
        core.authorizer().requireAccount(call, name(), core.arns().alias(name));
        core.authorizer().require(call, key, name(), null, Map.of());
        key.requireNotPendingDeletion();
        if (core.state().aliases().containsKey(name)) {
            throw KmsErrors.alreadyExists(
                    "An alias with the name " + core.arns().alias(name) + " already exists");
        }
        if (core.state().aliasesOf(key.id()).size() >= core.quotas().aliasesPerKey()) {
            throw KmsErrors.limitExceeded(
                    "No more than " + core.quotas().aliasesPerKey() + " aliases are allowed for a key.");
        }
        var now = call.time().truncatedTo(ChronoUnit.MILLIS);
        call.change(new Change.PutAlias(new Alias(name, key.id(), now, now)));
        return CreateAliasResponse.builder().build();
    }
}
