package org.letterlock.workmail;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.letterlock.crypt.Secret;
import org.letterlock.directory.Directory;
import org.letterlock.directory.DirectoryException;
import org.letterlock.directory.Organization;
import org.letterlock.directory.User;
import org.letterlock.keyring.KeyUnavailableException;
import software.amazon.awssdk.services.workmail.WorkMailClient;
import software.amazon.awssdk.services.workmail.model.CreateOrganizationRequest;
import software.amazon.awssdk.services.workmail.model.CreateOrganizationResponse;
import software.amazon.awssdk.services.workmail.model.DescribeOrganizationRequest;
import software.amazon.awssdk.services.workmail.model.DescribeOrganizationResponse;
import software.amazon.awssdk.services.workmail.model.EntityState;
import software.amazon.awssdk.services.workmail.model.ListOrganizationsRequest;
import software.amazon.awssdk.services.workmail.model.ListOrganizationsResponse;
import software.amazon.awssdk.services.workmail.model.ListUsersRequest;
import software.amazon.awssdk.services.workmail.model.ListUsersResponse;
import software.amazon.awssdk.services.workmail.model.OrganizationSummary;
import software.amazon.awssdk.services.workmail.model.ResetPasswordRequest;
import software.amazon.awssdk.services.workmail.model.ResetPasswordResponse;

/// The operations on organizations and their users.
final class Organizations implements WorkMailClient {
    private static final String ACTIVE = "Active";

    private final Directory directory;
    private final Supplier<ForwardedKms> forwarded;

    Organizations(Directory directory, Supplier<ForwardedKms> forwarded) {
        this.directory = directory;
        this.forwarded = forwarded;
    }

    @Override
    public CreateOrganizationResponse createOrganization(CreateOrganizationRequest request) {
        String alias = required("Alias", request.alias());
        if (request.domains().size() != 1) {
            throw invalid("Domains must name exactly one domain");
        }
        String domain = required("DomainName", request.domains().getFirst().domainName());
        try (ForwardedKms administrator = forwarded.get()) {
            Organization made = directory.createOrganization(administrator.kms(), alias, domain, request.kmsKeyArn());
            return CreateOrganizationResponse.builder()
                    .organizationId(Organization.idText(made.id()))
                    .build();
        } catch (DirectoryException e) {
            throw Failures.of(e);
        } catch (KeyUnavailableException e) {
            throw Failures.of(e);
        }
    }

    @Override
    public DescribeOrganizationResponse describeOrganization(DescribeOrganizationRequest request) {
        Organization found = organization(request.organizationId());
        return DescribeOrganizationResponse.builder()
                .organizationId(Organization.idText(found.id()))
                .alias(found.alias())
                .state(ACTIVE)
                .defaultMailDomain(found.domains().getFirst())
                .arn(found.arn())
                .build();
    }

    @Override
    public ListOrganizationsResponse listOrganizations(ListOrganizationsRequest request) {
        Pages.Page<Organization> page = Pages.of(directory.organizations(), request.maxResults(), request.nextToken());
        return ListOrganizationsResponse.builder()
                .organizationSummaries(
                        page.items().stream().map(Organizations::summary).toList())
                .nextToken(page.nextToken())
                .build();
    }

    private static OrganizationSummary summary(Organization organization) {
        return OrganizationSummary.builder()
                .organizationId(Organization.idText(organization.id()))
                .alias(organization.alias())
                .defaultMailDomain(organization.domains().getFirst())
                .state(ACTIVE)
                .build();
    }

    @Override
    public ListUsersResponse listUsers(ListUsersRequest request) {
        Pages.Page<User> page = Pages.of(users(request.organizationId()), request.maxResults(), request.nextToken());
        return ListUsersResponse.builder()
                .users(page.items().stream().map(Organizations::user).toList())
                .nextToken(page.nextToken())
                .build();
    }

    private List<User> users(@Nullable String organization) {
        try {
            return directory.users(organization(organization).id());
        } catch (DirectoryException e) {
            throw Failures.of(e);
        } catch (KeyUnavailableException e) {
            throw Failures.of(e);
        }
    }

    private static software.amazon.awssdk.services.workmail.model.User user(User user) {
        return software.amazon.awssdk.services.workmail.model.User.builder()
                .id(user.id().toString())
                .email(user.email())
                .name(user.email())
                .displayName(user.displayName())
                .state(EntityState.ENABLED)
                .build();
    }

    @Override
    public ResetPasswordResponse resetPassword(ResetPasswordRequest request) {
        UUID organization = organization(request.organizationId()).id();
        byte[] password = required("Password", request.password()).getBytes(StandardCharsets.UTF_8);
        try (Secret secret = Secret.take(password)) {
            directory.resetPassword(organization, userId(required("UserId", request.userId())), secret);
            return ResetPasswordResponse.builder().build();
        } catch (DirectoryException e) {
            throw Failures.of(e);
        } catch (KeyUnavailableException e) {
            throw Failures.of(e);
        }
    }

    private Organization organization(@Nullable String name) {
        return directory
                .organization(required("OrganizationId", name))
                .orElseThrow(() -> Failures.failure(
                        400, "OrganizationNotFoundException", "No organization has this id, ARN or alias."));
    }

    private static UUID userId(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw Failures.failure(400, "EntityNotFoundException", "No user has this id.");
        }
    }

    private static String required(String member, @Nullable String value) {
        if (value == null || value.isEmpty()) {
            throw invalid(member + " is required");
        }
        return value;
    }

    private static RuntimeException invalid(String message) {
        return Failures.failure(400, "InvalidParameterException", message);
    }

    @Override
    public String serviceName() {
        return WorkMailClient.SERVICE_NAME;
    }

    @Override
    public void close() {}
}
