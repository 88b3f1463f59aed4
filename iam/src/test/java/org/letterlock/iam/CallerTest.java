package org.letterlock.iam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CallerTest {
    private static final Principal.Root ROOT = new Principal.Root("111122223333");

    @Test
    void aServiceDoesNotSign() {
        var service = new Principal.Service("workmail.eu-west-1.amazonaws.com");
        assertThatThrownBy(() -> new Caller.Signed(service, "AKIA", Origin.IN_PROCESS))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aForwardedCallerEndsWithItsRequest() {
        var signed = new Caller.Signed(ROOT, "AKIA", Origin.IN_PROCESS);
        var forwarded = new Caller.Forwarded(signed, new Principal.Service("workmail.eu-west-1.amazonaws.com"));
        assertThat(forwarded.isOver()).isFalse();
        forwarded.close();
        assertThat(forwarded.isOver()).isTrue();
        assertThat(forwarded.principal()).isEqualTo(ROOT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "workmail", "Workmail.amazonaws.com", "a..b", "a b.c", "*.amazonaws.com"})
    void refusesWhatIsNoServicesName(String name) {
        assertThatThrownBy(() -> new Caller.Service(name)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void namesPrincipalsByTheirArns() {
        assertThat(ROOT.name()).isEqualTo("arn:aws:iam::111122223333:root");
        assertThat(new Principal.User("111122223333", "AIDA", "/staff/", "alice").name())
                .isEqualTo("arn:aws:iam::111122223333:user/staff/alice");
    }

    @Test
    void makesAccessKeysOfTheUsualForm() {
        try (var key = AccessKey.random(ROOT, new SecureRandom());
                var other = AccessKey.random(ROOT, new SecureRandom())) {
            assertThat(key.id()).matches("AKIA[A-Z2-7]{16}").isNotEqualTo(other.id());
            assertThat(key.exposeText()).matches("[A-Za-z0-9+/]{40}").isNotEqualTo(other.exposeText());
            assertThat(key.toString()).doesNotContain(key.exposeText());
            assertThat(AccessKeys.only(key).find(key.id())).containsSame(key);
            assertThat(AccessKeys.only(key).find(other.id())).isEmpty();
        }
    }
}
