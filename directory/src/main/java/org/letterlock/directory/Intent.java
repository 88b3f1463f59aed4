package org.letterlock.directory;

import java.util.List;
import java.util.UUID;
import org.letterlock.crypt.RecordId;

/// A creation that has begun: what has to be given back if it does not end
/// ([org.letterlock.store.Kind#INTENT]).
///
/// @param holder  the organization or mailbox that comes about, and holds the claims meanwhile
/// @param claims  blind indexes of the values that it claims
/// @param cmkArn  the CMK of the grant; empty for a mailbox
/// @param grantId the grant made so far; empty if none is known
record Intent(UUID holder, List<RecordId> claims, String cmkArn, String grantId) {
    private static final byte FORMAT = 1;

    Intent withGrant(String id) {
        return new Intent(holder, claims, cmkArn, id);
    }

    byte[] encode() {
        return new Encoder(FORMAT)
                .id(holder)
                .indexes(claims)
                .text(cmkArn)
                .text(grantId)
                .done();
    }

    static Intent decode(byte[] record) {
        return Decoder.read(record, FORMAT, in -> new Intent(in.id(), in.indexes(), in.text(), in.text()));
    }
}
