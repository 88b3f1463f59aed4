package org.letterlock.kms;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Finds the key that a request's KeyId means: an id, a key's ARN, and for cryptographic operations
/// and DescribeKey an alias's name or ARN. The caller holds the KMS's lock.
record KeyFinder(State state, Arns arns) {
    private static final int MAX_KEY_ID = 2_048;
    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");
    private static final Pattern ARN = Pattern.compile("arn:aws[a-z-]*:kms:([a-z0-9-]+):([0-9]{12}):(key|alias)/(.+)");

    /// For management operations, which take no alias.
    KmsKey key(Call call, @Nullable String keyId) {
        var text = checked(keyId);
        requireOwn(call, text);
        var name = aliasName(text);
        if (name.isPresent()) {
            throw text.startsWith("arn:")
                    ? KmsErrors.invalidArn("Invalid keyId: an alias is not accepted here")
                    : KmsErrors.notFound("Invalid keyId '" + text + "'");
        }
        return found(call, keyById(text));
    }

    /// For the operations that take an alias too.
    KmsKey keyOrAlias(Call call, @Nullable String keyId) {
        var text = checked(keyId);
        requireOwn(call, text);
        var name = aliasName(text);
        if (name.isEmpty()) {
            return found(call, keyById(text));
        }
        var key = state.keyOfAlias(name.get())
                .orElseThrow(() -> KmsErrors.notFound("Alias " + arns.alias(name.get()) + " is not found."));
        return found(call, key);
    }

    /// An id or a name without an ARN means one of the caller's own account, which has none here.
    private void requireOwn(Call call, String keyId) {
        boolean foreign = call.caller()
                .principal()
                .home()
                .map(account -> !account.equals(arns.account()))
                .orElse(false);
        if (foreign && !keyId.startsWith("arn:")) {
            throw KmsErrors.notFound("Invalid keyId '" + keyId + "'");
        }
    }

    private KmsKey found(Call call, KmsKey key) {
        call.concerns(key, arns);
        return key.at(call.time());
    }

    static String checked(@Nullable String keyId) {
        if (keyId == null) {
            throw KmsErrors.validation("keyId", "Member must not be null");
        }
        if (keyId.isEmpty() || keyId.length() > MAX_KEY_ID) {
            throw KmsErrors.validation("keyId", "From 1 to " + MAX_KEY_ID + " characters");
        }
        return keyId;
    }

    /// The name of the alias that `keyId` means, with `alias/` before it; empty if it means a key.
    Optional<String> aliasName(String keyId) {
        if (keyId.startsWith(Alias.PREFIX)) {
            return Optional.of(keyId);
        }
        if (!keyId.startsWith("arn:")) {
            return Optional.empty();
        }
        var arn = parts(keyId);
        return arn[0].equals("alias") ? Optional.of(Alias.PREFIX + arn[1]) : Optional.empty();
    }

    /// What policies see of the alias that a request names, if it names one.
    void putAlias(Map<String, List<String>> conditions, @Nullable String keyId) {
        if (keyId != null) {
            aliasName(keyId).ifPresent(name -> Conditions.put(conditions, "kms:RequestAlias", name));
        }
    }

    private KmsKey keyById(String keyId) {
        var id = keyId.startsWith("arn:") ? parts(keyId)[1] : keyId;
        if (!ID.matcher(id).matches()) {
            throw KmsErrors.notFound("Invalid keyId '" + keyId + "'");
        }
        var key = state.key(UUID.fromString(id));
        if (key == null) {
            throw KmsErrors.notFound("Key '" + arns.key(UUID.fromString(id)) + "' does not exist");
        }
        return key;
    }

    /// `key` or `alias`, and what follows.
    private String[] parts(String text) {
        var arn = ARN.matcher(text);
        if (!arn.matches()) {
            throw KmsErrors.invalidArn("Invalid arn");
        }
        if (!arn.group(1).equals(arns.region())) {
            throw KmsErrors.notFound("Invalid arn " + arn.group(1));
        }
        if (!arn.group(2).equals(arns.account())) {
            throw KmsErrors.notFound("Key '" + text + "' does not exist");
        }
        return new String[] {arn.group(3), arn.group(4)};
    }
}
