package org.letterlock.workmail;

import org.letterlock.directory.DirectoryException;
import org.letterlock.keyring.KeyUnavailableException;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.workmail.model.WorkMailException;

/// The directory's refusals as WorkMail's exceptions.
final class Failures {
    private Failures() {}

    static AwsServiceException of(DirectoryException e) {
        return failure(400, e.code(), String.valueOf(e.getMessage()));
    }

    static AwsServiceException of(KeyUnavailableException e) {
        return failure(
                400,
                "DirectoryUnavailableException",
                "The organization's KMS key cannot be used now; check its state and grant.");
    }

    static AwsServiceException failure(int status, String code, String message) {
        return (AwsServiceException) WorkMailException.builder()
                .statusCode(status)
                .message(message)
                .awsErrorDetails(AwsErrorDetails.builder()
                        .errorCode(code)
                        .errorMessage(message)
                        .serviceName("workmail")
                        .build())
                .build();
    }
}
