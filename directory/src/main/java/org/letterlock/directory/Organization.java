package org.letterlock.directory;

import java.util.List;
import java.util.UUID;
import org.letterlock.keyring.WrappedKey;

/// An organization as the instance knows it without its key (`docs/architecture.md`: instance key).
///
/// @param id      printed as `m-` and 32 hexadecimal digits
/// @param cmkArn  fixed at creation (DP-13)
/// @param grantId the grant that lets the service use the CMK; changes when the grant is made again
/// @param key     the organization key, wrapped by the CMK
public record Organization(
        UUID id, String alias, String arn, String cmkArn, String grantId, List<String> domains, WrappedKey key) {
    /// `m-` and 32 hexadecimal digits.
    public static String idText(UUID id) {
        return "m-" + id.toString().replace("-", "");
    }

    Organization withGrant(String id) {
        return new Organization(this.id, alias, arn, cmkArn, id, domains, key);
    }
}
