package org.letterlock.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.letterlock.keyring.KeyUnavailableException;
import org.letterlock.keyring.WrappedKey;
import org.letterlock.kms.RootKeyException;
import org.letterlock.mailbox.FlagChange;
import org.letterlock.mailbox.Refused;
import org.letterlock.store.MemoryFolder;
import org.letterlock.store.StoreException;

/// The files of a whole server (its store and its root keys), as a clean stop and as a kill leave
/// them: changed by a bit, shortened, removed, exchanged or put back to an earlier content, it is
/// refused, or `verify` names it, or nothing is lost. And what is refused can be repaired.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FileHarmTest {
    private static final long SEED = 20_261_127;
    private static final int TRIALS = 150;
    private static final Logger QUIET = Logger.getLogger("org.letterlock");

    private final Estate estate = new Estate();

    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @SuppressWarnings("NullAway.Init")
    private Path clean;

    @SuppressWarnings("NullAway.Init")
    private Path crashed;

    /// As it was in the middle of its life.
    @SuppressWarnings("NullAway.Init")
    private Path earlier;

    @BeforeAll
    void fill(@TempDir(factory = MemoryFolder.class) Path home) throws Exception {
        folder = home;
        QUIET.setLevel(Level.OFF);
        Path live = folder.resolve("live");
        clean = folder.resolve("clean");
        crashed = folder.resolve("crashed");
        earlier = folder.resolve("earlier");
        try (Core core = Core.open(Estate.configuration(live))) {
            estate.fill(core, () -> keepOnce(live));
            core.inspector().engine().verify(); // Flushes, so that there are tables too.
            try (var mailbox = core.mailboxes().open(anyKey(), Estate.READER)) {
                var seen = new FlagChange(FlagChange.Kind.ADD, Set.of("\\Seen"));
                long inbox = mailbox.view("INBOX").folder().id();
                for (long uid = 1; uid <= 60; uid++) {
                    mailbox.store(inbox, new long[] {uid}, seen, OptionalLong.empty());
                }
            }
            copy(live, crashed);
        }
        copy(live, clean);
    }

    @AfterAll
    void close() {
        QUIET.setLevel(null);
    }

    private WrappedKey anyKey() {
        return estate.letters.keySet().stream()
                .min(Comparator.comparing(key -> key.owner().toString()))
                .orElseThrow();
    }

    private void keepOnce(Path live) {
        try {
            if (!Files.exists(earlier)) {
                copy(live, earlier);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    @Timeout(600)
    void noChangeOfAFileLosesOrForgesALetterSilently() throws Exception {
        Set<String> wrong = ConcurrentHashMap.newKeySet();
        TamperingTest.run(TRIALS, trial -> {
            var random = new Random(SEED + trial);
            Path changed = folder.resolve("trial-" + trial);
            copy(trial % 2 == 0 ? clean : crashed, changed);
            String what = tamper(changed, random);
            if (!isFoundOrIntact(changed, trial % 3 == 0)) {
                wrong.add("trial " + trial + ": " + what);
            }
            delete(changed);
        });
        assertThat(wrong).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "cut end of \\d+\\.log",
                "flip middle of \\d+\\.log",
                "remove MANIFEST-\\d+",
                "flip middle of MANIFEST-\\d+",
                "remove CURRENT",
                "remove SEQUENCE",
                "remove \\d+\\.sst",
                "remove \\d+\\.log",
                "remove \\d+\\.blob"
            })
    @Timeout(300)
    void whatIsDamagedIsRepairedAndTheRestIsServed(String harm) throws Exception {
        Path broken = folder.resolve("broken-" + Integer.toHexString(harm.hashCode()));
        copy(crashed, broken);
        Path file = last(broken.resolve("data/store/db"), harm.substring(harm.lastIndexOf(' ') + 1));
        switch (harm.substring(0, harm.indexOf(' '))) {
            case "cut" -> shorten(file, Files.size(file) - 700);
            case "flip" -> flip(file, 8 * (Files.size(file) / 2));
            default -> Files.delete(file);
        }
        Configuration configuration = Estate.configuration(broken);
        assertThat(findings(configuration)).as(harm).isNotEmpty();
        RepairReport report = new StoreRepair(configuration, (doing, done, of) -> {}).run(true);
        boolean lossy = report.lossy();
        assertThat(lossy).as(harm).isEqualTo(!harm.contains("CURRENT"));
        try (Core core = Core.open(configuration)) {
            if (lossy) {
                assertThat(report.grants()).as("none stands").hasSize(2);
                try (var kms = core.forwarded(Estate.administrator())) {
                    for (var each : core.directory().organizations()) {
                        core.directory().grant(kms.kms(), each.id());
                    }
                }
            }
            Inspection after = core.inspector().run((doing, done, of) -> {});
            assertThat(after.problems()).as(harm).isSubsetOf(report.after().problems());
            assertThat(after.unreadable()).as(harm).isEmpty();
            assertThat(after.garbage()).as(harm).isEmpty();
            double served = served(core);
            assertThat(served).as("%s: %s", harm, report.json()).isGreaterThanOrEqualTo(least(harm));
            boolean named = !after.problems().isEmpty()
                    || report.mailboxes().stream()
                            .anyMatch(mailbox -> !mailbox.repaired().losses().isEmpty());
            assertThat(served == 1 || named || !report.salvage().gaps().isEmpty())
                    .as("%s: what is lost is named; served %s of %s", harm, served, report.json())
                    .isTrue();
        }
        delete(broken);
    }

    /// The table may be that of the contents.
    private static double least(String harm) {
        if (harm.contains("MANIFEST") || harm.contains("CURRENT") || harm.contains("SEQUENCE")) {
            return 1;
        }
        return harm.contains("sst") ? 0 : 0.7;
    }

    /// The share of letters that are in their place or recovered, each with the bytes that it had.
    private double served(Core core) throws Exception {
        int all = 0;
        int found = 0;
        for (WrappedKey key : estate.letters.keySet()) {
            all += estate.letters.get(key).size();
            try (var mailbox = core.mailboxes().open(key, Estate.READER)) {
                found += estate.found(key, mailbox);
            }
        }
        return (double) found / all;
    }

    /// What the start, or `verify`, says.
    private static List<String> findings(Configuration configuration) throws Exception {
        try (Core core = Core.open(configuration)) {
            Inspection found = core.inspector().run((doing, done, of) -> {});
            var all = new ArrayList<>(found.problems());
            all.addAll(found.garbage());
            all.addAll(found.unreadable());
            return all;
        } catch (StoreException.Corrupt | RootKeyException refused) {
            return List.of("start refused: " + refused.getMessage());
        }
    }

    /// @param read whether the letters are read also where `verify` has found something
    private boolean isFoundOrIntact(Path changed, boolean read) throws Exception {
        Configuration configuration = Estate.configuration(changed);
        boolean found = !findings(configuration).isEmpty();
        if (found && !read) {
            return true;
        }
        try (Core core = Core.open(configuration)) {
            int missing = 0;
            for (WrappedKey key : estate.letters.keySet()) {
                missing += missing(core, key);
            }
            return found || missing == 0;
        } catch (StoreException.Corrupt | RootKeyException refused) {
            return found;
        }
    }

    private int missing(Core core, WrappedKey key) throws Exception {
        try (var mailbox = core.mailboxes().open(key, Estate.READER)) {
            return estate.missing(key, mailbox, "file");
        } catch (Refused | KeyUnavailableException e) {
            return 1;
        }
    }

    private String tamper(Path changed, Random random) throws IOException {
        List<Path> files = files(changed);
        Path file = files.get(random.nextInt(files.size()));
        long size = Files.size(file);
        String name = changed.relativize(file).toString();
        return switch (random.nextInt(5)) {
            case 0 -> {
                Files.delete(file);
                yield name + " removed";
            }
            case 1 -> {
                shorten(file, size == 0 ? 0 : random.nextLong(size));
                yield name + " shortened to " + Files.size(file) + " of " + size;
            }
            case 2 -> exchange(changed, file, files.get(random.nextInt(files.size())));
            case 3 -> {
                Path old = earlier.resolve(name);
                if (Files.exists(old)) {
                    Files.copy(old, file, StandardCopyOption.REPLACE_EXISTING);
                }
                yield name + " put back";
            }
            default -> {
                long bit = size == 0 ? 0 : random.nextLong(8 * size);
                if (size > 0) {
                    flip(file, bit);
                }
                yield name + " bit " + bit;
            }
        };
    }

    private static String exchange(Path changed, Path one, Path other) throws IOException {
        Path aside = changed.resolve("aside");
        Files.move(one, aside);
        if (!one.equals(other)) {
            Files.move(other, one);
        }
        Files.move(aside, other);
        return changed.relativize(one) + " exchanged with " + changed.relativize(other);
    }

    /// All but locks, which are empty and made anew.
    private static List<Path> files(Path home) throws IOException {
        try (Stream<Path> all = Files.walk(home)) {
            return all.filter(Files::isRegularFile)
                    .filter(path -> !path.endsWith("LOCK"))
                    .sorted()
                    .toList();
        }
    }

    private static Path last(Path db, String name) throws IOException {
        return files(db).stream()
                .filter(path -> path.getFileName().toString().matches(name))
                .toList()
                .getLast();
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> all = Files.walk(from)) {
            for (Path path : all.toList()) {
                Files.copy(path, to.resolve(from.relativize(path).toString()), StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
    }

    private static void delete(Path home) throws IOException {
        Folders.delete(home);
    }

    private static void flip(Path file, long bit) throws IOException {
        try (var access = new RandomAccessFile(file.toFile(), "rw")) {
            access.seek(bit / 8);
            int value = access.read();
            access.seek(bit / 8);
            access.write(value ^ 1 << bit % 8);
        }
    }

    private static void shorten(Path file, long length) throws IOException {
        try (var access = new RandomAccessFile(file.toFile(), "rw")) {
            access.setLength(length);
        }
    }
}
