package org.letterlock.kms;

import java.util.HashSet;
import java.util.HexFormat;
import java.util.Set;
import org.letterlock.crypt.RecordId;
import org.letterlock.store.StoreException;
import software.amazon.awssdk.services.kms.model.GrantOperation;

/// A grant as it is stored (`docs/formats/kms-records.md`).
final class GrantRecord {
    private static final byte FORMAT = 1;
    private static final int NO_CONSTRAINT = 0;
    private static final int EQUALS = 1;
    private static final int SUBSET = 2;

    private GrantRecord() {}

    static RecordId id(Grant grant) {
        return RecordId.of(HexFormat.of().parseHex(grant.id()));
    }

    static byte[] encode(Grant grant) {
        var out = new RecordWriter()
                .small(FORMAT)
                .text(grant.id())
                .id(grant.key())
                .text(grant.name())
                .text(grant.grantee())
                .text(grant.retiring())
                .text(grant.issuer())
                .time(grant.created())
                .small(grant.operations().size());
        grant.operations().stream().sorted().forEach(operation -> out.text(operation.toString()));
        return out.small(code(grant.constraint()))
                .pairs(grant.constraint().pairs())
                .toBytes();
    }

    static Grant decode(byte[] bytes) {
        var in = new RecordReader(bytes, FORMAT);
        var id = in.text();
        var key = in.id();
        var name = in.text();
        var grantee = in.text();
        var retiring = in.text();
        var issuer = in.text();
        var created = in.time();
        var operations = operations(in);
        return new Grant(
                id,
                key,
                name,
                grantee,
                retiring.isEmpty() ? null : retiring,
                issuer,
                operations,
                constraint(in),
                created);
    }

    private static Set<GrantOperation> operations(RecordReader in) {
        var operations = new HashSet<GrantOperation>();
        for (int count = in.small(); count > 0; count--) {
            operations.add(GrantOperation.fromValue(in.text()));
        }
        return operations;
    }

    private static int code(Constraint constraint) {
        return switch (constraint) {
            case Constraint.None ignored -> NO_CONSTRAINT;
            case Constraint.Equals ignored -> EQUALS;
            case Constraint.Subset ignored -> SUBSET;
        };
    }

    private static Constraint constraint(RecordReader in) {
        int code = in.small();
        var pairs = in.pairs();
        return switch (code) {
            case NO_CONSTRAINT -> new Constraint.None();
            case EQUALS -> new Constraint.Equals(pairs);
            case SUBSET -> new Constraint.Subset(pairs);
            default -> throw new StoreException.Corrupt("a grant has an unknown constraint");
        };
    }
}
