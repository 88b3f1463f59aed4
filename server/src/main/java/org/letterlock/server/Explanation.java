package org.letterlock.server;

import java.net.ConnectException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;

/// What a failure means to the person at the terminal, in one line.
final class Explanation {
    private Explanation() {}

    static String of(Exception e) {
        return switch (e) {
            case AwsServiceException service
            when service.awsErrorDetails() != null ->
                service.awsErrorDetails().errorCode() + ": "
                        + service.awsErrorDetails().errorMessage();
            case SdkClientException client
            when refused(client) ->
                "the server does not answer; is it running? Start it with 'letterlock serve --data DIR'.";
            case ConnectException refused ->
                "the server does not answer; is it running? Start it with 'letterlock serve --data DIR'.";
            default -> text(e);
        };
    }

    private static boolean refused(@Nullable Throwable e) {
        return e != null && (e instanceof ConnectException || refused(e.getCause()));
    }

    private static String text(Exception e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }
}
