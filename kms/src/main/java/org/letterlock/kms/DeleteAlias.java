package org.letterlock.kms;

import java.util.Map;
import software.amazon.awssdk.services.kms.model.DeleteAliasRequest;
import software.amazon.awssdk.services.kms.model.DeleteAliasResponse;

/// KMS DeleteAlias.
record DeleteAlias(KmsCore core) implements Operation<DeleteAliasRequest, DeleteAliasResponse> {
    @Override
    public DeleteAliasResponse decide(Call call, DeleteAliasRequest request) {
        var name = AliasNames.checked(request.aliasName());
        var alias = core.state().aliases().get(name);
        var key = core.state().keyOfAlias(name).orElse(null);
        if (alias == null || key == null) {
            throw KmsErrors.notFound("Alias " + core.arns().alias(name) + " is not found.");
        }
        call.concerns(name, core.arns());
        call.concerns(key, core.arns());
        core.authorizer().requireAccount(call, name(), core.arns().alias(name));
        core.authorizer().require(call, key, name(), null, Map.of());
        call.change(new Change.DeleteAlias(alias));
        return DeleteAliasResponse.builder().build();
    }
}
