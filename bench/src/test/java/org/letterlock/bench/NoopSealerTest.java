package org.letterlock.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Executable;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.letterlock.crypt.Sealer;

/// The classes that do not seal stand where the real ones do: whoever changes those must change these.
class NoopSealerTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "org.letterlock.crypt.Sealer",
                "org.letterlock.crypt.SealedStream",
                "org.letterlock.crypt.SealedStream$Reader"
            })
    void hasWhatTheRealOneHas(String name) throws Exception {
        try (var loader = noop()) {
            Class<?> noop = loader.loadClass(name);
            Class<?> real = Class.forName(name);

            assertThat(noop).isNotSameAs(real);
            assertThat(faces(noop)).containsAll(faces(real));
        }
    }

    private static List<String> faces(Class<?> type) {
        Stream<Executable> methods = Arrays.stream(type.getDeclaredMethods())
                .filter(method -> !method.isSynthetic() && !java.lang.reflect.Modifier.isPrivate(method.getModifiers()))
                .map(Method.class::cast);
        return methods.map(method -> method.getName() + Arrays.toString(method.getParameterTypes()))
                .sorted()
                .toList();
    }

    /// Loads them and what they need apart from what this test has loaded.
    private static URLClassLoader noop() throws Exception {
        java.nio.file.Path classes;
        try {
            classes = SealingTable.noopClasses();
        } catch (IllegalStateException e) {
            Assumptions.abort(e.getMessage());
            throw e;
        }
        URL crypt = Sealer.class.getProtectionDomain().getCodeSource().getLocation();
        return new URLClassLoader(new URL[] {classes.toUri().toURL(), crypt}, ClassLoader.getPlatformClassLoader());
    }
}
