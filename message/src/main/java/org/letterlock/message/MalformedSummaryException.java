package org.letterlock.message;

/// Bytes that [SummaryCodec] did not write. Its message quotes none of them.
public final class MalformedSummaryException extends Exception {
    MalformedSummaryException(String what) {
        super(what);
    }
}
