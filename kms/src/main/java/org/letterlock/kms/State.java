package org.letterlock.kms;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What the KMS holds, in memory. Guarded by the KMS's lock: readers hold it shared, whoever
/// applies changes alone.
final class State {
    private final NavigableMap<String, KmsKey> keys = new TreeMap<>();
    private final NavigableMap<String, Alias> aliases = new TreeMap<>();
    private final Map<UUID, NavigableMap<String, Alias>> aliasesOfKey = new HashMap<>();
    private final Map<UUID, KeyGrants> grants = new HashMap<>();
    private final Map<String, UUID> keyOfGrant = new HashMap<>();

    NavigableMap<String, KmsKey> keys() {
        return keys;
    }

    NavigableMap<String, Alias> aliases() {
        return aliases;
    }

    @Nullable
    KmsKey key(UUID id) {
        return keys.get(id.toString());
    }

    Optional<KmsKey> keyOfAlias(String name) {
        return Optional.ofNullable(aliases.get(name)).map(alias -> key(alias.key()));
    }

    Collection<Alias> aliasesOf(UUID key) {
        return List.copyOf(aliasesOfKey.getOrDefault(key, new TreeMap<>()).values());
    }

    KeyGrants grants(UUID key) {
        return grants.getOrDefault(key, new KeyGrants());
    }

    Optional<Grant> grant(String id) {
        return Optional.ofNullable(keyOfGrant.get(id)).map(key -> grants(key).get(id));
    }

    Collection<KeyGrants> allGrants() {
        return grants.values();
    }

    /// All that goes with a key.
    List<Change> changesToDelete(KmsKey key) {
        var changes = new ArrayList<Change>();
        grants(key.id()).all().forEach(grant -> changes.add(new Change.DeleteGrant(grant)));
        aliasesOf(key.id()).forEach(alias -> changes.add(new Change.DeleteAlias(alias)));
        key.materials().all().stream()
                .filter(KeyMaterial::present)
                .forEach(material -> changes.add(new Change.DeleteMaterial(material.id())));
        changes.add(new Change.DeleteKey(key));
        return changes;
    }

    void apply(Change change) {
        switch (change) {
            case Change.PutKey put -> keys.put(put.key().id().toString(), put.key());
            case Change.DeleteKey delete -> keys.remove(delete.key().id().toString());
            case Change.PutAlias put -> put(put.alias());
            case Change.DeleteAlias delete -> remove(delete.alias().name());
            case Change.PutGrant put -> put(put.grant());
            case Change.DeleteGrant delete -> remove(delete.grant());
            case Change.PutMaterial ignored -> {}
            case Change.DeleteMaterial ignored -> {}
        }
    }

    private void put(Alias alias) {
        remove(alias.name());
        aliases.put(alias.name(), alias);
        aliasesOfKey.computeIfAbsent(alias.key(), key -> new TreeMap<>()).put(alias.name(), alias);
    }

    private void remove(String aliasName) {
        var alias = aliases.remove(aliasName);
        if (alias != null) {
            aliasesOfKey.computeIfPresent(alias.key(), (key, ofKey) -> {
                ofKey.remove(aliasName);
                return ofKey.isEmpty() ? null : ofKey;
            });
        }
    }

    private void put(Grant grant) {
        grants.computeIfAbsent(grant.key(), key -> new KeyGrants()).put(grant);
        keyOfGrant.put(grant.id(), grant.key());
    }

    private void remove(Grant grant) {
        keyOfGrant.remove(grant.id());
        grants.computeIfPresent(grant.key(), (key, ofKey) -> {
            ofKey.remove(grant.id());
            return ofKey.size() == 0 ? null : ofKey;
        });
    }
}
