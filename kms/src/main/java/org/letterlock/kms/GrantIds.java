package org.letterlock.kms;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.kms.model.GrantListEntry;

/// Grant ids and how lists show grants.
final class GrantIds {
    private static final Pattern ID = Pattern.compile("[0-9a-f]{64}");
    private static final int MAX_LENGTH = 128;

    private GrantIds() {}

    static String checked(@Nullable String id) {
        if (id == null || id.isEmpty() || id.length() > MAX_LENGTH) {
            throw KmsErrors.validation("grantId", "From 1 to " + MAX_LENGTH + " characters");
        }
        if (!ID.matcher(id).matches()) {
            throw KmsErrors.invalidGrantId("The grant ID is not valid.");
        }
        return id;
    }

    static GrantListEntry entry(Grant grant, Arns arns) {
        return GrantListEntry.builder()
                .keyId(arns.key(grant.key()))
                .grantId(grant.id())
                .name(grant.name())
                .creationDate(grant.created())
                .granteePrincipal(grant.grantee())
                .retiringPrincipal(grant.retiring())
                .issuingAccount(grant.issuer())
                .operations(grant.operations().stream().sorted().toList())
                .constraints(grant.constraint().toModel())
                .build();
    }
}
