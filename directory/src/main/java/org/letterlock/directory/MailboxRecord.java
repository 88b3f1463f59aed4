package org.letterlock.directory;

import java.util.List;
import java.util.UUID;
import org.letterlock.crypt.RecordId;
import org.letterlock.keyring.WrappedKey;

/// What the instance knows about a mailbox without its organization's key
/// ([org.letterlock.store.Kind#MAILBOX]).
///
/// @param addresses the blind indexes of its addresses
record MailboxRecord(UUID id, UUID user, List<RecordId> addresses, int generation, byte[] blob) {
    private static final byte FORMAT = 1;

    WrappedKey key(Organization organization) {
        return new WrappedKey(organization.id(), organization.arn(), organization.cmkArn(), id, generation, blob);
    }

    byte[] encode() {
        return new Encoder(FORMAT)
                .id(id)
                .id(user)
                .indexes(addresses)
                .number(generation)
                .bytes(blob)
                .done();
    }

    static MailboxRecord decode(byte[] record) {
        return Decoder.read(
                record,
                FORMAT,
                in -> new MailboxRecord(in.id(), in.id(), in.indexes(), Math.toIntExact(in.number()), in.bytes()));
    }
}
