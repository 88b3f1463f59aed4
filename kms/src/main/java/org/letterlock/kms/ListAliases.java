package org.letterlock.kms;

import java.util.TreeMap;
import software.amazon.awssdk.services.kms.model.AliasListEntry;
import software.amazon.awssdk.services.kms.model.ListAliasesRequest;
import software.amazon.awssdk.services.kms.model.ListAliasesResponse;

/// KMS ListAliases: of the account, or of one key; 1 to 100 a page, 50 by default.
record ListAliases(KmsCore core) implements Operation<ListAliasesRequest, ListAliasesResponse> {
    @Override
    public ListAliasesResponse decide(Call call, ListAliasesRequest request) {
        core.authorizer().requireAccount(call, name(), "*");
        var aliases = core.state().aliases();
        if (request.keyId() != null) {
            var key = core.keys().key(call, request.keyId());
            aliases = new TreeMap<>();
            for (var alias : core.state().aliasesOf(key.id())) {
                aliases.put(alias.name(), alias);
            }
        }
        var slice = Slice.of(aliases, request.marker(), Slice.limit(request.limit(), 50, 100));
        return ListAliasesResponse.builder()
                .aliases(slice.items().stream().map(this::entry).toList())
                .truncated(slice.next() != null)
                .nextMarker(slice.next())
                .build();
    }

    private AliasListEntry entry(Alias alias) {
        return AliasListEntry.builder()
                .aliasName(alias.name())
                .aliasArn(core.arns().alias(alias.name()))
                .targetKeyId(alias.key().toString())
                .creationDate(alias.created())
                .lastUpdatedDate(alias.updated())
                .build();
    }
}
