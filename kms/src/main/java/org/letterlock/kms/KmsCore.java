package org.letterlock.kms;

import java.security.SecureRandom;

/// What the operations work with.
record KmsCore(
        Arns arns,
        String service,
        Quotas quotas,
        State state,
        Vault vault,
        KeyFinder keys,
        Authorizer authorizer,
        GrantTokens tokens,
        KmsEvents events,
        LastUses uses,
        SecureRandom random) {}
