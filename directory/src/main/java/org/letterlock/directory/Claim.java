package org.letterlock.directory;

import java.util.UUID;

/// Who holds a unique value ([org.letterlock.store.Kind#CLAIM]).
///
/// @param organization the organization that the value belongs to
/// @param holder       the organization (alias, domain) or the mailbox (address)
record Claim(UUID organization, UUID holder) {
    private static final byte FORMAT = 1;

    byte[] encode() {
        return new Encoder(FORMAT).id(organization).id(holder).done();
    }

    static Claim decode(byte[] record) {
        return Decoder.read(record, FORMAT, in -> new Claim(in.id(), in.id()));
    }
}
