package org.letterlock.kms;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.letterlock.iam.Identities;
import org.letterlock.iam.MalformedPolicyException;
import org.letterlock.iam.Policy;
import org.letterlock.iam.Principal;

/// Users with policies and tags, by their names. All may exist but those that are said to be gone.
final class People implements Identities {
    private final Map<String, List<Policy>> policies = new ConcurrentHashMap<>();
    private final Map<String, Map<String, String>> tags = new ConcurrentHashMap<>();
    private final Set<String> gone = ConcurrentHashMap.newKeySet();

    /// @param statements as JSON objects
    void allow(String user, String... statements) {
        try {
            policies.put(
                    user,
                    List.of(Policy.parseIdentityBased(
                            "{\"Version\":\"2012-10-17\",\"Statement\":[" + String.join(",", statements) + "]}")));
        } catch (MalformedPolicyException e) {
            throw new IllegalArgumentException(e);
        }
    }

    void tag(String user, String key, String value) {
        tags.put(user, Map.of(key, value));
    }

    void gone(String arn) {
        gone.add(arn);
    }

    @Override
    public boolean mayExist(String arn) {
        return !gone.contains(arn);
    }

    @Override
    public List<Policy> policies(Principal principal) {
        return policies.getOrDefault(name(principal), List.of());
    }

    @Override
    public Map<String, String> tags(Principal principal) {
        return tags.getOrDefault(name(principal), Map.of());
    }

    private static String name(Principal principal) {
        return principal instanceof Principal.User user ? user.userName() : "";
    }
}
