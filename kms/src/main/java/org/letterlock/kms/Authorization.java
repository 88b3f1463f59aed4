package org.letterlock.kms;

import java.util.List;

/// Why a call was allowed.
sealed interface Authorization {
    /// By the key policy.
    record ByPolicy() implements Authorization {}

    /// Only by these grants.
    record ByGrants(List<Grant> grants) implements Authorization {}
}
