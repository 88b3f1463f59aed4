package org.letterlock.kms;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.letterlock.crypt.KeyPair;
import org.letterlock.crypt.Secret;
import software.amazon.awssdk.services.kms.model.ExpirationModelType;
import software.amazon.awssdk.services.kms.model.ImportKeyMaterialRequest;
import software.amazon.awssdk.services.kms.model.ImportKeyMaterialResponse;
import software.amazon.awssdk.services.kms.model.ImportType;
import software.amazon.awssdk.services.kms.model.KeyMaterialState;
import software.amazon.awssdk.services.kms.model.KeyState;
import software.amazon.awssdk.services.kms.model.OriginType;

/// KMS ImportKeyMaterial: the first material of a key, the same bytes again after they were deleted
/// or to change their expiry, or (symmetric keys) another material to rotate to on demand.
record ImportKeyMaterial(KmsCore core) implements Operation<ImportKeyMaterialRequest, ImportKeyMaterialResponse> {
    private static final Duration MAX_VALIDITY = Duration.ofDays(365);
    private static final int MAX_DESCRIPTION = 256;

    @Override
    public ImportKeyMaterialResponse decide(Call call, ImportKeyMaterialRequest request) {
        var token = Inputs.bytes("importToken", request.importToken(), ImportToken.MAX_BYTES);
        var wrapped = Inputs.bytes("encryptedKeyMaterial", request.encryptedKeyMaterial(), ImportToken.MAX_BYTES);
        var description = request.keyMaterialDescription() == null ? "" : request.keyMaterialDescription();
        if (description.length() > MAX_DESCRIPTION) {
            throw KmsErrors.validation("keyMaterialDescription", "At most " + MAX_DESCRIPTION + " characters");
        }
        @Nullable Instant validTo = validTo(call, request);
        var key = core.keys().key(call, request.keyId());
        core.authorizer().require(call, key, name(), null, conditions(validTo));
        key.requireOrigin(OriginType.EXTERNAL);
        key.requireNotPendingDeletion();
        var opened = ImportToken.open(core.vault(), key, token);
        if (!opened.validTo().isAfter(call.time())) {
            throw KmsErrors.expiredImportToken();
        }
        var bytes = opened.unwrap(wrapped).orElseThrow(KmsErrors::invalidCiphertext);
        try {
            checkForm(key, bytes);
            var id = core.vault().idOfImported(key.id(), bytes);
            var material = material(key, request, id, validTo, description);
            put(call, key, material, bytes);
            return ImportKeyMaterialResponse.builder()
                    .keyId(key.arn())
                    .keyMaterialId(id.hex())
                    .build();
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }

    private static @Nullable Instant validTo(Call call, ImportKeyMaterialRequest request) {
        if (request.expirationModel() == ExpirationModelType.KEY_MATERIAL_DOES_NOT_EXPIRE) {
            if (request.validTo() != null) {
                throw KmsErrors.validation("validTo", "Member must be null for material that does not expire");
            }
            return null;
        }
        var validTo = Inputs.required("validTo", request.validTo()).truncatedTo(ChronoUnit.MILLIS);
        if (!validTo.isAfter(call.time()) || validTo.isAfter(call.time().plus(MAX_VALIDITY))) {
            throw KmsErrors.validation("validTo", "In the future, by at most " + MAX_VALIDITY.toDays() + " days");
        }
        return validTo;
    }

    private static Map<String, List<String>> conditions(@Nullable Instant validTo) {
        var conditions = new HashMap<String, List<String>>();
        Conditions.put(
                conditions,
                "kms:ExpirationModel",
                validTo == null ? "KEY_MATERIAL_DOES_NOT_EXPIRE" : "KEY_MATERIAL_EXPIRES");
        if (validTo != null) {
            Conditions.put(conditions, "kms:ValidTo", validTo.toString());
        }
        return conditions;
    }

    /// Random bytes of the spec's length, or a private key of its kind.
    private static void checkForm(KmsKey key, byte[] bytes) {
        var kind = KeyForm.pair(key.spec());
        boolean fits = kind.isEmpty()
                ? bytes.length == Material.bytes(key.spec())
                : bytes.length >= 1
                        && bytes.length <= Secret.MAX_BYTES
                        && KeyPair.of(kind.get(), Secret.take(bytes.clone()))
                                .map(pair -> {
                                    pair.close();
                                    return true;
                                })
                                .orElse(false);
        if (!fits) {
            throw KmsErrors.incorrectKeyMaterial("The key material is not one of key spec " + key.spec() + ".");
        }
    }

    private static KeyMaterial material(
            KmsKey key,
            ImportKeyMaterialRequest request,
            MaterialId id,
            @Nullable Instant validTo,
            String description) {
        var known = key.materials().find(id);
        boolean first = key.materials().all().isEmpty();
        boolean fresh = first
                ? request.importType() != ImportType.EXISTING_KEY_MATERIAL
                : request.importType() == ImportType.NEW_KEY_MATERIAL;
        if (request.keyMaterialId() != null && !request.keyMaterialId().equals(id.hex())) {
            throw KmsErrors.incorrectKeyMaterial("The key material is not the one that KeyMaterialId names.");
        }
        if (!fresh) {
            return again(known, request, validTo);
        }
        checkNew(key, known, first);
        var state = first ? KeyMaterialState.CURRENT : KeyMaterialState.PENDING_ROTATION;
        return new KeyMaterial(id, state, true, null, null, validTo, description);
    }

    private static KeyMaterial again(
            @Nullable KeyMaterial known, ImportKeyMaterialRequest request, @Nullable Instant validTo) {
        if (known == null) {
            throw KmsErrors.incorrectKeyMaterial(
                    "The key material is not the one that was imported into this key before.");
        }
        return new KeyMaterial(
                known.id(),
                known.state(),
                true,
                known.rotated(),
                known.rotation(),
                validTo,
                request.keyMaterialDescription() == null ? known.description() : request.keyMaterialDescription());
    }

    private static void checkNew(KmsKey key, @Nullable KeyMaterial known, boolean first) {
        if (known != null) {
            throw KmsErrors.incorrectKeyMaterial("The key material was imported into this key before.");
        }
        if (!first && !key.isSymmetric()) {
            throw KmsErrors.unsupported(
                    key.arn() + " key spec is " + key.spec() + " which has one key material for ever.");
        }
        if (key.materials().pending() != null) {
            throw KmsErrors.invalidState(key.arn() + " has a key material that is pending rotation already.");
        }
    }

    private static void put(Call call, KmsKey key, KeyMaterial material, byte[] bytes) {
        var known = key.materials().find(material.id());
        var materials =
                known == null ? key.materials().with(material) : key.materials().replace(material);
        boolean wakes = key.state() == KeyState.PENDING_IMPORT && materials.isWholeAt(call.time());
        if (known == null || !known.present()) {
            call.change(new Change.PutMaterial(material.id(), key.spec(), Secret.take(bytes.clone())));
        }
        call.change(new Change.PutKey(key.with(wakes ? KeyState.ENABLED : key.state(), materials)));
    }
}
