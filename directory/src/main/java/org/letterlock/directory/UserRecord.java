package org.letterlock.directory;

import java.util.UUID;

/// A user, sealed under the organization key ([org.letterlock.store.Kind#USER]).
///
/// @param credential names the password's present state: a new one with each new password
/// @param verifier   what the password is checked against
record UserRecord(UUID id, UUID mailbox, UUID credential, String email, String displayName, byte[] verifier) {
    private static final byte FORMAT = 1;

    /// The same password, checked at other costs.
    UserRecord withVerifier(byte[] newVerifier) {
        return new UserRecord(id, mailbox, credential, email, displayName, newVerifier);
    }

    /// Another password: whoever is logged in with the old one holds another credential.
    UserRecord withPassword(byte[] newVerifier) {
        return new UserRecord(id, mailbox, UUID.randomUUID(), email, displayName, newVerifier);
    }

    byte[] encode() {
        return new Encoder(FORMAT)
                .id(id)
                .id(mailbox)
                .id(credential)
                .text(email)
                .text(displayName)
                .bytes(verifier)
                .done();
    }

    static UserRecord decode(byte[] record) {
        return Decoder.read(
                record, FORMAT, in -> new UserRecord(in.id(), in.id(), in.id(), in.text(), in.text(), in.bytes()));
    }

    /// Ids only: names, addresses and verifiers do not belong in logs.
    @Override
    public String toString() {
        return "UserRecord[" + id + "]";
    }
}
