package org.letterlock.kms;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.kms.model.CreateKeyRequest;
import software.amazon.awssdk.services.kms.model.KeySpec;
import software.amazon.awssdk.services.kms.model.KeyUsageType;

/// The kind and use of a key that is asked for.
record KeyForm(KeySpec spec, KeyUsageType usage) {
    private static final Set<KeySpec> RSA = Set.of(KeySpec.RSA_2048, KeySpec.RSA_3072, KeySpec.RSA_4096);
    private static final Set<KeySpec> ECC =
            Set.of(KeySpec.ECC_NIST_P256, KeySpec.ECC_NIST_P384, KeySpec.ECC_NIST_P521, KeySpec.ECC_SECG_P256_K1);

    boolean isSymmetric() {
        return spec == KeySpec.SYMMETRIC_DEFAULT;
    }

    static KeyForm of(CreateKeyRequest request) {
        var spec = spec(request);
        @Nullable KeyUsageType usage = request.keyUsage();
        if (usage == null && spec != KeySpec.SYMMETRIC_DEFAULT) {
            throw KmsErrors.invalid("You must specify a KeyUsage value for an asymmetric KMS key.");
        }
        var form = new KeyForm(spec, usage == null ? KeyUsageType.ENCRYPT_DECRYPT : usage);
        if (!form.isPossible()) {
            throw KmsErrors.invalid(
                    "KeyUsage " + request.keyUsageAsString() + " is not compatible with KeySpec " + spec);
        }
        return form;
    }

    private static KeySpec spec(CreateKeyRequest request) {
        var older = request.customerMasterKeySpecAsString();
        var text = request.keySpecAsString() == null ? older : request.keySpecAsString();
        if (request.keySpecAsString() != null && older != null) {
            throw KmsErrors.invalid("You cannot specify KeySpec and CustomerMasterKeySpec in the same request.");
        }
        var spec = text == null ? KeySpec.SYMMETRIC_DEFAULT : KeySpec.fromValue(text);
        if (spec != KeySpec.SYMMETRIC_DEFAULT && !RSA.contains(spec) && !ECC.contains(spec)) {
            throw KmsErrors.unsupported("KeySpec " + text + " is not supported.");
        }
        return spec;
    }

    private boolean isPossible() {
        return switch (usage) {
            case ENCRYPT_DECRYPT -> !ECC.contains(spec);
            case SIGN_VERIFY -> !isSymmetric();
            default -> false;
        };
    }
}
