package org.letterlock.iam;

import java.util.Set;

/// The condition keys that requests here carry. A policy that names another is refused: a key which
/// is never present would silently void a `Deny`.
final class ConditionKeys {
    private static final String ENCRYPTION_CONTEXT = "kms:encryptioncontext:";

    private static final Set<String> SINGLE = Set.of(
            "kms:viaservice",
            "kms:calleraccount",
            "kms:grantisforawsresource",
            "kms:grantconstrainttype",
            "kms:granteeprincipal",
            "kms:retiringprincipal",
            "kms:requestalias",
            "kms:bypasspolicylockoutsafetycheck",
            "kms:keyorigin",
            "kms:keyspec",
            "kms:keyusage",
            "kms:multiregion",
            "kms:encryptionalgorithm",
            "kms:schedulekeydeletionpendingwindowindays",
            "aws:principalarn",
            "aws:principalaccount",
            "aws:principaltype",
            "aws:securetransport",
            "aws:viaawsservice",
            "aws:multifactorauthpresent");

    /// Several values at once: only `Null` may test them until the set operators are there.
    private static final Set<String> MULTIPLE = Set.of("kms:encryptioncontextkeys", "kms:grantoperations");

    private ConditionKeys() {}

    /// @param key in lower case
    static boolean isKnown(String key) {
        return SINGLE.contains(key) || isMultiple(key) || isEncryptionContext(key);
    }

    static boolean isMultiple(String key) {
        return MULTIPLE.contains(key);
    }

    private static boolean isEncryptionContext(String key) {
        return key.startsWith(ENCRYPTION_CONTEXT) && key.length() > ENCRYPTION_CONTEXT.length();
    }
}
