package org.letterlock.crypt;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SwapTest {
    private static final String HEADER = "Filename\tType\tSize\tUsed\tPriority\n";

    @TempDir
    Path root;

    @BeforeEach
    void folders() throws IOException {
        Files.createDirectories(root.resolve("proc"));
        Files.createDirectories(root.resolve("sys/block/dm-1/dm"));
    }

    @Test
    void warnsOfAnUnencryptedDevice() throws IOException {
        swaps("/dev/sda2 partition 8388604 0 -2\n/dev/zram0 partition 1 0 100\n");
        assertThat(new Swap(root).text())
                .startsWith("WARNING")
                .contains("/dev/sda2")
                .doesNotContain("zram0");
    }

    @Test
    void isContentWithEncryptedDevicesAndMemory() throws IOException {
        Files.writeString(root.resolve("sys/block/dm-1/dm/uuid"), "CRYPT-PLAIN-swap\n");
        swaps("/dev/dm-1 partition 8388604 0 -2\n/dev/zram0 partition 1 0 100\n");
        assertThat(new Swap(root).text()).isEqualTo("encrypted or in memory");
    }

    @Test
    void warnsOfAMappedDeviceThatIsNotEncrypted() throws IOException {
        Files.writeString(root.resolve("sys/block/dm-1/dm/uuid"), "LVM-abc\n");
        swaps("/dev/dm-1 partition 8388604 0 -2\n");
        assertThat(new Swap(root).text()).startsWith("WARNING").contains("/dev/dm-1");
    }

    @Test
    void knowsWhenThereIsNone() throws IOException {
        swaps("");
        assertThat(new Swap(root).text()).isEqualTo("none");
    }

    @Test
    void saysWhenItCannotTell() {
        assertThat(new Swap(root.resolve("elsewhere")).text()).startsWith("unknown");
    }

    private void swaps(String lines) throws IOException {
        Files.writeString(root.resolve("proc/swaps"), HEADER + lines);
    }
}
