package org.letterlock.trail;

import software.amazon.awssdk.awscore.exception.AwsErrorDetails;

/// What CloudTrail's exceptions have in common.
final class Errors {
    static final int BAD_REQUEST = 400;

    private Errors() {}

    static AwsErrorDetails details(String code, String message) {
        return AwsErrorDetails.builder()
                .errorCode(code)
                .errorMessage(message)
                .serviceName("CloudTrail")
                .build();
    }
}
