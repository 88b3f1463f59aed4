package org.letterlock.iam;

/// What a statement does when it matches.
enum Effect {
    ALLOW,
    DENY
}
