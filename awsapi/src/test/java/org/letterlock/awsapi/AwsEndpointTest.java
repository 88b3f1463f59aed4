package org.letterlock.awsapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.letterlock.iam.AccessKey;
import org.letterlock.iam.AccessKeys;
import org.letterlock.iam.Caller;
import org.letterlock.iam.Origin;
import org.letterlock.iam.Principal;
import org.letterlock.iam.SigV4;
import org.letterlock.store.StoreException;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.EncryptRequest;
import software.amazon.awssdk.services.kms.model.EncryptResponse;
import software.amazon.awssdk.services.kms.model.GrantListEntry;
import software.amazon.awssdk.services.kms.model.ListAliasesRequest;
import software.amazon.awssdk.services.kms.model.ListAliasesResponse;
import software.amazon.awssdk.services.kms.model.ListGrantsRequest;
import software.amazon.awssdk.services.kms.model.ListGrantsResponse;
import software.amazon.awssdk.services.kms.model.NotFoundException;

/// The SDK's real client against an endpoint that serves an in-process one.
class AwsEndpointTest {
    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");

    private final TestTls tls = TestTls.create();
    private final AccessKey key = AccessKey.random(new Principal.Root("111122223333"), new SecureRandom());
    private final RecordedKms kms = new RecordedKms();
    private final AwsEndpoint endpoint = endpoint(InstantSource.system());

    private AwsEndpoint endpoint(InstantSource clock) {
        return endpoint(clock, 0);
    }

    private AwsEndpoint endpoint(InstantSource clock, int port) {
        return new AwsEndpoint(
                new InetSocketAddress("127.0.0.1", port),
                tls.server(),
                tls.server().getDefaultSSLParameters(),
                new SigV4(AccessKeys.only(key), "eu-west-1", clock),
                List.of(
                        new SdkService<>("kms", "TrentService.", KmsClient.class, kms::servedTo),
                        new JsonService("letterlock", "Letterlock.", Map.of("Echo", (caller, request) -> request))));
    }

    @AfterEach
    void close() {
        endpoint.close();
        key.close();
    }

    @Test
    void anSdkClientReachesTheImplementation() {
        var answer = client(key.exposeText(), "eu-west-1")
                .encrypt(request -> request.keyId("k")
                        .plaintext(SdkBytes.fromUtf8String("äöü"))
                        .encryptionContext(Map.of("a", "b", "c", "")));
        assertThat(answer.ciphertextBlob().asUtf8String()).isEqualTo("sealed äöü");
        assertThat(kms.last.encryptionContext()).containsOnly(Map.entry("a", "b"), Map.entry("c", ""));
    }

    @Test
    void aPortThatIsTakenIsAFailure() {
        assertThatThrownBy(() -> endpoint(InstantSource.system(), endpoint.port()))
                .isInstanceOf(UncheckedIOException.class)
                .hasCauseInstanceOf(BindException.class)
                .hasMessageContaining(":" + endpoint.port());
    }

    @Test
    void theCallersAddressIsToldAsANumber() {
        client(key.exposeText(), "eu-west-1").listGrants(request -> request.keyId("k"));
        assertThat(kms.origin.sourceIp()).isEqualTo("127.0.0.1");
    }

    @Test
    void listsTimesAndNestedShapesComeThrough() {
        GrantListEntry grant = client(key.exposeText(), "eu-west-1")
                .listGrants(request -> request.keyId("k"))
                .grants()
                .getFirst();
        assertThat(grant.creationDate()).isEqualTo(NOW);
        assertThat(grant.constraints().encryptionContextEquals()).containsEntry("x", "y");
        assertThat(grant.operationsAsStrings()).containsExactly("Decrypt", "Encrypt");
    }

    @Test
    void aServicesErrorKeepsItsNameAndText() {
        assertThatThrownBy(() -> client(key.exposeText(), "eu-west-1").describeKey(request -> request.keyId("k")))
                .isInstanceOfSatisfying(NotFoundException.class, e -> {
                    assertThat(e.awsErrorDetails().errorMessage()).isEqualTo("no such key");
                    assertThat(e.statusCode()).isEqualTo(400);
                    assertThat(e.requestId()).isNotBlank();
                });
    }

    @Test
    void aBugTellsNothingButARequestId() {
        assertThatThrownBy(() -> client(key.exposeText(), "eu-west-1").listKeys(request -> {}))
                .isInstanceOfSatisfying(AwsServiceException.class, e -> {
                    assertThat(e.awsErrorDetails().errorCode()).isEqualTo("InternalFailure");
                    assertThat(e.getMessage()).doesNotContain("secret");
                });
    }

    @Test
    void aStoreThatCannotIsAServiceThatIsUnavailable() {
        kms.storeFailure = new StoreException.Full("no space left in /secret");
        refusesAliases(503, "ServiceUnavailable", "no space left");
        kms.storeFailure = new StoreException("the store is shut at /secret");
        refusesAliases(503, "ServiceUnavailable", "try again later");
        kms.storeFailure = new StoreException.Corrupt("record 5 of /secret");
        refusesAliases(500, "InternalFailure", "letterlock verify");
    }

    private void refusesAliases(int status, String code, String text) {
        assertThatThrownBy(() -> client(key.exposeText(), "eu-west-1").listAliases(request -> {}))
                .isInstanceOfSatisfying(AwsServiceException.class, e -> {
                    assertThat(e.statusCode()).isEqualTo(status);
                    assertThat(e.awsErrorDetails().errorCode()).isEqualTo(code);
                    assertThat(e.awsErrorDetails().errorMessage())
                            .contains(text)
                            .doesNotContain("secret");
                });
    }

