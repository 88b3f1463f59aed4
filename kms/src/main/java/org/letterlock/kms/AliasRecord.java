package org.letterlock.kms;

/// An alias as it is stored (`docs/formats/kms-records.md`).
final class AliasRecord {
    private static final byte FORMAT = 1;

    private AliasRecord() {}

    static byte[] encode(Alias alias) {
        return new RecordWriter()
                .small(FORMAT)
                .text(alias.name())
                .id(alias.key())
                .time(alias.created())
                .time(alias.updated())
                .toBytes();
    }

    static Alias decode(byte[] bytes) {
        var in = new RecordReader(bytes, FORMAT);
        return new Alias(in.text(), in.id(), in.time(), in.time());
    }
}
