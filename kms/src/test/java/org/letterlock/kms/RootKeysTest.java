package org.letterlock.kms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.letterlock.kms.RootKeyException.Reason;
import org.letterlock.store.MemoryEngine;
import org.letterlock.store.StoreException;

class RootKeysTest {
    @TempDir
    private Path temporary;

    private final MemoryEngine engine = new MemoryEngine();

    private Path folder() {
        return temporary.resolve("data.keys");
    }

    private RootKeys open() throws RootKeyException {
        return RootKeys.open(new FileRootKeys(folder()), engine);
    }

    @Test
    void makesTwoDifferentRootsThatOnlyTheOwnerReads() throws Exception {
        try (var roots = open()) {
            assertThat(roots.instance().matches(roots.kms())).isFalse();
        }
        assertThat(permissions(folder())).isEqualTo("rwx------");
        try (var files = Files.list(folder())) {
            assertThat(files.map(file -> file.getFileName() + " " + permissions(file)))
                    .containsExactlyInAnyOrder("instance-root.key rw-------", "kms-root.key rw-------");
        }
    }

    @Test
    void findsTheSameRootsAgain() throws Exception {
        try (var first = open();
                var second = open()) {
            assertThat(second.instance().matches(first.instance())).isTrue();
            assertThat(second.kms().matches(first.kms())).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource(RootKey.class)
    void saysWhichRootIsMissing(RootKey which) throws Exception {
        open().close();
        Files.delete(file(which));

        assertRefused(this::open, which, Reason.MISSING);
        assertThat(file(which)).doesNotExist();
    }

    @ParameterizedTest
    @EnumSource(RootKey.class)
    void tellsAWrongRootFromDamage(RootKey which) throws Exception {
        open().close();
        var other = temporary.resolve("other.keys");
        RootKeys.open(new FileRootKeys(other), new MemoryEngine()).close();
        Files.copy(other.resolve(which.fileName()), file(which), StandardCopyOption.REPLACE_EXISTING);

        assertRefused(this::open, which, Reason.WRONG);
    }

    @Test
    void refusesOneRootInTheOthersPlace() throws Exception {
        open().close();
        Files.copy(file(RootKey.INSTANCE), file(RootKey.KMS), StandardCopyOption.REPLACE_EXISTING);

        assertRefused(this::open, RootKey.KMS, Reason.WRONG);
    }

    @ParameterizedTest
    @EnumSource(RootKey.class)
    void findsEveryFlippedByte(RootKey which) throws Exception {
        open().close();
        var good = Files.readAllBytes(file(which));
        for (int at = 0; at < good.length; at++) {
            var bad = good.clone();
            bad[at] ^= 0x10;
            Files.write(file(which), bad);
            assertThatThrownBy(this::open).as("byte %d", at).isInstanceOfSatisfying(RootKeyException.class, refused -> {
                assertThat(refused.key()).isEqualTo(which);
                assertThat(refused.reason()).isIn(Reason.DAMAGED, Reason.WRONG);
            });
        }
    }

    @ParameterizedTest
    @EnumSource(RootKey.class)
    void refusesATruncatedAndAnExtendedFile(RootKey which) throws Exception {
        open().close();
        var good = Files.readAllBytes(file(which));
        for (int length : new int[] {0, 1, good.length - 1, good.length + 1}) {
            Files.write(file(which), java.util.Arrays.copyOf(good, length));
            assertRefused(this::open, which, Reason.DAMAGED);
        }
    }

    @Test
    void refusesRootsThatOthersMayRead() throws Exception {
        open().close();
        Files.setPosixFilePermissions(file(RootKey.KMS), PosixFilePermissions.fromString("rw-r-----"));
        assertRefused(this::open, RootKey.KMS, Reason.EXPOSED);

        Files.setPosixFilePermissions(file(RootKey.KMS), PosixFilePermissions.fromString("rw-------"));
        Files.setPosixFilePermissions(folder(), PosixFilePermissions.fromString("rwxr-xr-x"));
        assertRefused(this::open, RootKey.INSTANCE, Reason.EXPOSED);
    }

    @Test
    void takesNoNoticeOfAFileThatWasNeverFinished() throws Exception {
        Files.createDirectories(folder());
        Files.setPosixFilePermissions(folder(), PosixFilePermissions.fromString("rwx------"));
        Files.write(folder().resolve("kms-root.key.new"), new byte[10]);

        open().close();
        assertThat(folder().resolve("kms-root.key.new")).doesNotExist();
    }

    @Test
    void neverOverwritesARoot() throws Exception {
        open().close();

        assertRefused(() -> new FileRootKeys(folder()).create(RootKey.KMS), RootKey.KMS, Reason.WRONG);
    }

    @Test
    void namesTheFileAndNothingOfTheKey() throws Exception {
        open().close();
        Files.delete(file(RootKey.KMS));

        assertThatThrownBy(this::open).hasMessageStartingWith("kms-root.key: is missing");
    }

    @Test
    void aStoreThatCannotWriteIsNoWrongRoot() {
        engine.close();

        assertThatThrownBy(this::open).isInstanceOf(StoreException.class);
    }

    private Path file(RootKey which) {
        return folder().resolve(which.fileName());
    }

    private static String permissions(Path path) {
        try {
            return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static void assertRefused(ThrowingCallable opening, RootKey which, Reason reason) {
        assertThatThrownBy(opening).isInstanceOfSatisfying(RootKeyException.class, refused -> {
            assertThat(refused.key()).isEqualTo(which);
            assertThat(refused.reason()).isEqualTo(reason);
            assertThat(refused).hasMessageContaining(which.fileName());
        });
    }
}
