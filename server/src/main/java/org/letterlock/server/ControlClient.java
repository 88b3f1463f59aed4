package org.letterlock.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.SignedRequest;
import software.amazon.awssdk.regions.Region;

/// Calls the operations that no SDK has ([ControlService]), signed like all others.
final class ControlClient {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final URI endpoint;
    private final Region region;
    private final AwsCredentialsProvider credentials;
    private final SdkHttpClient http;

    ControlClient(URI endpoint, Region region, AwsCredentialsProvider credentials, SdkHttpClient http) {
        this.endpoint = endpoint;
        this.region = region;
        this.credentials = credentials;
        this.http = http;
    }

    JsonNode call(String operation, JsonNode request) throws IOException, CommandException {
        byte[] body = JSON.writeValueAsBytes(request);
        SdkHttpRequest unsigned = SdkHttpRequest.builder()
                .uri(endpoint)
                .method(SdkHttpMethod.POST)
                .encodedPath("/")
                .putHeader("Content-Type", "application/x-amz-json-1.1")
                .putHeader("X-Amz-Target", ControlService.PREFIX + operation)
                .build();
        SignedRequest signed = AwsV4HttpSigner.create()
                .sign(sign -> sign.identity(credentials.resolveCredentials())
                        .request(unsigned)
                        .payload(() -> new java.io.ByteArrayInputStream(body))
                        .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, ControlService.SIGNING_NAME)
                        .putProperty(AwsV4HttpSigner.REGION_NAME, region.id()));
        return answer(http.prepareRequest(HttpExecuteRequest.builder()
                        .request(signed.request())
                        .contentStreamProvider(() -> new java.io.ByteArrayInputStream(body))
                        .build())
                .call());
    }

    private static JsonNode answer(HttpExecuteResponse response) throws IOException, CommandException {
        byte[] body = response.responseBody().isPresent()
                ? response.responseBody().get().readAllBytes()
                : "{}".getBytes(UTF_8);
        JsonNode json = JSON.readTree(body);
        if (!response.httpResponse().isSuccessful()) {
            throw new CommandException(
                    json.path("__type").asText() + ": " + json.path("message").asText());
        }
        return json;
    }
}
