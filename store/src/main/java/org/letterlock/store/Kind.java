package org.letterlock.store;

/// Every kind of record that lies on a disk, with its code in keys and places
/// (`docs/formats/records.md`), and the family that an engine keeps it in: small mutable logs,
/// immutable pages, immutable content.
public enum Kind {
    /// A mailbox's head.
    HEAD('H', Family.LOG),
    /// One change of a mailbox.
    LOG('L', Family.LOG),
    /// 1,024 index rows of a folder.
    INDEX('I', Family.PAGE),
    /// 64 summaries of a folder.
    SUMMARY('S', Family.PAGE),
    /// A wrapped message key.
    KEY('K', Family.CONTENT),
    /// One sealed segment of a message's content.
    CONTENT('B', Family.CONTENT),
    /// The root of a guarded partition: version and sum of its records.
    ROOT('R', Family.LOG),
    /// One event of the audit trail.
    EVENT('E', Family.LOG),
    /// A KMS key and its policy.
    KMS_KEY('k', Family.LOG),
    /// A KMS key's material, wrapped under the KMS root.
    KMS_MATERIAL('m', Family.LOG),
    /// A KMS alias.
    KMS_ALIAS('a', Family.LOG),
    /// A KMS grant.
    KMS_GRANT('g', Family.LOG),
    /// An IAM principal, an access key or a policy.
    IAM('i', Family.LOG),
    /// An organization as the instance knows it: CMK, grant, wrapped organization key, domains.
    ORGANIZATION('O', Family.LOG),
    /// A claim of a unique value (a domain, an address, an alias) by its blind index.
    CLAIM('C', Family.LOG),
    /// A mailbox as the instance knows it: its wrapped key.
    MAILBOX('M', Family.LOG),
    /// A user, sealed under the organization key.
    USER('U', Family.LOG),
    /// The check value of a root key, by which a wrong root is told from damage.
    CHECK('c', Family.LOG),
    /// A multi-step change that has begun and not ended.
    INTENT('N', Family.LOG);

    /// How an engine should keep a kind.
    public enum Family {
        LOG,
        PAGE,
        CONTENT
    }

    private final byte code;
    private final Family family;

    Kind(char code, Family family) {
        this.code = (byte) code;
        this.family = family;
    }

    public byte code() {
        return code;
    }

    public Family family() {
        return family;
    }
}
