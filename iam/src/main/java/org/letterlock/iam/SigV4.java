package org.letterlock.iam;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.letterlock.crypt.Hmac;
import org.letterlock.crypt.Secret;

/// Verifies AWS Signature Version 4. The canonical request is made from exactly the headers that
/// the client signed, so it holds for every client, whatever it signs beside `host` and the
/// `x-amz-*` headers, all of which must be signed. Thread-safe.
public final class SigV4 {
    private static final String ALGORITHM = "AWS4-HMAC-SHA256";
    private static final Duration SKEW = Duration.ofMinutes(15);
    private static final DateTimeFormatter AMZ_DATE = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'");
    private static final HexFormat HEX = HexFormat.of();

    private final AccessKeys keys;
    private final String region;
    private final InstantSource clock;

    public SigV4(AccessKeys keys, String region, InstantSource clock) {
        this.keys = keys;
        this.region = region;
        this.clock = clock;
    }

    /// Who sent the request.
    ///
    /// @param service the name that the credential scope must have
    public Caller.Signed verify(SignedRequest request, String service) throws SignatureException {
        Authorization authorization = Authorization.parse(request.header("authorization"));
        String date = date(request, authorization);
        requireScope(authorization, service);
        requireSigned(request, authorization.signedHeaders());
        AccessKey key = keys.find(authorization.accessKeyId()).orElseThrow(SignatureException::unrecognized);
        String toSign =
                String.join("\n", ALGORITHM, date, authorization.scope(), sha256(canonical(request, authorization)));
        byte[] expected = Hmac.sha256(signingKey(key.secret(), authorization), toSign.getBytes(UTF_8));
        if (!MessageDigest.isEqual(expected, authorization.signature())) {
            throw SignatureException.invalid("The request signature we calculated does not match the signature you"
                    + " provided. Check your AWS Secret Access Key and signing method.");
        }
        return new Caller.Signed(key.owner(), key.id(), request.origin());
    }

    private String date(SignedRequest request, Authorization authorization) throws SignatureException {
        String date = Optional.ofNullable(request.header("x-amz-date")).orElse("");
        try {
            Instant signedAt = LocalDateTime.parse(date, AMZ_DATE).toInstant(ZoneOffset.UTC);
            if (Duration.between(signedAt, clock.instant()).abs().compareTo(SKEW) > 0) {
                throw SignatureException.invalid(
                        "Signature expired or not yet current: the clocks differ by more than" + " 15 minutes.");
            }
        } catch (DateTimeException e) {
            throw SignatureException.incomplete("x-amz-date is missing or is not like 20150830T123600Z");
        }
        if (!date.startsWith(authorization.day())) {
            throw SignatureException.invalid("Date in Credential scope does not match x-amz-date.");
        }
        return date;
    }

    private void requireScope(Authorization authorization, String service) throws SignatureException {
        if (!authorization.region().equals(region)) {
            throw SignatureException.invalid("Credential should be scoped to a valid region: this is " + region + ".");
        }
        if (!authorization.service().equals(service)) {
            throw SignatureException.invalid("Credential should be scoped to correct service: '" + service + "'.");
        }
    }

    private static void requireSigned(SignedRequest request, List<String> signed) throws SignatureException {
        boolean all = request.headers().keySet().stream()
                .filter(name -> name.startsWith("x-amz-"))
                .allMatch(signed::contains);
        if (!signed.contains("host") || !all) {
            throw SignatureException.invalid("'host' and every x-amz-* header must be among the SignedHeaders.");
        }
    }

    private static byte[] canonical(SignedRequest request, Authorization authorization) throws SignatureException {
        String headers = authorization.signedHeaders().stream()
                .map(name -> name + ":" + canonicalValue(request.headers().get(name)) + "\n")
                .collect(Collectors.joining());
        return String.join(
                        "\n",
                        request.method(),
                        request.path().isEmpty() ? "/" : request.path(),
                        canonicalQuery(request.query()),
                        headers,
                        String.join(";", authorization.signedHeaders()),
                        payloadHash(request))
                .getBytes(UTF_8);
    }

    private static String canonicalValue(@Nullable List<String> values) {
        return values == null
                ? ""
                : values.stream()
                        .map(value -> value.strip().replaceAll(" +", " "))
                        .collect(Collectors.joining(","));
    }

    private static String canonicalQuery(@Nullable String query) {
        return query == null || query.isEmpty()
                ? ""
                : Arrays.stream(query.split("&"))
                        .map(pair -> pair.contains("=") ? pair : pair + "=")
                        .sorted()
                        .collect(Collectors.joining("&"));
    }

    private static String payloadHash(SignedRequest request) throws SignatureException {
        String actual = sha256(request.body());
        String claimed = request.header("x-amz-content-sha256");
        if (claimed != null && !claimed.equals(actual)) {
            throw SignatureException.invalid("x-amz-content-sha256 is not the SHA-256 of the body.");
        }
        return actual;
    }

    private static byte[] signingKey(Secret secret, Authorization authorization) {
        return secret.expose(bytes -> {
            byte[] first = new byte[4 + bytes.length];
            first[0] = 'A';
            first[1] = 'W';
            first[2] = 'S';
            first[3] = '4';
            System.arraycopy(bytes, 0, first, 4, bytes.length);
            byte[] key = Hmac.sha256(first, authorization.day().getBytes(UTF_8));
            Arrays.fill(first, (byte) 0);
            for (String part : List.of(authorization.region(), authorization.service(), "aws4_request")) {
                key = Hmac.sha256(key, part.getBytes(UTF_8));
            }
            return key;
        });
    }

    private static String sha256(byte[] bytes) {
        try {
            return HEX.formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
