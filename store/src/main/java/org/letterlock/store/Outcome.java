package org.letterlock.store;

/// What became of a [RecordEngine#submit].
public sealed interface Outcome {
    /// Durable. `version` is the partition's new version: the expected one plus one.
    record Committed(long version) implements Outcome {}

    /// Nothing was written: the partition's version is `actual`, not the one expected.
    record Conflict(long actual) implements Outcome {}

    /// Unknown: the caller reads [RecordEngine#version] and its entry before it answers anybody.
    record Uncertain(Exception cause) implements Outcome {}
}
