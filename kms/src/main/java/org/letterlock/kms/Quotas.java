package org.letterlock.kms;

/// How much a KMS holds at most. The defaults are those of AWS KMS.
public record Quotas(int keys, int aliasesPerKey, int grantsPerKey) {
    public static final Quotas DEFAULT = new Quotas(100_000, 50, 50_000);
}
