package org.letterlock.awsapi;

import org.letterlock.store.StoreException;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/// How a failure reads on the wire.
///
/// @param status  the HTTP status: 400, or 500 and 503 where the service itself failed
/// @param type    AWS's error code
/// @param message safe to show
record Fault(int status, String type, String message) {
    static final Fault UNKNOWN_OPERATION =
            new Fault(400, "UnknownOperationException", "X-Amz-Target names no operation of this endpoint");
    static final Fault TOO_LARGE = new Fault(413, "RequestEntityTooLargeException", "The request is larger than 1 MiB");
    static final Fault INTERNAL =
            new Fault(500, "InternalFailure", "The request failed inside the service; its log has the request id");

    static Fault of(AwsServiceException e) {
        var details = e.awsErrorDetails();
        String code = details != null && details.errorCode() != null
                ? details.errorCode()
                : e.getClass().getSimpleName();
        String message = details != null && details.errorMessage() != null ? details.errorMessage() : e.getMessage();
        return new Fault(e.statusCode() >= 500 ? e.statusCode() : 400, code, message == null ? "" : message);
    }

    /// AWS's common errors: clients try a 503 again by themselves.
    static Fault of(StoreException e) {
        return switch (e) {
            case StoreException.Corrupt damaged ->
                new Fault(500, INTERNAL.type(), "What is stored is damaged; 'letterlock verify' names the place");
            case StoreException.Full full ->
                new Fault(
                        503,
                        "ServiceUnavailable",
                        "There is no space left for the store. Nothing was changed; free some, and try again");
            default -> new Fault(503, "ServiceUnavailable", "The store does not answer; try again later");
        };
    }

    static Fault of(ServiceException e) {
        return new Fault(400, e.type(), String.valueOf(e.getMessage()));
    }
}
