package org.letterlock.iam;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// An HTTP request as it was received, for [SigV4].
///
/// @param path    as on the wire, still percent-encoded
/// @param query   as on the wire, without the question mark; null for none
/// @param headers by lower-case name, values in the order received
/// @param origin  where it came from
public record SignedRequest(
        String method,
        String path,
        @Nullable String query,
        Map<String, List<String>> headers,
        byte[] body,
        Origin origin) {
    /// The header's first value; null where there is none.
    @Nullable
    String header(String name) {
        List<String> values = headers.get(name);
        return values == null || values.isEmpty() ? null : values.getFirst();
    }
}
