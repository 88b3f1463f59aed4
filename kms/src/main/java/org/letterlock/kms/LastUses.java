package org.letterlock.kms;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.services.kms.model.KeyLastUsageData;

/// When each key was last used for cryptography, since this KMS was opened: in memory alone, so that a
/// `Decrypt` writes nothing but its event. The trail knows what was before. Thread-safe.
final class LastUses {
    private static final Set<String> USES = Set.of(
            "Decrypt",
            "DeriveSharedSecret",
            "Encrypt",
            "GenerateDataKey",
            "GenerateDataKeyPair",
            "GenerateDataKeyPairWithoutPlaintext",
            "GenerateDataKeyWithoutPlaintext",
            "GenerateMac",
            "ReEncrypt",
            "Sign",
            "Verify",
            "VerifyMac");

    private final Instant since;
    private final Map<UUID, KeyLastUsageData> last = new ConcurrentHashMap<>();

    LastUses(Instant since) {
        this.since = since;
    }

    /// From when on uses are known.
    Instant since() {
        return since;
    }

    /// Remembers a call that succeeded, if it is a use of keys.
    void note(Call call, String eventId) {
        if (!USES.contains(call.operation())) {
            return;
        }
        var use = KeyLastUsageData.builder()
                .operation(call.operation())
                .timestamp(call.time())
                .cloudTrailEventId(eventId)
                .kmsRequestId(call.requestId())
                .build();
        call.keys().forEach(key -> last.put(key, use));
    }

    Optional<KeyLastUsageData> of(UUID key) {
        return Optional.ofNullable(last.get(key));
    }

    void forget(UUID key) {
        last.remove(key);
    }
}
