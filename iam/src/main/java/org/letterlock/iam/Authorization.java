package org.letterlock.iam;

import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The `Authorization` header of Signature Version 4.
///
/// @param day           of the credential scope, `yyyyMMdd`
/// @param signedHeaders lower case, ascending
record Authorization(
        String accessKeyId, String day, String region, String service, List<String> signedHeaders, byte[] signature) {
    private static final int MAX_LENGTH = 4_096;
    private static final Pattern SYNTAX = Pattern.compile("AWS4-HMAC-SHA256\\s+"
            + "Credential=([A-Za-z0-9]{16,128})/([0-9]{8})/([a-z0-9-]{1,64})/([a-z0-9-]{1,64})/aws4_request,\\s*"
            + "SignedHeaders=([a-z0-9;_-]{1,2048}),\\s*"
            + "Signature=([0-9a-f]{64})");

    static Authorization parse(@Nullable String header) throws SignatureException {
        if (header == null || !header.startsWith("AWS4-HMAC-SHA256")) {
            throw SignatureException.missing();
        }
        Matcher match = SYNTAX.matcher(header);
        if (header.length() > MAX_LENGTH || !match.matches()) {
            throw SignatureException.incomplete(
                    "Authorization header requires 'Credential', 'SignedHeaders' and 'Signature' parameters.");
        }
        List<String> signed = List.of(match.group(5).split(";"));
        if (!signed.equals(signed.stream().sorted().distinct().toList())) {
            throw SignatureException.incomplete("SignedHeaders must be in ascending order, each once.");
        }
        return new Authorization(
                match.group(1),
                match.group(2),
                match.group(3),
                match.group(4),
                signed,
                HexFormat.of().parseHex(match.group(6)));
    }

    String scope() {
        return String.join("/", day, region, service, "aws4_request");
    }
}
