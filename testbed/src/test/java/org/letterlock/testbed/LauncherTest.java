package org.letterlock.testbed;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The launcher beside a build that is there already, with Javas that only say what they were called with.
class LauncherTest {
    @TempDir
    Path folder;

    private Path launcher;

    @BeforeEach
    void install() throws Exception {
        Path home = folder.resolve("a place with spaces");
        Files.createDirectories(home.resolve("server/target"));
        Files.createFile(home.resolve("server/target/built"));
        launcher = home.resolve("letterlock");
        Files.copy(source(), launcher);
        executable(launcher);
    }

    @Test
    void javaHomeIsUsedIfItIsNewEnough() throws Exception {
        Tool.Result run = launch(launcher, java("one", "25.0.3"));
        assertThat(run.output()).contains("java one").contains("org.letterlock.server.Main kms list-keys");
        assertThat(launch(launcher, java("two", "26")).output()).contains("java two");
    }

    @Test
    void aJavaHomeThatIsTooOldIsPassedOver() throws Exception {
        Tool.Result run = launch(launcher, java("old", "17.0.12"));
        assertThat(run.output()).doesNotContain("java old");
    }

    @Test
    void aLinkLeadsToTheSameBuild() throws Exception {
        Path links = Files.createDirectories(folder.resolve("bin"));
        Path link = Files.createSymbolicLink(links.resolve("ll"), launcher);
        Path second = Files.createSymbolicLink(links.resolve("mail"), Path.of("ll"));
        for (Path each : List.of(link, second)) {
            assertThat(launch(each, java("one", "25.0.3")).output())
                    .contains("a place with spaces/server/target/classes");
        }
    }

    @Test
    void noAgentMayAttachAndNoDumpIsWritten() throws Exception {
        assertThat(launch(launcher, java("one", "25.0.3")).output())
                .contains(
                        "-XX:+DisableAttachMechanism", "-XX:-HeapDumpOnOutOfMemoryError", "-XX:-CreateCoredumpOnCrash");
    }

    private Tool.Result launch(Path script, Path javaHome) throws Exception {
        return Tool.run(
                folder,
                Map.of("JAVA_HOME", javaHome.toString(), "SDKMAN_DIR", folder.toString()),
                "",
                script.toString(),
                "kms",
                "list-keys");
    }

    private Path java(String name, String version) throws Exception {
        Path home = folder.resolve(name);
        Files.createDirectories(home.resolve("bin"));
        Files.writeString(home.resolve("release"), "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"" + version + "\"\n");
        for (String program : List.of("java", "javac")) {
            Path file = home.resolve("bin").resolve(program);
            Files.writeString(file, "#!/bin/sh\necho " + program + " " + name + " \"$@\"\n");
            executable(file);
        }
        return home;
    }

    private static void executable(Path file) throws Exception {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private static Path source() {
        Path at = Path.of("").toAbsolutePath();
        while (!Files.isRegularFile(at.resolve("letterlock"))) {
            at = at.getParent();
        }
        return at.resolve("letterlock");
    }
}
