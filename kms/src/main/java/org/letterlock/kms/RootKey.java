package org.letterlock.kms;

/// The two roots of a deployment. They are different keys: who has one has nothing of the other.
public enum RootKey {
    /// What must be readable without any organization's key is sealed under it: directory, trail,
    /// IAM.
    INSTANCE(1, "instance-root.key"),
    /// The key material of the embedded KMS is wrapped under it.
    KMS(2, "kms-root.key");

    private final int code;
    private final String fileName;

    RootKey(int code, String fileName) {
        this.code = code;
        this.fileName = fileName;
    }

    /// Names the root in files and records.
    int code() {
        return code;
    }

    /// What its file is called.
    public String fileName() {
        return fileName;
    }
}
