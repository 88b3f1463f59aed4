package org.letterlock.mailbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.letterlock.crypt.RecordId;
import org.letterlock.crypt.Sealed;
import org.letterlock.store.Kind;
import org.letterlock.store.MemoryEngine;
import org.letterlock.store.RecordKey;
import org.letterlock.store.Tampering;

/// One record is changed, taken away, exchanged or put back as it once was: each shows, and nothing
/// wrong is ever read.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TamperingTest {
    private static final int TRIALS = 2_000;

    private final MemoryEngine engine = new MemoryEngine();
    private final Tampering disk = new Tampering(engine);
    /// Every value that any record ever had.
    private final Map<RecordKey, List<Sealed>> history = new HashMap<>();
    private final Map<String, Map<Long, byte[]>> expected = new HashMap<>();
    private House house;
    private Mailbox mailbox;

    @BeforeAll
    void fill() throws Exception {
        house = new House(engine, House.SMALL);
        house.create();
        mailbox = house.open();
        long inbox = mailbox.view("INBOX").folder().id();
        long archive = mailbox.view("Archive").folder().id();
        var random = new Random(1);
        for (int i = 0; i < 40; i++) {
            var body = new byte[i % 13 == 0 ? 150_000 : 500];
            random.nextBytes(body);
            mailbox.append("INBOX", List.of(new NewMessage(body, Set.of("\\Flagged"), 1_000)));
            remember();
            if (i % 5 == 4) {
                mailbox.move(inbox, new long[] {i}, "Archive");
                mailbox.copy(inbox, new long[] {i - 1}, "Archive");
                remember();
            }
            if (i % 7 == 6) {
                var deleted = new FlagChange(FlagChange.Kind.ADD, Set.of("\\Deleted"));
                mailbox.store(inbox, new long[] {i - 1, i - 4}, deleted, OptionalLong.empty());
                mailbox.expunge(inbox, new long[] {i - 1, i - 4});
                remember();
            }
        }
        for (String folder : List.of("INBOX", "Archive")) {
            var letters = new HashMap<Long, byte[]>();
            for (long uid : mailbox.view(folder).uids()) {
                letters.put(uid, House.read(mailbox, folder.equals("INBOX") ? inbox : archive, uid));
            }
            expected.put(folder, letters);
        }
        assertThat(problems(engine)).isEmpty();
    }

    @AfterAll
    void close() {
        mailbox.close();
        house.close();
    }

    private void remember() {
        for (var key : disk.keys()) {
            var values = history.computeIfAbsent(key, k -> new ArrayList<>());
            var value = engine.read(List.of(key)).getFirst();
            if (value != null && (values.isEmpty() || values.getLast() != value)) {
                values.add(value);
            }
        }
    }

    @Test
    void noSingleChangeGoesUnseen() throws Exception {
        var random = new Random(20_261_124);
        var unseen = new ArrayList<String>();
        int done = 0;
        for (int trial = 0; trial < TRIALS; trial++) {
            var copy = disk.copy();
            String what = tamper(new Tampering(copy), random);
            if (what.isEmpty()) {
                continue;
            }
            done++;
            if (problems(copy).isEmpty()) {
                unseen.add(what);
            }
            if (trial % 10 == 0) {
                readsOnlyWhatIsRight(copy, what);
            }
        }
        assertThat(unseen).isEmpty();
        assertThat(done).isGreaterThan(TRIALS / 2);
    }

    @Test
    void openingFindsEachChangeOfHeadAndLog() throws Exception {
        for (var key : disk.keys()) {
            if (key.kind() != Kind.HEAD && key.kind() != Kind.LOG) {
                continue;
            }
            for (var old : history.get(key)) {
                if (old != engine.read(List.of(key)).getFirst()) {
                    var replayed = new Tampering(disk.copy());
                    replayed.replace(key, old);
                    refuses(replayed.engine(), key + " replayed");
                }
            }
            var removed = new Tampering(disk.copy());
            removed.remove(key);
            refuses(removed.engine(), key + " removed");
            var flipped = new Tampering(disk.copy());
            flipped.flip(key, 8 * 20 + 3);
            refuses(flipped.engine(), key + " flipped");
        }
        var behind = new Tampering(disk.copy());
        behind.version(house.key.owner(), engine.version(house.key.owner()) - 1);
        refuses(behind.engine(), "version behind");
    }

    /// At every distance from the last head and from the last pages: also while all entries since an older head are
    /// still there.
    @Test
    void anOlderHeadIsNeverTaken() throws Exception {
        var memory = new MemoryEngine();
        var owner = house.on(memory);
        owner.create(house.key, House.ALICE);
        var head = new Records(memory, house.key).head();
        var heads = new ArrayList<Sealed>();
        try (var writer = owner.open(house.key, House.ALICE)) {
            for (int i = 0; i < 30; i++) {
                writer.append("INBOX", List.of(House.message("letter " + i)));
                var now = Objects.requireNonNull(memory.read(List.of(head)).getFirst());
                for (var old : heads) {
                    if (old != now) {
                        var replayed = new Tampering(new Tampering(memory).copy());
                        replayed.replace(head, old);
                        refuses(replayed.engine(), "after " + i + " letters, head as of " + old.version());
                    }
                }
                heads.add(now);
            }
        }
        assertThat(Set.copyOf(heads)).hasSizeGreaterThan(8);
    }

    /// The whole mailbox was once put back, and went another way since: a record of the one history in the other shows.
    /// The very last entry is the exception: with it the mailbox as a whole is that of the other history.
    @Test
    void aRecordOfAnotherHistoryIsNeverTaken() throws Exception {
        var one = disk.copy();
        var other = disk.copy();
        for (int i = 0; i < 20; i++) {
            for (var engine : List.of(one, other)) {
                try (var mailbox = house.on(engine).open(house.key, House.ALICE)) {
                    mailbox.append("INBOX", List.of(House.message("letter " + i)));
                }
            }
        }
        long last = one.version(house.key.owner());
        assertThat(other.version(house.key.owner())).isEqualTo(last);
        int tried = 0;
        for (var key : new Tampering(one).keys()) {
            var foreign = other.read(List.of(key)).getFirst();
            boolean chained = key.kind() == Kind.HEAD || key.kind() == Kind.LOG;
            if (chained && foreign != null && !key.id().equals(RecordId.of(last))) {
                var mixed = new Tampering(new Tampering(one).copy());
                mixed.replace(key, foreign);
                refuses(mixed.engine(), key + " of another history");
                tried++;
            }
        }
        assertThat(tried).isGreaterThan(2);
    }

    private void refuses(MemoryEngine copy, String what) {
        assertThatThrownBy(() -> house.on(copy).open(house.key, House.ALICE).close())
                .as(what)
                .isInstanceOfSatisfying(Refused.class, e -> assertThat(e.code()).isEqualTo(Refused.Code.CORRUPTION));
    }

    private List<String> problems(MemoryEngine copy) throws Exception {
        var found = house.on(copy).verify(house.key, House.ALICE);
        var all = new ArrayList<>(found.problems());
        all.addAll(found.garbage());
        return all;
    }

    private void readsOnlyWhatIsRight(MemoryEngine copy, String what) throws Exception {
        try (var opened = house.on(copy).open(house.key, House.ALICE)) {
            for (var folder : expected.entrySet()) {
                long id = opened.view(folder.getKey()).folder().id();
                for (var letter : folder.getValue().entrySet()) {
                    readsOnlyWhatIsRight(opened, id, letter.getKey(), letter.getValue(), what);
                }
            }
        } catch (Refused e) {
            assertThat(e.code()).as(what).isEqualTo(Refused.Code.CORRUPTION);
        }
    }

    private static void readsOnlyWhatIsRight(Mailbox opened, long folder, long uid, byte[] content, String what)
            throws Exception {
        try (var read = opened.content(folder, uid)) {
            int[] at = {0};
            read.read(0, read.length(), (bytes, offset, length) -> {
                assertThat(Arrays.equals(bytes, offset, offset + length, content, at[0], at[0] + length))
                        .as(what)
                        .isTrue();
                at[0] += length;
            });
            assertThat(at[0]).as(what).isEqualTo(content.length);
        } catch (Refused e) {
            assertThat(e.code()).as(what).isEqualTo(Refused.Code.CORRUPTION);
        }
    }

    /// @return what was done; empty if that changed nothing
    private String tamper(Tampering copy, Random random) {
        var keys = copy.keys();
        var key = keys.get(random.nextInt(keys.size()));
        var value = engine.read(List.of(key)).getFirst();
        return switch (random.nextInt(6)) {
            case 0 -> {
                copy.remove(key);
                yield key + " removed";
            }
            case 1 -> {
                int bit = random.nextInt(value.size() * 8);
                copy.flip(key, bit);
                yield key + " bit " + bit;
            }
            case 2 -> {
                int size = random.nextInt(value.size());
                copy.replace(key, Sealed.fromStorage(Arrays.copyOf(value.bytes(), size)));
                yield key + " cut to " + size;
            }
            case 3 -> {
                var other = keys.get(random.nextInt(keys.size()));
                copy.swap(key, other);
                yield key.equals(other) ? "" : key + " swapped with " + other;
            }
            case 4 -> {
                var old = history.get(key).get(random.nextInt(history.get(key).size()));
                copy.replace(key, old);
                yield old == value ? "" : key + " put back";
            }
            default -> {
                var every = List.copyOf(history.keySet());
                var gone = every.get(random.nextInt(every.size()));
                boolean isGone = engine.read(List.of(gone)).getFirst() == null;
                copy.replace(gone, history.get(gone).getLast());
                yield isGone ? gone + " brought back" : "";
            }
        };
    }
}
