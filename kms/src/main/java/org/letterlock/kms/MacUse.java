package org.letterlock.kms;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.letterlock.crypt.Hmac;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.model.KeyUsageType;
import software.amazon.awssdk.services.kms.model.MacAlgorithmSpec;

/// What GenerateMac and VerifyMac have in common.
///
/// @param operation as policies name it
record MacUse(
        KmsCore core,
        String operation,
        @Nullable String keyId,
        @Nullable String algorithm,
        @Nullable SdkBytes message) {
    record Made(KmsKey key, MacAlgorithmSpec algorithm, byte[] mac) {}

    Made make(Call call, List<String> grantTokens) {
        var bytes = Inputs.bytes("message", message, Inputs.MAX_MESSAGE);
        var wanted = MacAlgorithmSpec.fromValue(Inputs.required("macAlgorithm", algorithm));
        core.tokens().check(grantTokens);
        var key = core.keys().keyOrAlias(call, keyId);
        core.authorizer().require(call, key, operation, null, Map.of("kms:MacAlgorithm", List.of(wanted.toString())));
        key.requireEnabled();
        key.requireUsage(KeyUsageType.GENERATE_VERIFY_MAC, operation);
        if (!Algorithms.mac(key.spec()).contains(wanted)) {
            throw KmsErrors.invalidKeyUsage(
                    "Algorithm " + algorithm + " is incompatible with key spec " + key.spec() + ".");
        }
        var material = core.vault().mac(key);
        return new Made(key, wanted, Hmac.of(material.digest(), material.secret(), bytes));
    }
}
