package org.letterlock.kms;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import software.amazon.awssdk.services.kms.model.RotateKeyOnDemandRequest;
import software.amazon.awssdk.services.kms.model.RotateKeyOnDemandResponse;
import software.amazon.awssdk.services.kms.model.RotationType;

/// KMS RotateKeyOnDemand: at once; 25 times in a key's life. An imported key goes over to the
/// material that was imported for it. The automatic rotation goes on as it would.
record RotateKeyOnDemand(KmsCore core) implements Operation<RotateKeyOnDemandRequest, RotateKeyOnDemandResponse> {
    static final int MAX_ROTATIONS = 25;
    private static final Duration TOO_NEAR = Duration.ofMinutes(20);

    @Override
    public RotateKeyOnDemandResponse decide(Call call, RotateKeyOnDemandRequest request) {
        var key = core.keys().key(call, request.keyId());
        core.authorizer().require(call, key, name(), null, Map.of());
        AwsManagedKey.refuse(key, name());
        key.requireSymmetric(name());
        key.requireEnabled();
        if (key.rotation().isDue(call.time().plus(TOO_NEAR))) {
            throw KmsErrors.conflict(key.arn() + " is about to be rotated automatically.");
        }
        if (key.isImported() && key.materials().pending() == null) {
            throw KmsErrors.invalidState(key.arn() + " has no key material that is pending rotation.");
        }
        if (key.materials().rotations(RotationType.ON_DEMAND) >= MAX_ROTATIONS) {
            throw KmsErrors.limitExceeded(
                    "No more than " + MAX_ROTATIONS + " on-demand rotations are allowed for a key.");
        }
        var now = call.time().truncatedTo(ChronoUnit.MILLIS);
        var rotated = RotatedKey.of(key, RotationType.ON_DEMAND, now, core.random());
        rotated.changes().forEach(call::change);
        call.side().add(core.events().internal(call.time(), "RotateKey", key, rotated.details()));
        return RotateKeyOnDemandResponse.builder().keyId(key.id().toString()).build();
    }
}
