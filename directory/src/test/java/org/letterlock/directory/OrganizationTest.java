package org.letterlock.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.letterlock.keyring.KeyUnavailableException;
import software.amazon.awssdk.services.kms.model.CreateKeyRequest;
import software.amazon.awssdk.services.kms.model.GrantListEntry;
import software.amazon.awssdk.services.kms.model.GrantOperation;
import software.amazon.awssdk.services.kms.model.KeySpec;
import software.amazon.awssdk.services.kms.model.KeyUsageType;

/// Organizations and their CMKs (DP-13, DP-14, DP-19, DP-20).
class OrganizationTest {
    private final Instance instance = new Instance();

    @AfterEach
    void close() {
        instance.close();
    }

    @Test
    void creationDescribesTheKeyGrantsItsUseAndEncryptsOneKey() throws Exception {
        var organization = instance.example();
        assertThat(instance.calls()).containsSubsequence("DescribeKey", "CreateGrant", "Encrypt");
        assertThat(Organization.idText(organization.id())).matches("m-[0-9a-f]{32}");
        assertThat(organization.arn())
                .isEqualTo("arn:aws:workmail:eu-west-1:111122223333:organization/"
                        + Organization.idText(organization.id()));
        assertThat(organization.domains()).containsExactly("example.test");
        assertThat(instance.verify()).isEmpty();
    }

    @Test
    void theGrantIsForEncryptAndDecryptInTheOrganizationsContextOnly() throws Exception {
        var organization = instance.example();
        GrantListEntry grant = instance.administrator()
                .listGrants(r -> r.keyId(organization.cmkArn()))
                .grants()
                .getFirst();
        assertThat(grant.grantId()).isEqualTo(organization.grantId());
        assertThat(grant.name()).isEqualTo(Organization.idText(organization.id()));
        assertThat(grant.granteePrincipal()).isEqualTo(Instance.SERVICE);
        assertThat(Set.copyOf(grant.operations()))
                .containsExactlyInAnyOrder(GrantOperation.ENCRYPT, GrantOperation.DECRYPT);
        assertThat(grant.constraints().encryptionContextEquals())
                .containsOnlyKeys("aws:workmail:arn")
                .containsValue(organization.arn());
        assertThat(grant.constraints().hasEncryptionContextSubset()).isFalse();
    }

    @Test
    void anOrganizationIsFoundByIdArnAndAliasAlsoAfterARestart() throws Exception {
        var organization = instance.example();
        instance.restart();
        for (var name :
                new String[] {Organization.idText(organization.id()), organization.arn(), "example", "EXAMPLE"}) {
            assertThat(instance.directory.organization(name))
                    .hasValueSatisfying(found -> assertThat(found).isEqualTo(organization));
        }
        assertThat(instance.directory.organization("other")).isEmpty();
        assertThat(instance.directory.isLocalDomain("EXAMPLE.test")).isTrue();
        assertThat(instance.directory.isLocalDomain("example.org")).isFalse();
    }

    @Test
    void aCustomersKeyCanBeChosenAndSharedAndRevokingOneOrganizationClosesExactlyThatOne() throws Exception {
        var key = instance.administrator().createKey().keyMetadata().arn();
        var one = instance.directory.createOrganization(instance.forwarded(), "one", "one.test", key);
        var two = instance.directory.createOrganization(instance.forwarded(), "two", "two.test", key);
        assertThat(one.cmkArn()).isEqualTo(key).isEqualTo(two.cmkArn());
        instance.user(one, "a@one.test");
        instance.user(two, "a@two.test");
        instance.revoke(one);
        assertThatThrownBy(() -> instance.directory.users(one.id()))
                .isInstanceOf(KeyUnavailableException.Refused.class);
        assertThat(instance.directory.users(two.id())).hasSize(1);
        instance.regrant(one);
        assertThat(instance.directory.users(one.id())).hasSize(1);
    }

    @Test
    void grantingTwiceMakesOneGrantAndGrantingAfterRevocationANewOne() throws Exception {
        var organization = instance.example();
        var again = instance.directory.grant(instance.forwarded(), organization.id());
        assertThat(again.grantId()).isEqualTo(organization.grantId());
        assertThat(instance.grants(organization.cmkArn())).hasSize(1);
        instance.revoke(organization);
        var anew = instance.directory.grant(instance.forwarded(), organization.id());
        assertThat(anew.grantId()).isNotEqualTo(organization.grantId());
        instance.restart();
        assertThat(instance.directory.organization("example"))
                .hasValueSatisfying(found -> assertThat(found.grantId()).isEqualTo(anew.grantId()));
        assertThat(instance.verify()).isEmpty();
    }

    @Test
    void anAsymmetricKeyIsRefusedAndTheErrorSaysSo() {
        var key = key(CreateKeyRequest.builder()
                .keySpec(KeySpec.RSA_2048)
                .keyUsage(KeyUsageType.ENCRYPT_DECRYPT)
                .build());
        assertRefused("InvalidParameterException", () -> create("example", "example.test", key));
        assertThatThrownBy(() -> create("example", "example.test", key)).hasMessageContaining("asymmetric");
        assertThat(instance.directory.organizations()).isEmpty();
    }

    @Test
    void aDisabledKeyIsRefusedAndAMissingOneToo() {
        var key = key(CreateKeyRequest.builder().build());
        instance.administrator().disableKey(r -> r.keyId(key));
        assertRefused("InvalidParameterException", () -> create("example", "example.test", key));
        assertRefused(
                "InvalidParameterException",
                () -> create("example", "example.test", key.replaceAll("[0-9a-f]{12}$", "000000000000")));
        assertRefused("InvalidParameterException", () -> create("example", "example.test", "no key at all"));
    }

    @ParameterizedTest
    @CsvFileSource(resources = "/names.csv", useHeadersInDisplayName = true, numLinesToSkip = 1)
    void namesAreCheckedBeforeAnythingHappens(String alias, String domain, String error) throws Exception {
        if (error.equals("-")) {
            create(alias, domain, null);
            assertThat(instance.directory.organizations()).hasSize(1);
        } else {
            assertRefused(error, () -> create(alias, domain, null));
            assertThat(instance.calls()).isEmpty();
        }
    }

    @Test
    void anAliasAndADomainBelongToOneOrganization() throws Exception {
        instance.example();
        assertRefused("NameAvailabilityException", () -> create("Example", "other.test", null));
        assertRefused("MailDomainInUseException", () -> create("other", "EXAMPLE.test", null));
        assertThat(instance.directory.organizations()).hasSize(1);
        create("other", "other.test", null);
        assertThat(instance.verify()).isEmpty();
    }

    private Organization create(String alias, String domain, String key) throws Exception {
        return instance.directory.createOrganization(instance.forwarded(), alias, domain, key);
    }

    private String key(CreateKeyRequest request) {
        return instance.administrator().createKey(request).keyMetadata().arn();
    }

    private static void assertRefused(String code, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        DirectoryException.class, e -> assertThat(e.code()).isEqualTo(code));
    }
}
