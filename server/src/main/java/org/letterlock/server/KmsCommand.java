package org.letterlock.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.AliasListEntry;
import software.amazon.awssdk.services.kms.model.GrantListEntry;
import software.amazon.awssdk.services.kms.model.KeyMetadata;

/// `letterlock kms`.
@Command(
        name = "kms",
        description = "The keys that organizations lie under, and the grants on them.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "Examples:",
            "  letterlock kms create-key --description 'acme mail'",
            "  letterlock kms list-grants --key arn:aws:kms:…:key/…",
            "  letterlock kms revoke-grant --key arn:aws:kms:…:key/… --grant GRANT-ID",
            "  letterlock kms disable-key --key arn:aws:kms:…:key/…",
            "",
            "The same with the AWS CLI: aws kms list-keys --endpoint-url https://HOST:PORT"
        })
final class KmsCommand {
    @Command(
            name = "create-key",
            description = "Create a customer-managed key.",
            mixinStandardHelpOptions = true,
            footer = {
                "",
                "Examples:",
                "  letterlock kms create-key --description 'acme mail'",
                "  letterlock kms create-key --policy policy.json --json"
            })
    int createKey(
            @Mixin Connection connection,
            @Mixin Output output,
            @Option(names = "--description", description = "what it is for") @Nullable String description,
            @Option(names = "--key-spec", description = "SYMMETRIC_DEFAULT, or RSA_2048 and others") @Nullable
                    String spec,
            @Option(names = "--policy", paramLabel = "FILE", description = "the key policy, JSON") @Nullable
                    Path policy)
            throws Exception {
        String document = policy == null ? null : Files.readString(policy);
        try (Admin admin = connection.open()) {
            output.one(row(
                    admin.kms()
                            .createKey(request -> request.description(description)
                                    .keySpec(spec)
                                    .keyUsage(usage(spec))
                                    .policy(document))
                            .keyMetadata(),
                    null));
        }
        return 0;
    }

    @Command(
            name = "list-keys",
            description = "List the keys.",
            mixinStandardHelpOptions = true,
            footer = {"", "Example:", "  letterlock kms list-keys"})
    int listKeys(@Mixin Connection connection, @Mixin Output output) throws Exception {
        try (Admin admin = connection.open()) {
            KmsClient kms = admin.kms();
            List<AliasListEntry> aliases =
                    kms.listAliasesPaginator().aliases().stream().toList();
            var rows = new ArrayList<JsonNode>();
            kms.listKeysPaginator().keys().forEach(key -> {
                String alias = aliases.stream()
                        .filter(each -> key.keyId().equals(each.targetKeyId()))
                        .map(AliasListEntry::aliasName)
                        .findFirst()
                        .orElse(null);
                rows.add(row(
                        kms.describeKey(request -> request.keyId(key.keyArn())).keyMetadata(), alias));
            });
            output.many("keys", List.of("keyArn", "keyState", "keyManager", "alias", "description"), rows);
        }
        return 0;
    }

    @Command(
            name = "describe-key",
            description = "Show a key.",
            mixinStandardHelpOptions = true,
            footer = {
                "",
                "Examples:",
                "  letterlock kms describe-key --key alias/aws/workmail",
                "  letterlock kms describe-key --key arn:aws:kms:REGION:ACCOUNT:key/ID"
            })
    int describeKey(
            @Mixin Connection connection,
            @Mixin Output output,
            @Option(names = "--key", required = true, paramLabel = "ARN", description = "ARN, id or alias") String key)
            throws Exception {
        try (Admin admin = connection.open()) {
            output.one(
                    row(admin.kms().describeKey(request -> request.keyId(key)).keyMetadata(), null));
        }
        return 0;
    }

    @Command(
            name = "list-grants",
            description = "List the grants on a key.",
            mixinStandardHelpOptions = true,
            footer = {"", "Example:", "  letterlock kms list-grants --key arn:aws:kms:REGION:ACCOUNT:key/ID"})
    int listGrants(
            @Mixin Connection connection,
            @Mixin Output output,
            @Option(names = "--key", required = true, paramLabel = "ARN", description = "ARN or id") String key)
            throws Exception {
        try (Admin admin = connection.open()) {
            var rows = new ArrayList<JsonNode>();
            admin.kms().listGrantsPaginator(request -> request.keyId(key)).grants().stream()
                    .map(KmsCommand::row)
                    .forEach(rows::add);
            output.many("grants", List.of("grantId", "name", "granteePrincipal", "operations"), rows);
        }
        return 0;
    }

