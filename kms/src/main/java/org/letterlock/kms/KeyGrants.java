package org.letterlock.kms;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.kms.model.GrantOperation;

/// The grants of one key. A request finds its grants by grantee and exact encryption context, so
/// that fifty thousand organizations on one key do not slow a `Decrypt`. Guarded by the KMS's lock.
final class KeyGrants {
    /// The grants of one grantee: those with an exact context by it, the others in a list.
    private static final class OfGrantee {
        final Map<Map<String, String>, Map<String, Grant>> exact = new HashMap<>();
        final Map<String, Grant> others = new LinkedHashMap<>();

        void put(Grant grant) {
            switch (grant.constraint()) {
                case Constraint.Equals equal ->
                    exact.computeIfAbsent(equal.pairs(), pairs -> new LinkedHashMap<>())
                            .put(grant.id(), grant);
                case Constraint.Subset ignored -> others.put(grant.id(), grant);
                case Constraint.None ignored -> others.put(grant.id(), grant);
            }
        }

        /// Returns whether nothing is left.
        boolean without(Grant grant) {
            others.remove(grant.id());
            exact.computeIfPresent(grant.constraint().pairs(), (pairs, grants) -> {
                grants.remove(grant.id());
                return grants.isEmpty() ? null : grants;
            });
            return others.isEmpty() && exact.isEmpty();
        }
    }

    private final NavigableMap<String, Grant> byId = new TreeMap<>();
    private final Map<String, List<Grant>> byName = new HashMap<>();
    private final Map<String, OfGrantee> byGrantee = new HashMap<>();

    int size() {
        return byId.size();
    }

    Collection<Grant> all() {
        return byId.values();
    }

    NavigableMap<String, Grant> byId() {
        return byId;
    }

    @Nullable
    Grant get(String id) {
        return byId.get(id);
    }

    /// A grant that was made with the same name and the same parameters; grants without a name are
    /// never the same.
    Optional<Grant> same(Grant wanted) {
        return byName.getOrDefault(wanted.name(), List.of()).stream()
                .filter(wanted::sameParameters)
                .findFirst();
    }

    /// @param context null for an operation without encryption context
    List<Grant> allowing(String grantee, GrantOperation operation, @Nullable Map<String, String> context) {
        var grants = byGrantee.get(grantee);
        if (grants == null) {
            return List.of();
        }
        var found = new ArrayList<Grant>();
        if (context == null) {
            grants.exact.values().forEach(some -> addAllowing(found, some, operation, null));
        } else {
            addAllowing(found, grants.exact.getOrDefault(context, Map.of()), operation, context);
        }
        addAllowing(found, grants.others, operation, context);
        return found;
    }

    private static void addAllowing(
            List<Grant> found,
            Map<String, Grant> grants,
            GrantOperation operation,
            @Nullable Map<String, String> context) {
        for (var grant : grants.values()) {
            if (grant.allows(operation, context)) {
                found.add(grant);
            }
        }
    }

    void put(Grant grant) {
        byId.put(grant.id(), grant);
        if (!grant.name().isEmpty()) {
            byName.computeIfAbsent(grant.name(), name -> new ArrayList<>()).add(grant);
        }
        byGrantee.computeIfAbsent(grant.grantee(), name -> new OfGrantee()).put(grant);
    }

    void remove(String id) {
        var grant = byId.remove(id);
        if (grant == null) {
            return;
        }
        byName.computeIfPresent(grant.name(), (name, grants) -> {
            grants.remove(grant);
            return grants.isEmpty() ? null : grants;
        });
        byGrantee.computeIfPresent(grant.grantee(), (grantee, grants) -> grants.without(grant) ? null : grants);
    }
}
