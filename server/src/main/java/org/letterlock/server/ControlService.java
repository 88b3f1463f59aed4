package org.letterlock.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import org.letterlock.awsapi.AwsService;
import org.letterlock.awsapi.JsonService;
import org.letterlock.awsapi.ServiceException;
import org.letterlock.crypt.Secret;
import org.letterlock.directory.Directory;
import org.letterlock.directory.DirectoryException;
import org.letterlock.directory.Organization;
import org.letterlock.directory.User;
import org.letterlock.iam.Caller;
import org.letterlock.keyring.Client;
import org.letterlock.keyring.KeyUnavailableException;
import org.letterlock.keyring.WrappedKey;
import org.letterlock.mailbox.Mailboxes;
import org.letterlock.mailbox.Refused;
import org.letterlock.workmail.ForwardedKms;

/// What the command line needs and WorkMail's API has no word for.
final class ControlService {
    static final String SIGNING_NAME = "letterlock";
    static final String PREFIX = "Letterlock.";

    private final Directory directory;
    private final Mailboxes mailboxes;
    private final Administration administration;
    private final InspectionJob inspections;

    /// What only the composed server can do.
    interface Administration {
        ForwardedKms kms(Caller.Signed caller);

        Map<String, String> stats();

        Inspection inspect(Inspector.Progress progress);
    }

    ControlService(Directory directory, Mailboxes mailboxes, Administration administration) {
        this.directory = directory;
        this.mailboxes = mailboxes;
        this.administration = administration;
        this.inspections = new InspectionJob(administration::inspect);
    }

    AwsService service() {
        return new JsonService(
                SIGNING_NAME,
                PREFIX,
                Map.of(
                        "DescribeOrganizationKey", (caller, request) -> described(organization(request)),
                        "GrantOrganization", this::grant,
                        "CreateMailUser", (caller, request) -> createUser(request),
                        "DescribeStore", (caller, request) -> stats(),
                        "StartVerify", (caller, request) -> inspections.start(),
                        "DescribeVerify", (caller, request) -> inspections.describe()));
    }

    private Organization organization(JsonNode request) throws ServiceException {
        String name = text(request, "organization");
        return directory
                .organization(name)
                .orElseThrow(() -> new ServiceException(
                        "OrganizationNotFoundException",
                        "no organization has this alias, id or ARN; 'letterlock org list' shows them"));
    }

    private static ObjectNode described(Organization organization) {
        ObjectNode answer = Output.object()
                .put("organizationId", Organization.idText(organization.id()))
                .put("alias", organization.alias())
                .put("arn", organization.arn())
                .put("kmsKeyArn", organization.cmkArn())
                .put("grantId", organization.grantId());
        var domains = answer.putArray("domains");
        organization.domains().forEach(domains::add);
        return answer;
    }

    private JsonNode grant(Caller.Signed caller, JsonNode request) throws ServiceException {
        try (ForwardedKms kms = administration.kms(caller)) {
            return described(directory.grant(kms.kms(), organization(request).id()));
        } catch (DirectoryException e) {
            throw refused(e);
        }
    }

    private JsonNode createUser(JsonNode request) throws ServiceException {
        Organization organization = organization(request);
        try (Secret password = Secret.take(text(request, "password").getBytes(UTF_8))) {
            User user = directory.createUser(
                    organization.id(),
                    text(request, "email"),
                    request.path("displayName").asText(""),
                    password,
                    this::makeMailbox);
            return Output.object()
                    .put("userId", user.id().toString())
                    .put("mailboxId", user.mailbox().owner().toString())
                    .put("email", user.email());
        } catch (DirectoryException e) {
            throw refused(e);
        } catch (KeyUnavailableException e) {
            throw unavailable();
        }
    }

    private void makeMailbox(WrappedKey key) throws KeyUnavailableException, DirectoryException {
        try {
            mailboxes.create(key, Client.job("local", "directory"));
        } catch (Refused e) {
            throw new DirectoryException("DirectoryUnavailableException", String.valueOf(e.getMessage()));
        }
    }

    private JsonNode stats() {
        ObjectNode answer = Output.object();
        administration.stats().forEach(answer::put);
        return answer;
    }

    private static String text(JsonNode request, String member) throws ServiceException {
        JsonNode value = request.path(member);
        if (!value.isTextual() || value.asText().isEmpty()) {
            throw new ServiceException("ValidationException", member + " is required");
        }
        return value.asText();
    }

    private static ServiceException refused(DirectoryException e) {
        return new ServiceException(e.code(), String.valueOf(e.getMessage()));
    }

    private static ServiceException unavailable() {
        return new ServiceException(
                "DirectoryUnavailableException",
                "the organization's KMS key cannot be used now: look at 'letterlock kms describe-key' and"
                        + " 'letterlock kms list-grants', then try again");
    }
}
