package org.letterlock.directory;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.letterlock.keyring.KeyUnavailableException;
import org.letterlock.store.StoreException;

/// The process is killed at every durable step of a creation, before and after it; after a restart
/// the creation has happened altogether or not at all, and can be made again if it has not.
class UnfinishedCreationTest {
    private static final int MOST_STEPS = 20;
    private final Instance instance = new Instance();

    @AfterEach
    void close() {
        instance.close();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void anOrganizationIsCompleteOrNotThereAtAll(boolean after) throws Exception {
        int step = 0;
        boolean finished = false;
        String cmk = "";
        while (!finished) {
            step++;
            var faulty = new FaultyEngine(instance.engine, step, after);
            String alias = "example-" + step;
            instance.restart(faulty);
            boolean answered = answers(
                    () -> instance.directory.createOrganization(instance.forwarded(), alias, alias + ".test", null));
            finished = !faulty.dead();
            instance.restart();
            var found = instance.directory.organization(alias);
            assertThat(found.isPresent() || !answered).isTrue();
            assertThat(instance.verify()).as("after step " + step).isEmpty();
            var organization = found.isPresent()
                    ? found.get()
                    : instance.directory.createOrganization(instance.forwarded(), alias, alias + ".test", null);
            instance.user(organization, "alice@" + alias + ".test");
            cmk = organization.cmkArn();
            assertThat(step).isLessThan(MOST_STEPS);
        }
        assertThat(step).isGreaterThan(5);
        int organizations = instance.directory.organizations().size();
        // Only a grant made just before a kill, whose id had no time to be recorded, is left: two
        // kills have that moment.
        assertThat(instance.grants(cmk)).hasSizeBetween(organizations, organizations + 1);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aUserIsCompleteOrNotThereAtAll(boolean after) throws Exception {
        var organization = instance.example();
        int step = 0;
        boolean finished = false;
        while (!finished) {
            step++;
            var faulty = new FaultyEngine(instance.engine, step, after);
            String email = "user-" + step + "@example.test";
            instance.restart(faulty);
            boolean answered = answers(() -> instance.user(organization, email));
            finished = !faulty.dead();
            instance.restart();
            var found = instance.directory.recipient(email);
            assertThat(found.isPresent() || !answered).isTrue();
            assertThat(instance.verify()).as("after step " + step).isEmpty();
            if (found.isEmpty()) {
                instance.user(organization, email);
            }
            assertThat(instance.directory.users(organization.id())).hasSize(step);
            assertThat(step).isLessThan(MOST_STEPS);
        }
        assertThat(step).isGreaterThan(3);
    }

    @Test
    void aRefusedGrantGivesTheNamesBack() throws Exception {
        var key = instance.administrator().createKey().keyMetadata().arn();
        var other = instance.directory.createOrganization(instance.forwarded(), "other", "other.test", key);
        instance.administrator()
                .putKeyPolicy(r -> r.keyId(key)
                        .policyName("default")
                        .bypassPolicyLockoutSafetyCheck(true)
                        .policy("""
                        {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"111122223333"},
                         "Action":["kms:DescribeKey","kms:PutKeyPolicy","kms:ListGrants"],"Resource":"*"}]}"""));
        assertThat(org.assertj.core.api.Assertions.catchThrowableOfType(
                                DirectoryException.class,
                                () -> instance.directory.createOrganization(
                                        instance.forwarded(), "example", "example.test", key))
                        .code())
                .isEqualTo("AccessDeniedException");
        assertThat(instance.verify()).isEmpty();
        assertThat(instance.grants(key)).containsExactly(Organization.idText(other.id()));
        instance.example();
    }

    private interface Creation {
        Object run() throws Exception;
    }

    private static boolean answers(Creation creation) throws Exception {
        try {
            creation.run();
            return true;
        } catch (StoreException | KeyUnavailableException e) {
            return false;
        }
    }
}
