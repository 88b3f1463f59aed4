package org.letterlock.iam;

/// A policy document that is not accepted. The message says why, quotes nothing longer than 64
/// characters of the document, and may be told to whoever sent it.
public final class MalformedPolicyException extends Exception {
    public MalformedPolicyException(String message) {
        super(message);
    }
}
