package org.letterlock.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import software.amazon.awssdk.services.workmail.model.OrganizationSummary;

/// `letterlock org`.
@Command(
        name = "org",
        description = "Create and look at organizations, each under a KMS key of its owner's.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "Examples:",
            "  letterlock org create --alias example --domain example.test",
            "  letterlock org create --alias acme --domain acme.test --kms-key arn:aws:kms:…:key/…",
            "  letterlock org show --org example --json",
            "  letterlock org grant --org example        after its grant was revoked"
        })
final class OrgCommand {
    @Command(
            name = "create",
            description = "Create an organization: checks its KMS key, makes the grant and the organization's key.",
            mixinStandardHelpOptions = true,
            footer = {
                "",
                "Examples:",
                "  letterlock org create --alias example --domain example.test",
                "  letterlock org create --alias acme --domain acme.test --kms-key arn:aws:kms:REGION:ACCOUNT:key/ID"
            })
    int create(
            @Mixin Connection connection,
            @Mixin Output output,
            @Option(names = "--alias", required = true, description = "a short name, unique here") String alias,
            @Option(names = "--domain", required = true, description = "its first mail domain") String domain,
            @Option(
                            names = "--kms-key",
                            paramLabel = "ARN",
                            description = "a symmetric customer-managed key; without it alias/aws/workmail")
                    @Nullable
                    String kmsKey)
            throws Exception {
        try (Admin admin = connection.open()) {
            String id = admin.workMail()
                    .createOrganization(request -> request.alias(alias)
                            .domains(name -> name.domainName(domain))
                            .kmsKeyArn(kmsKey))
                    .organizationId();
            output.one(described(admin, id));
            output.say(
                    "Next: letterlock user create --org " + alias + " --email NAME@" + domain + connection.options());
        }
        return 0;
    }

    @Command(
            name = "list",
            description = "List the organizations.",
            mixinStandardHelpOptions = true,
            footer = {"", "Examples:", "  letterlock org list", "  letterlock org list --json"})
    int list(@Mixin Connection connection, @Mixin Output output) throws Exception {
        try (Admin admin = connection.open()) {
            var rows = new ArrayList<JsonNode>();
            for (OrganizationSummary each :
                    admin.workMail().listOrganizationsPaginator(request -> request.maxResults(100)).stream()
                            .flatMap(page -> page.organizationSummaries().stream())
                            .toList()) {
                rows.add(described(admin, each.organizationId()));
            }
            output.many("organizations", List.of("organizationId", "alias", "domains", "kmsKeyArn"), rows);
        }
        return 0;
    }

    @Command(
            name = "show",
            description = "Show one organization.",
            mixinStandardHelpOptions = true,
            footer = {"", "Example:", "  letterlock org show --org example"})
    int show(
            @Mixin Connection connection,
            @Mixin Output output,
            @Option(names = "--org", required = true, description = "alias, id or ARN") String org)
            throws Exception {
        try (Admin admin = connection.open()) {
            output.one(described(admin, org));
        }
        return 0;
    }

    @Command(
            name = "grant",
            description = "Make the organization's grant again; where it exists, it stays as it is.",
            mixinStandardHelpOptions = true,
            footer = {"", "Example:", "  letterlock org grant --org example"})
    int grant(
            @Mixin Connection connection,
            @Mixin Output output,
            @Option(names = "--org", required = true, description = "alias, id or ARN") String org)
            throws Exception {
        try (Admin admin = connection.open()) {
            output.one(call(admin, "GrantOrganization", org));
        }
        return 0;
    }

    private static ObjectNode described(Admin admin, String org) throws Exception {
        return call(admin, "DescribeOrganizationKey", org);
    }

    private static ObjectNode call(Admin admin, String operation, String org) throws Exception {
        return (ObjectNode) admin.control().call(operation, Output.object().put("organization", org));
    }

    /// The id of the organization that the user names by alias, id or ARN.
    static String idOf(Admin admin, String org) throws Exception {
        return described(admin, org).path("organizationId").asText();
    }
}
