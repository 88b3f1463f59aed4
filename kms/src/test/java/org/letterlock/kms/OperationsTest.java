package org.letterlock.kms;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.KmsException;
import software.amazon.awssdk.services.kms.model.KmsRequest;

/// Every operation of the client's interface answers as KMS does, never with Java's
/// UnsupportedOperationException.
class OperationsTest {
    private static final KmsFixture FIXTURE = new KmsFixture();

    @AfterAll
    static void close() {
        FIXTURE.close();
    }

    static Stream<Method> operations() {
        return Arrays.stream(KmsClient.class.getMethods())
                .filter(method -> method.getParameterCount() == 1
                        && KmsRequest.class.isAssignableFrom(method.getParameterTypes()[0])
                        && !method.getName().endsWith("Paginator"))
                .sorted(Comparator.comparing(Method::getName));
    }

    @Test
    void thereAreFiftySixOperations() {
        assertThat(operations()).hasSize(56);
    }

    @ParameterizedTest
    @MethodSource("operations")
    void answersAsKmsDoesAndRecordsIt(Method operation) throws Exception {
        long before = FIXTURE.trail.size();
        var error = call(operation);

        if (error != null) {
            assertThat(error).isInstanceOf(KmsException.class);
            var code = ((KmsException) error).awsErrorDetails().errorCode();
            assertThat(code).isNotEqualTo(KmsErrors.INTERNAL).isNotBlank();
            assertThat(((KmsException) error).requestId()).isNotBlank();
        }
        assertThat(FIXTURE.trail.size()).isEqualTo(before + 1);
        assertThat(FIXTURE.lastEvent().name()).isEqualToIgnoringCase(operation.getName());
    }

    private static @Nullable Throwable call(Method operation) throws ReflectiveOperationException {
        var builder = operation.getParameterTypes()[0].getMethod("builder").invoke(null);
        var build = builder.getClass().getMethod("build");
        build.setAccessible(true);
        try {
            operation.invoke(FIXTURE.root(), build.invoke(builder));
            return null;
        } catch (InvocationTargetException e) {
            return e.getCause();
        }
    }

    @Test
    void onlyTheseAreNotSupported() {
        var refused = operations().filter(OperationsTest::isRefused).map(Method::getName);
        assertThat(refused)
                .containsExactlyInAnyOrder(
                        "connectCustomKeyStore",
                        "createCustomKeyStore",
                        "decapsulate",
                        "deleteCustomKeyStore",
                        "describeCustomKeyStores",
                        "disconnectCustomKeyStore",
                        "encapsulate",
                        "replicateKey",
                        "updateCustomKeyStore",
                        "updatePrimaryRegion");
    }

    private static boolean isRefused(Method operation) {
        try {
            return call(operation) instanceof software.amazon.awssdk.services.kms.model.UnsupportedOperationException;
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
