package org.letterlock.trail;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.cloudtrail.CloudTrailClient;
import software.amazon.awssdk.services.cloudtrail.model.CloudTrailException;
import software.amazon.awssdk.services.cloudtrail.model.CloudTrailRequest;

/// Every operation of the client's interface answers as CloudTrail does, never with Java's
/// UnsupportedOperationException.
class OperationsTest {
    private static final TrailFixture FIXTURE = new TrailFixture();

    @AfterAll
    static void close() {
        FIXTURE.close();
    }

    static Stream<Method> operations() {
        return Arrays.stream(CloudTrailClient.class.getMethods())
                .filter(method -> method.getParameterCount() == 1
                        && CloudTrailRequest.class.isAssignableFrom(method.getParameterTypes()[0])
                        && !method.getName().endsWith("Paginator"))
                .sorted(Comparator.comparing(Method::getName));
    }

    @ParameterizedTest
    @MethodSource("operations")
    void answersAsCloudTrailDoes(Method operation) throws Exception {
        var builder = operation.getParameterTypes()[0].getMethod("builder").invoke(null);
        var build = builder.getClass().getMethod("build");
        build.setAccessible(true);
        try {
            operation.invoke(FIXTURE.trail, build.invoke(builder));
            assertThat(operation.getName()).isEqualTo("lookupEvents");
        } catch (InvocationTargetException e) {
            assertThat(e.getCause())
                    .isInstanceOfSatisfying(
                            CloudTrailException.class,
                            refused -> assertThat(refused.awsErrorDetails().errorCode())
                                    .isEqualTo("UnsupportedOperationException"));
        }
    }
}
