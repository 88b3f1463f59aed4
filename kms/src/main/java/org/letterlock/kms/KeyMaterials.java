package org.letterlock.kms;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.kms.model.KeyMaterialState;
import software.amazon.awssdk.services.kms.model.RotationType;

/// The materials of one key, the oldest first. One of them is current; what an older one encrypted,
/// it decrypts. Immutable.
record KeyMaterials(List<KeyMaterial> all) {
    static final KeyMaterials NONE = new KeyMaterials(List.of());

    KeyMaterials {
        all = List.copyOf(all);
    }

    static KeyMaterials of(KeyMaterial first) {
        return new KeyMaterials(List.of(first));
    }

    @Nullable
    KeyMaterial current() {
        return inState(KeyMaterialState.CURRENT);
    }

    @Nullable
    KeyMaterial pending() {
        return inState(KeyMaterialState.PENDING_ROTATION);
    }

    private @Nullable KeyMaterial inState(KeyMaterialState state) {
        for (var material : all) {
            if (material.state() == state) {
                return material;
            }
        }
        return null;
    }

    @Nullable
    KeyMaterial find(MaterialId id) {
        for (var material : all) {
            if (material.id().equals(id)) {
                return material;
            }
        }
        return null;
    }

    /// Whether every material that was ever current can be used: else the key decrypts only some of
    /// its ciphertexts, and waits for import.
    boolean isWholeAt(Instant now) {
        return current() != null
                && all.stream()
                        .filter(material -> !material.isPendingRotation())
                        .allMatch(each -> each.isUsableAt(now));
    }

    long rotations(RotationType how) {
        return all.stream().filter(material -> material.rotation() == how).count();
    }

    KeyMaterials with(KeyMaterial added) {
        var materials = new ArrayList<>(all);
        materials.add(added);
        return new KeyMaterials(materials);
    }

    KeyMaterials without(MaterialId id) {
        return new KeyMaterials(
                all.stream().filter(material -> !material.id().equals(id)).toList());
    }

    KeyMaterials replace(KeyMaterial changed) {
        return new KeyMaterials(all.stream()
                .map(material -> material.id().equals(changed.id()) ? changed : material)
                .toList());
    }

    /// The current one becomes an older one.
    KeyMaterials retireCurrent() {
        var current = current();
        return current == null ? this : replace(current.withState(KeyMaterialState.NON_CURRENT));
    }
}