    @Command(
            name = "revoke-grant",
            description = "Revoke a grant: the mail under it is closed everywhere within a minute.",
            mixinStandardHelpOptions = true,
            footer = {
                "",
                "Example:",
                "  letterlock kms revoke-grant --key arn:aws:kms:REGION:ACCOUNT:key/ID --grant GRANT-ID"
            })
    int revokeGrant(
            @Mixin Connection connection,
            @Mixin Output output,
            @Option(names = "--key", required = true, paramLabel = "ARN", description = "ARN or id") String key,
            @Option(names = "--grant", required = true, paramLabel = "ID", description = "the grant's id") String grant)
            throws Exception {
        try (Admin admin = connection.open()) {
            admin.kms().revokeGrant(request -> request.keyId(key).grantId(grant));
            output.one(Output.object().put("keyArn", key).put("grantId", grant).put("revoked", true));
            output.say(
                    "Within 60 seconds nothing under this grant can be read. 'letterlock org grant' makes it again.");
        }
        return 0;
    }

    @Command(
            name = "disable-key",
            description = "Disable a customer-managed key: all mail under it is closed within a minute.",
            mixinStandardHelpOptions = true,
            footer = {"", "Example:", "  letterlock kms disable-key --key arn:aws:kms:REGION:ACCOUNT:key/ID"})
    int disableKey(
            @Mixin Connection connection,
            @Mixin Output output,
            @Option(names = "--key", required = true, paramLabel = "ARN", description = "ARN or id") String key)
            throws Exception {
        try (Admin admin = connection.open()) {
            admin.kms().disableKey(request -> request.keyId(key));
            output.one(
                    row(admin.kms().describeKey(request -> request.keyId(key)).keyMetadata(), null));
        }
        return 0;
    }

    @Command(
            name = "enable-key",
            description = "Enable a disabled key again.",
            mixinStandardHelpOptions = true,
            footer = {"", "Example:", "  letterlock kms enable-key --key arn:aws:kms:REGION:ACCOUNT:key/ID"})
    int enableKey(
            @Mixin Connection connection,
            @Mixin Output output,
            @Option(names = "--key", required = true, paramLabel = "ARN", description = "ARN or id") String key)
            throws Exception {
        try (Admin admin = connection.open()) {
            admin.kms().enableKey(request -> request.keyId(key));
            output.one(
                    row(admin.kms().describeKey(request -> request.keyId(key)).keyMetadata(), null));
        }
        return 0;
    }

    /// What a key of this spec is for when nothing is said: KMS wants to be told for all but symmetric
    /// ones.
    private static @Nullable String usage(@Nullable String spec) {
        if (spec == null || spec.equals("SYMMETRIC_DEFAULT")) {
            return null;
        }
        return spec.startsWith("HMAC")
                ? "GENERATE_VERIFY_MAC"
                : spec.startsWith("ECC") ? "SIGN_VERIFY" : "ENCRYPT_DECRYPT";
    }

    private static ObjectNode row(KeyMetadata key, @Nullable String alias) {
        ObjectNode row = Output.object()
                .put("keyId", key.keyId())
                .put("keyArn", key.arn())
                .put("arn", key.arn())
                .put("keyState", key.keyStateAsString())
                .put("keyManager", key.keyManagerAsString())
                .put("keySpec", key.keySpecAsString())
                .put("keyUsage", key.keyUsageAsString())
                .put("enabled", key.enabled())
                .put("description", key.description())
                .put("creationDate", String.valueOf(key.creationDate()));
        if (alias != null) {
            row.put("alias", alias);
        }
        return row;
    }

    private static ObjectNode row(GrantListEntry grant) {
        ObjectNode row = Output.object()
                .put("grantId", grant.grantId())
                .put("name", grant.name())
                .put("keyArn", grant.keyId())
                .put("granteePrincipal", grant.granteePrincipal())
                .put("issuingAccount", grant.issuingAccount())
                .put("creationDate", String.valueOf(grant.creationDate()));
        var operations = row.putArray("operations");
        grant.operationsAsStrings().forEach(operations::add);
        if (grant.constraints() != null) {
            ObjectNode context = row.putObject("constraints").putObject("encryptionContextEquals");
            grant.constraints().encryptionContextEquals().forEach(context::put);
        }
        return row;
    }
}
