package org.letterlock.directory;

import java.util.List;
import java.util.UUID;
import org.letterlock.keyring.WrappedKey;

/// What the instance knows about an organization without its key
/// ([org.letterlock.store.Kind#ORGANIZATION]).
record OrganizationRecord(
        UUID id,
        String alias,
        String arn,
        String cmkArn,
        String grantId,
        List<String> domains,
        int generation,
        byte[] blob) {
    private static final byte FORMAT = 1;

    static OrganizationRecord of(Organization organization) {
        return new OrganizationRecord(
                organization.id(),
                organization.alias(),
                organization.arn(),
                organization.cmkArn(),
                organization.grantId(),
                organization.domains(),
                organization.key().generation(),
                organization.key().blob());
    }

    Organization organization() {
        return new Organization(
                id, alias, arn, cmkArn, grantId, domains, new WrappedKey(id, arn, cmkArn, id, generation, blob));
    }

    byte[] encode() {
        return new Encoder(FORMAT)
                .id(id)
                .text(alias)
                .text(arn)
                .text(cmkArn)
                .text(grantId)
                .texts(domains)
                .number(generation)
                .bytes(blob)
                .done();
    }

    static OrganizationRecord decode(byte[] record) {
        return Decoder.read(
                record,
                FORMAT,
                in -> new OrganizationRecord(
                        in.id(),
                        in.text(),
                        in.text(),
                        in.text(),
                        in.text(),
                        in.texts(),
                        Math.toIntExact(in.number()),
                        in.bytes()));
    }
}
