package org.letterlock.server;

import java.net.BindException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import javax.net.ssl.SSLHandshakeException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;

/// What a failure means to the person at the terminal, in one line.
final class Explanation {
    private static final String UNTRUSTED =
            "the server's certificate is not trusted: name it with --certificate (a server's own is DIR.keys/tls.crt.pem)";
    private static final String UNKNOWN_HOST = "no address is known for the host of --endpoint";

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
            case SdkClientException client when caused(client, SSLHandshakeException.class) -> UNTRUSTED;
            case SSLHandshakeException untrusted -> UNTRUSTED;
            case SdkClientException client when caused(client, UnknownHostException.class) -> UNKNOWN_HOST;
            case UnknownHostException unknown -> UNKNOWN_HOST;
            case SdkClientException client
            when text(client).startsWith("Unable to load credentials") ->
                "no AWS credentials were found for --endpoint: set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or"
                        + " AWS_SHARED_CREDENTIALS_FILE to a server's run/admin-credentials";
            case Exception taken
            when caused(taken, BindException.class) ->
                text(taken) + ". Free the port, or choose others with --config or --ports random.";
            case NoSuchFileException missing -> missing.getFile() + " does not exist";
            case AccessDeniedException denied -> denied.getFile() + " may not be read by this user";
            default -> text(e);
        };
    }

    private static boolean refused(@Nullable Throwable e) {
        return caused(e, ConnectException.class);
    }

    private static boolean caused(@Nullable Throwable e, Class<? extends Throwable> by) {
        return e != null && (by.isInstance(e) || caused(e.getCause(), by));
    }

    private static String text(Exception e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }
}
