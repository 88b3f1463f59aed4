package org.letterlock.testbed;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What somebody sees first.
class QuickstartTest {
    @Test
    void theGuidedRunPassesAllItsStepsAndLeavesNothing(@TempDir Path home) throws Exception {
        Files.createDirectories(home.resolve("tmp"));
        Letterlock.Result tour = Letterlock.run(home, "", "quickstart", "--once");
        assertThat(tour.exit()).as(tour.out() + tour.err()).isZero();
        assertThat(tour.out()).contains("[1/7]", "[7/7]").doesNotContain("FAILED");
        try (var left = Files.list(home.resolve("tmp"))) {
            assertThat(left.filter(Files::isDirectory)).isEmpty();
        }
    }
}
