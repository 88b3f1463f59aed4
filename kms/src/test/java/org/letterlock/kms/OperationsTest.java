package org.letterlock.kms;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.TreeMap;
import java.util.regex.Pattern;
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
    private static final Pattern ROW = Pattern.compile("\\| ([A-Z][A-Za-z]+) \\| (yes|no|differs) \\| (.*) ?\\|");
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

    /// `docs/kms.md` names every operation once, says `no` of exactly those that are refused, and says
    /// what differs.
    @Test
    void theDocumentedTableSaysWhatIsSupported() throws IOException {
        var said = new TreeMap<String, Boolean>();
        for (var line : Files.readAllLines(document())) {
            var row = ROW.matcher(line);
            if (row.matches()) {
                assertThat(said.put(row.group(1), !row.group(2).equals("no")))
                        .as(line)
                        .isNull();
                assertThat(row.group(2).equals("yes") || !row.group(3).isBlank())
                        .as(line)
                        .isTrue();
            }
        }
        var expected = new TreeMap<String, Boolean>();
        operations().forEach(method -> expected.put(name(method), !isRefused(method)));
        assertThat(said).isEqualTo(expected);
    }

    private static String name(Method operation) {
        return Character.toUpperCase(operation.getName().charAt(0))
                + operation.getName().substring(1);
    }

    private static Path document() {
        var folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("docs/kms.md"))) {
            folder = folder.getParent();
        }
        return folder.resolve("docs/kms.md");
    }

    private static boolean isRefused(Method operation) {
        try {
            return call(operation) instanceof software.amazon.awssdk.services.kms.model.UnsupportedOperationException;
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
