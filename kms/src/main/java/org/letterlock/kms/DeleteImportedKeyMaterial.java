package org.letterlock.kms;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.kms.model.DeleteImportedKeyMaterialRequest;
import software.amazon.awssdk.services.kms.model.DeleteImportedKeyMaterialResponse;
import software.amazon.awssdk.services.kms.model.KeyState;
import software.amazon.awssdk.services.kms.model.OriginType;

/// KMS DeleteImportedKeyMaterial: from its return on the key decrypts nothing, until the same bytes
/// are imported again. The fastest way to shred.
record DeleteImportedKeyMaterial(KmsCore core)
        implements Operation<DeleteImportedKeyMaterialRequest, DeleteImportedKeyMaterialResponse> {
    @Override
    public DeleteImportedKeyMaterialResponse decide(Call call, DeleteImportedKeyMaterialRequest request) {
        var key = core.keys().key(call, request.keyId());
        core.authorizer().require(call, key, name(), null, Map.of());
        key.requireOrigin(OriginType.EXTERNAL);
        var material = material(key, request.keyMaterialId());
        if (material != null && material.present()) {
            call.change(new Change.DeleteMaterial(material.id()));
            call.change(new Change.PutKey(without(key, material)));
        }
        return DeleteImportedKeyMaterialResponse.builder()
                .keyId(key.arn())
                .keyMaterialId(material == null ? null : material.id().hex())
                .build();
    }

    private static @Nullable KeyMaterial material(KmsKey key, @Nullable String id) {
        if (id == null) {
            return key.materials().current();
        }
        return key.materials().all().stream()
                .filter(material -> material.id().hex().equals(id))
                .findFirst()
                .orElseThrow(() -> KmsErrors.notFound("Key material " + MaterialId.brief(id) + " is not found."));
    }

    /// The key without these bytes. Material that was never current is forgotten.
    static KmsKey without(KmsKey key, KeyMaterial material) {
        if (material.isPendingRotation()) {
            return key.with(key.state(), key.materials().without(material.id()));
        }
        var state = key.state() == KeyState.PENDING_DELETION ? KeyState.PENDING_DELETION : KeyState.PENDING_IMPORT;
        return key.with(state, key.materials().replace(material.absent()));
    }
}
