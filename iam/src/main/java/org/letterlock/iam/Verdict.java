package org.letterlock.iam;

/// What all policies together say of one request; [#because] is AWS's own text.
public enum Verdict {
    ALLOWED(""),
    DENIED_BY_RESOURCE("with an explicit deny in a resource-based policy"),
    DENIED_BY_IDENTITY("with an explicit deny in an identity-based policy"),
    NOT_ALLOWED_BY_RESOURCE("because no resource-based policy allows the %s action"),
    NOT_ALLOWED_BY_IDENTITY("because no identity-based policy allows the %s action");

    private final String text;

    Verdict(String text) {
        this.text = text;
    }

    /// Whether a policy forbids it, whatever else allows it.
    public boolean isExplicitDeny() {
        return this == DENIED_BY_RESOURCE || this == DENIED_BY_IDENTITY;
    }

    /// The end of the message to whoever asked.
    ///
    /// @param action e.g. `kms:Decrypt`
    public String because(String action) {
        return text.formatted(action);
    }
}
