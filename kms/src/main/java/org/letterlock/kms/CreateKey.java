package org.letterlock.kms;

import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.kms.model.CreateKeyRequest;
import software.amazon.awssdk.services.kms.model.CreateKeyResponse;
import software.amazon.awssdk.services.kms.model.KeyManagerType;
import software.amazon.awssdk.services.kms.model.KeyState;
import software.amazon.awssdk.services.kms.model.OriginType;

/// KMS CreateKey: symmetric keys; asymmetric ones without material, so that they can be refused
/// where DP-14 says so.
record CreateKey(KmsCore core) implements Operation<CreateKeyRequest, CreateKeyResponse> {
    private static final int MAX_DESCRIPTION = 8_192;

    @Override
    public CreateKeyResponse decide(Call call, CreateKeyRequest request) {
        refuseOptions(request);
        core.authorizer().requireAccount(call, name(), "*", conditions(request));
        var description = request.description() == null ? "" : request.description();
        if (description.length() > MAX_DESCRIPTION) {
            throw KmsErrors.validation("description", "At most " + MAX_DESCRIPTION + " characters");
        }
        if (core.state().keys().size() >= core.quotas().keys()) {
            throw KmsErrors.limitExceeded("No more than " + core.quotas().keys() + " keys are allowed.");
        }
        var form = KeyForm.of(request);
        var document = request.policy() == null ? KeyPolicies.standard(core.arns()) : request.policy();
        var policy = KeyPolicies.parse(document);
        KeyPolicies.checkPrincipals(core, policy);
        var id = UUID.randomUUID();
        var key = new KmsKey(
                id,
                core.arns().key(id),
                form.spec(),
                form.usage(),
                KeyManagerType.CUSTOMER,
                KeyState.ENABLED,
                form.isSymmetric() ? MaterialId.random(id, core.random()) : null,
                description,
                call.time().truncatedTo(ChronoUnit.MILLIS),
                null,
                document,
                policy);
        if (!isTrue(request.bypassPolicyLockoutSafetyCheck())) {
            KeyPolicies.checkLockout(core, call, key);
        }
        NewKey.create(call, key);
        call.concerns(key, core.arns());
        call.response().put("keyMetadata", Metadata.logged(key, core.arns()));
        return CreateKeyResponse.builder()
                .keyMetadata(Metadata.of(key, core.arns()))
                .build();
    }

    private static Map<String, List<String>> conditions(CreateKeyRequest request) {
        var form = KeyForm.of(request);
        return Map.of(
                "kms:BypassPolicyLockoutSafetyCheck",
                List.of(String.valueOf(isTrue(request.bypassPolicyLockoutSafetyCheck()))),
                "kms:KeySpec",
                List.of(form.spec().toString()),
                "kms:KeyUsage",
                List.of(form.usage().toString()),
                "kms:KeyOrigin",
                List.of(OriginType.AWS_KMS.toString()),
                "kms:MultiRegion",
                List.of("false"));
    }

    private static void refuseOptions(CreateKeyRequest request) {
        var origin = request.origin();
        if (origin != null && origin != OriginType.AWS_KMS
                || request.customKeyStoreId() != null
                || request.xksKeyId() != null
                || isTrue(request.multiRegion())
                || !request.tags().isEmpty()) {
            throw KmsErrors.unsupported(
                    "Keys with tags, in several regions, or with an origin other than AWS_KMS are " + "not supported.");
        }
    }

    private static boolean isTrue(@Nullable Boolean option) {
        return Boolean.TRUE.equals(option);
    }
}
