package org.letterlock.kms;

import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.letterlock.crypt.KeyPair;
import org.letterlock.crypt.KeyPairKind;
import org.letterlock.crypt.Secret;
import software.amazon.awssdk.services.kms.model.CreateKeyRequest;
import software.amazon.awssdk.services.kms.model.CreateKeyResponse;
import software.amazon.awssdk.services.kms.model.KeyManagerType;
import software.amazon.awssdk.services.kms.model.KeySpec;
import software.amazon.awssdk.services.kms.model.KeyState;
import software.amazon.awssdk.services.kms.model.OriginType;

/// KMS CreateKey: with material, or (origin EXTERNAL) waiting for it.
///
/// @param made the key pair that was made before the KMS's lock was taken; null: none was, or is
///     needed
record CreateKey(KmsCore core, @Nullable KeyPair made) implements Operation<CreateKeyRequest, CreateKeyResponse> {
    static final int MAX_DESCRIPTION = 8_192;

    /// What kind of pair [#decide] needs; null: none.
    @Nullable
    KeyPairKind needed(Call call, CreateKeyRequest request) {
        var form = check(call, request);
        return isExternal(request) ? null : KeyForm.pair(form.spec()).orElse(null);
    }

    private KeyForm check(Call call, CreateKeyRequest request) {
        refuseOptions(request);
        var form = KeyForm.of(request);
        var tags = Tags.of(request.tags());
        core.authorizer().requireAccount(call, name(), "*", conditions(request, form, tags));
        if (!tags.isEmpty()) {
            core.authorizer().requireAccount(call, "TagResource", "*", Tags.conditions(tags));
        }
        checkDescription(request.description());
        Tags.checkCount(tags);
        if (core.state().keys().size() >= core.quotas().keys()) {
            throw KmsErrors.limitExceeded("No more than " + core.quotas().keys() + " keys are allowed.");
        }
        return form;
    }

    @Override
    public CreateKeyResponse decide(Call call, CreateKeyRequest request) {
        var form = check(call, request);
        var document = request.policy() == null ? KeyPolicies.standard(core.arns()) : request.policy();
        var policy = KeyPolicy.of(document);
        KeyPolicies.checkPrincipals(core, policy.policy());
        var id = UUID.randomUUID();
        @Nullable MaterialId material = isExternal(request) ? null : MaterialId.random(id, core.random());
        var key = new KmsKey(
                new KmsKey.Fixed(
                        id,
                        core.arns().key(id),
                        form.spec(),
                        form.usage(),
                        KeyManagerType.CUSTOMER,
                        isExternal(request) ? OriginType.EXTERNAL : OriginType.AWS_KMS,
                        call.time().truncatedTo(ChronoUnit.MILLIS)),
                material == null ? KeyState.PENDING_IMPORT : KeyState.ENABLED,
                null,
                material == null ? KeyMaterials.NONE : KeyMaterials.of(KeyMaterial.first(material)),
                Rotation.OFF,
                request.description() == null ? "" : request.description(),
                Tags.of(request.tags()),
                policy);
        if (!isTrue(request.bypassPolicyLockoutSafetyCheck())) {
            KeyPolicies.checkLockout(core, call, key);
        }
        if (material != null) {
            call.change(new Change.PutMaterial(material, key.spec(), material(key.spec())));
        }
        call.change(new Change.PutKey(key));
        call.concerns(key, core.arns());
        call.response().put("keyMetadata", Metadata.logged(key, core.arns()));
        return CreateKeyResponse.builder()
                .keyMetadata(Metadata.of(key, core.arns()))
                .build();
    }

    private Secret material(KeySpec spec) {
        var kind = KeyForm.pair(spec);
        if (kind.isEmpty()) {
            return Secret.random(Material.bytes(spec));
        }
        if (made == null) {
            throw new IllegalStateException("a key pair is made before the lock is taken");
        }
        return Secret.take(made.privateKey().expose(byte[]::clone));
    }

    static void checkDescription(@Nullable String description) {
        if (description != null && description.length() > MAX_DESCRIPTION) {
            throw KmsErrors.validation("description", "At most " + MAX_DESCRIPTION + " characters");
        }
    }

    private static Map<String, List<String>> conditions(
            CreateKeyRequest request, KeyForm form, Map<String, String> tags) {
        var conditions = new HashMap<>(Tags.conditions(tags));
        Conditions.put(
                conditions,
                "kms:BypassPolicyLockoutSafetyCheck",
                String.valueOf(isTrue(request.bypassPolicyLockoutSafetyCheck())));
        Conditions.put(conditions, "kms:KeySpec", form.spec().toString());
        Conditions.put(conditions, "kms:KeyUsage", form.usage().toString());
        Conditions.put(conditions, "kms:KeyOrigin", isExternal(request) ? "EXTERNAL" : "AWS_KMS");
        Conditions.put(conditions, "kms:MultiRegion", "false");
        return conditions;
    }

    private static boolean isExternal(CreateKeyRequest request) {
        return request.origin() == OriginType.EXTERNAL;
    }

    private static void refuseOptions(CreateKeyRequest request) {
        var origin = request.origin();
        if (origin != null && origin != OriginType.AWS_KMS && origin != OriginType.EXTERNAL
                || request.customKeyStoreId() != null
                || request.xksKeyId() != null
                || isTrue(request.multiRegion())) {
            throw KmsErrors.unsupported(
                    "Keys in several regions or in a custom key store are not supported: the origin is AWS_KMS or "
                            + "EXTERNAL.");
        }
    }

    private static boolean isTrue(@Nullable Boolean option) {
        return Boolean.TRUE.equals(option);
    }
}
