package org.letterlock.kms;

import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.kms.model.ExpirationModelType;
import software.amazon.awssdk.services.kms.model.ImportState;
import software.amazon.awssdk.services.kms.model.IncludeKeyMaterial;
import software.amazon.awssdk.services.kms.model.ListKeyRotationsRequest;
import software.amazon.awssdk.services.kms.model.ListKeyRotationsResponse;
import software.amazon.awssdk.services.kms.model.RotationsListEntry;

/// KMS ListKeyRotations: the oldest first, 1 to 1,000 a page, 100 by default. The first material was
/// not rotated to: it is shown with ALL_KEY_MATERIAL.
record ListKeyRotations(KmsCore core) implements Operation<ListKeyRotationsRequest, ListKeyRotationsResponse> {
    @Override
    public ListKeyRotationsResponse decide(Call call, ListKeyRotationsRequest request) {
        var key = core.keys().key(call, request.keyId());
        core.authorizer().require(call, key, name(), null, Map.of());
        key.requireSymmetric(name());
        boolean all = request.includeKeyMaterial() == IncludeKeyMaterial.ALL_KEY_MATERIAL;
        var entries = new TreeMap<String, RotationsListEntry>();
        int number = 0;
        for (var material : key.materials().all()) {
            number++;
            if (all || material.rotated() != null) {
                entries.put("%08d".formatted(number), entry(key, material));
            }
        }
        var slice = Slice.of(entries, request.marker(), Slice.limit(request.limit(), 100, 1_000));
        return ListKeyRotationsResponse.builder()
                .rotations(slice.items())
                .truncated(slice.next() != null)
                .nextMarker(slice.next())
                .build();
    }

    private static RotationsListEntry entry(KmsKey key, KeyMaterial material) {
        var entry = RotationsListEntry.builder()
                .keyId(key.id().toString())
                .keyMaterialId(material.id().hex())
                .keyMaterialState(material.state())
                .rotationDate(material.rotated())
                .rotationType(material.rotation());
        if (key.isImported()) {
            entry.importState(material.present() ? ImportState.IMPORTED : ImportState.PENDING_IMPORT)
                    .keyMaterialDescription(material.description())
                    .validTo(material.validTo());
            if (material.present()) {
                entry.expirationModel(
                        material.validTo() == null
                                ? ExpirationModelType.KEY_MATERIAL_DOES_NOT_EXPIRE
                                : ExpirationModelType.KEY_MATERIAL_EXPIRES);
            }
        }
        return entry.build();
    }
}
