package org.letterlock.crypt;

/// A key that follows from a passphrase, for what is kept outside of any store: Argon2id (RFC
/// 9106), so that each guess costs what the [Argon2id.Costs] say.
public final class PassphraseKey {
    public static final int SALT_BYTES = 16;

    private PassphraseKey() {}

    /// 32 bytes, for [Sealer#derive] alone; the caller closes it. Takes a second or so.
    ///
    /// @param salt 16 random bytes, kept beside what is sealed
    public static Secret derive(Argon2id.Costs costs, byte[] salt, Secret passphrase) {
        if (salt.length != SALT_BYTES) {
            throw new IllegalArgumentException("a salt of " + salt.length + " bytes");
        }
        return Secret.take(Argon2id.hash(costs, salt, passphrase));
    }
}
