package org.letterlock.iam;

import java.util.List;
import java.util.Map;

/// What is known of the principals of this deployment's account and of those of others: their
/// policies and tags. Thread-safe; asked while a request is decided, so it must not block.
public interface Identities {
    /// Nobody has policies or tags, and who exists cannot be told.
    Identities UNKNOWN = new Identities() {
        @Override
        public boolean mayExist(String arn) {
            return true;
        }

        @Override
        public List<Policy> policies(Principal principal) {
            return List.of();
        }

        @Override
        public Map<String, String> tags(Principal principal) {
            return Map.of();
        }
    };

    /// Whether a user or role of this name may be named in a policy: it exists, or that cannot be
    /// told.
    boolean mayExist(String arn);

    /// The identity-based policies of `principal`.
    List<Policy> policies(Principal principal);

    Map<String, String> tags(Principal principal);
}
