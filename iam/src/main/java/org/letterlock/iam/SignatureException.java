package org.letterlock.iam;

/// A request is not signed as it must be. [#type()] is AWS's error code and [#getMessage()] may be
/// shown: it quotes nothing of the request.
public final class SignatureException extends Exception {
    private final String type;
    private final int status;

    SignatureException(int status, String type, String message) {
        super(message);
        this.type = type;
        this.status = status;
    }

    static SignatureException missing() {
        return new SignatureException(
                403, "MissingAuthenticationTokenException", "The request has no AWS4-HMAC-SHA256 signature");
    }

    static SignatureException incomplete(String message) {
        return new SignatureException(400, "IncompleteSignatureException", message);
    }

    static SignatureException unrecognized() {
        return new SignatureException(
                400, "UnrecognizedClientException", "The security token included in the request is invalid.");
    }

    static SignatureException invalid(String message) {
        return new SignatureException(403, "InvalidSignatureException", message);
    }

    public String type() {
        return type;
    }

    /// The HTTP status that AWS answers with.
    public int status() {
        return status;
    }
}