    @Test
    void anOperationThatIsNotOverriddenIsUnsupported() {
        assertThatThrownBy(
                        () -> client(key.exposeText(), "eu-west-1").generateRandom(request -> request.numberOfBytes(8)))
                .isInstanceOfSatisfying(
                        AwsServiceException.class,
                        e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("UnsupportedOperationException"));
    }

    @Test
    void aWrongSecretIsRefused() {
        refuses(client("x".repeat(40), "eu-west-1"), "InvalidSignatureException");
    }

    @Test
    void anotherRegionIsRefused() {
        refuses(client(key.exposeText(), "us-east-1"), "InvalidSignatureException");
    }

    @Test
    void anUnknownAccessKeyIsRefused() {
        try (AccessKey other = AccessKey.random(new Principal.Root("111122223333"), new SecureRandom())) {
            refuses(client(endpoint, other.id(), other.exposeText(), "eu-west-1"), "UnrecognizedClientException");
        }
    }

    @Test
    void anOldSignatureIsRefused() {
        try (AwsEndpoint later = endpoint(InstantSource.offset(InstantSource.system(), Duration.ofMinutes(16)))) {
            refuses(client(later, key.id(), key.exposeText(), "eu-west-1"), "InvalidSignatureException");
        }
    }

    private static void refuses(KmsClient client, String code) {
        assertThatThrownBy(() -> client.listGrants(request -> request.keyId("k")))
                .isInstanceOfSatisfying(
                        AwsServiceException.class,
                        e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo(code));
    }

    @Test
    void anUnsignedRequestIsRefused() throws Exception {
        HttpResponse<String> answer = post("TrentService.ListGrants", "{}");
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(new ObjectMapper().readTree(answer.body()).path("__type").asText())
                .isEqualTo("MissingAuthenticationTokenException");
        assertThat(answer.headers().firstValue("x-amzn-requestid")).isPresent();
    }

    @Test
    void anUnknownTargetIsRefused() throws Exception {
        assertThat(post("TrentService.Nonsense", "{}").body()).contains("UnknownOperationException");
        assertThat(post("Nonsense", "{}").body()).contains("UnknownOperationException");
    }

    @Test
    void aBodyOverAMebibyteIsRefused() throws Exception {
        assertThat(post("TrentService.ListGrants", " ".repeat((1 << 20) + 1)).statusCode())
                .isEqualTo(413);
    }

    private HttpResponse<String> post(String target, String body) throws Exception {
        try (HttpClient http = HttpClient.newBuilder().sslContext(tls.client()).build()) {
            return http.send(
                    HttpRequest.newBuilder(URI.create("https://127.0.0.1:" + endpoint.port() + "/"))
                            .header("X-Amz-Target", target)
                            .POST(HttpRequest.BodyPublishers.ofString(body))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        }
    }

    private KmsClient client(String secret, String region) {
        return client(endpoint, key.id(), secret, region);
    }

    private KmsClient client(AwsEndpoint server, String keyId, String secret, String region) {
        return KmsClient.builder()
                .endpointOverride(URI.create("https://127.0.0.1:" + server.port()))
                .region(Region.of(region))
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create(keyId, secret)))
                .overrideConfiguration(override -> override.retryStrategy(retry -> retry.maxAttempts(1)))
                .httpClient(UrlConnectionHttpClient.builder()
                        .tlsTrustManagersProvider(tls::trustManagers)
                        .build())
                .build();
    }

    private static final class RecordedKms implements KmsClient {
        private volatile EncryptRequest last = EncryptRequest.builder().build();
        private volatile Origin origin = new Origin("nowhere", "", null);

        RecordedKms servedTo(Caller.Signed caller) {
            origin = caller.origin();
            return this;
        }

        private volatile StoreException storeFailure = new StoreException("not set");

        @Override
        public ListAliasesResponse listAliases(ListAliasesRequest request) {
            throw storeFailure;
        }

        @Override
        public EncryptResponse encrypt(EncryptRequest request) {
            last = request;
            return EncryptResponse.builder()
                    .ciphertextBlob(SdkBytes.fromUtf8String(
                            "sealed " + request.plaintext().asUtf8String()))
                    .build();
        }

        @Override
        public ListGrantsResponse listGrants(ListGrantsRequest request) {
            return ListGrantsResponse.builder()
                    .grants(grant -> grant.creationDate(NOW)
                            .operationsWithStrings("Decrypt", "Encrypt")
                            .constraints(constraint -> constraint.encryptionContextEquals(Map.of("x", "y"))))
                    .truncated(false)
                    .build();
        }

        @Override
        public software.amazon.awssdk.services.kms.model.DescribeKeyResponse describeKey(
                software.amazon.awssdk.services.kms.model.DescribeKeyRequest request) {
            throw (SdkException) NotFoundException.builder()
                    .statusCode(400)
                    .awsErrorDetails(AwsErrorDetails.builder()
                            .errorCode("NotFoundException")
                            .errorMessage("no such key")
                            .build())
                    .build();
        }

        @Override
        public software.amazon.awssdk.services.kms.model.ListKeysResponse listKeys(
                software.amazon.awssdk.services.kms.model.ListKeysRequest request) {
            throw new IllegalStateException("the secret is 42");
        }

        @Override
        public String serviceName() {
            return "kms";
        }

        @Override
        public void close() {}
    }
}
