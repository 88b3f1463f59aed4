package org.letterlock.server;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudtrail.CloudTrailClient;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.workmail.WorkMailClient;

/// An administrator's clients of one server: the AWS SDK's own, with the server as their endpoint.
final class Admin implements AutoCloseable {
    private final URI endpoint;
    private final Region region;
    private final AwsCredentialsProvider credentials;
    private final SdkHttpClient http;

    private Admin(URI endpoint, String region, AwsCredentialsProvider credentials, @Nullable Path certificate)
            throws Exception {
        this.endpoint = endpoint;
        this.region = Region.of(region);
        this.credentials = credentials;
        this.http = certificate == null
                ? UrlConnectionHttpClient.create()
                : UrlConnectionHttpClient.builder()
                        .tlsTrustManagersProvider(Certificates.trusting(certificate))
                        .build();
    }

    static Admin local(Path data) throws Exception {
        Endpoints endpoints = Endpoints.read(data);
        return new Admin(
                URI.create("https://" + endpoints.https()),
                endpoints.region(),
                fileCredentials(data),
                Path.of(endpoints.certificate()));
    }

    static Admin remote(String endpoint, String region, @Nullable Path certificate) throws Exception {
        if (!endpoint.startsWith("https://")) {
            throw new UsageException("--endpoint must begin with https://");
        }
        return new Admin(
                URI.create(endpoint),
                region,
                DefaultCredentialsProvider.builder().build(),
                certificate);
    }

    private static AwsCredentialsProvider fileCredentials(Path data) throws Exception {
        var profile = new Properties();
        try (var reader = Files.newBufferedReader(RunFolder.credentials(data))) {
            profile.load(reader);
        }
        return StaticCredentialsProvider.create(AwsBasicCredentials.create(
                profile.getProperty("aws_access_key_id"), profile.getProperty("aws_secret_access_key")));
    }

    KmsClient kms() {
        return configured(KmsClient.builder()).build();
    }

    WorkMailClient workMail() {
        return configured(WorkMailClient.builder()).build();
    }

    CloudTrailClient cloudTrail() {
        return configured(CloudTrailClient.builder()).build();
    }

    ControlClient control() {
        return new ControlClient(endpoint, region, credentials, http);
    }

    private <B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>, C> B configured(B builder) {
        return builder.endpointOverride(endpoint)
                .region(region)
                .credentialsProvider(credentials)
                .httpClient(http);
    }

    @Override
    public void close() {
        http.close();
    }
}
