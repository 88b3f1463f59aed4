package org.letterlock.store;

import org.letterlock.crypt.Sealed;

/// A key and its sealed value.
public record StoredRecord(RecordKey key, Sealed value) {}
