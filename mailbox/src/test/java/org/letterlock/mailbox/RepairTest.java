package org.letterlock.mailbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.letterlock.store.Kind;
import org.letterlock.store.MemoryEngine;
import org.letterlock.store.RecordKey;
import org.letterlock.store.Tampering;

/// A mailbox that has lost records is written anew: what is left can be read, what is lost is
/// named, and it never seems to be the one that it was.
class RepairTest {
    private final MemoryEngine engine = new MemoryEngine();
    private final Tampering disk = new Tampering(engine);
    private final Map<Long, byte[]> letters = new HashMap<>();
    /// Also those that were expunged; one of them has a copy in Archive.
    private final List<byte[]> everWritten = new ArrayList<>();
    private House house;
    private long inbox;
    private long validity;

    @BeforeEach
    void fill() throws Exception {
        house = new House(engine, House.SMALL);
        house.create();
        var random = new Random(3);
        try (var mailbox = house.open()) {
            for (int i = 1; i <= 40; i++) {
                var body = new byte[i % 13 == 0 ? 150_000 : 500];
                random.nextBytes(body);
                mailbox.append("INBOX", List.of(new NewMessage(body, Set.of("\\Flagged"), 1_000)));
                letters.put((long) i, body);
                everWritten.add(body);
                inbox = mailbox.view("INBOX").folder().id();
                if (i % 9 == 5) {
                    mailbox.copy(inbox, new long[] {i}, "Archive");
                }
                if (i % 10 == 7) {
                    var deleted = new FlagChange(FlagChange.Kind.ADD, Set.of("\\Deleted"));
                    mailbox.store(inbox, new long[] {i - 3}, deleted, OptionalLong.empty());
                    mailbox.expunge(inbox, new long[] {i - 3});
                    letters.remove(i - 3L);
                }
            }
            validity = mailbox.view("INBOX").folder().uidValidity();
        }
        house.minutePasses();
    }

    @AfterEach
    void close() {
        house.close();
    }

    @Test
    void whatIsWholeIsLeftAlone() throws Exception {
        long version = engine.version(house.key.owner());
        var repaired = house.another().repair(house.key, House.ALICE, false);
        assertThat(repaired.changed()).isFalse();
        assertThat(engine.version(house.key.owner())).isEqualTo(version);
    }

    @Test
    void whatMayHaveBeenCutLosesNothingAndIsNotTheSame() throws Exception {
        var repaired = house.another().repair(house.key, House.ALICE, true);
        assertThat(repaired.losses()).isEmpty();
        assertThat(read(house.another())).isEqualTo(letters.keySet());
        try (var mailbox = house.another().open(house.key, House.ALICE)) {
            assertThat(mailbox.view("INBOX").folder().uidValidity()).isGreaterThan(validity);
            assertThat(mailbox.view("Archive").size()).isEqualTo(4);
            mailbox.append("INBOX", List.of(House.message("afterwards")));
        }
        assertClean();
    }

    /// Each record alone, whatever it is: the rest stays, and the mailbox opens and goes on.
    @Test
    void eachLostRecordCostsOnlyWhatWasInIt() throws Exception {
        for (var key : disk.keys()) {
            var copy = disk.copy();
            new Tampering(copy).remove(key);
            var owner = house.on(copy);
            boolean content = key.kind() == Kind.KEY || key.kind() == Kind.CONTENT;
            var repaired = owner.repair(house.key, House.ALICE, false);
            assertThat(repaired.changed()).as(key.toString()).isTrue();
            var left = read(house.on(copy));
            int most = key.kind() == Kind.LOG ? 2 : content ? 1 : 0;
            assertThat(letters.size() - left.size())
                    .as(key + " " + repaired.losses())
                    .isLessThanOrEqualTo(most);
            if (left.size() < letters.size() || key.kind() == Kind.LOG) {
                assertNamed(owner, repaired, key);
            }
        }
    }

    /// The end of the log is gone, and the version with it: nothing tells. The mailbox is told to
    /// be doubtful.
    @Test
    void aLogThatWasCutLosesItsEndButNotItsLetters() throws Exception {
        var copy = new Tampering(disk.copy());
        long version = engine.version(house.key.owner());
        for (long entry = version; entry > version - 2; entry--) {
            copy.remove(new RecordKey(house.key.owner(), Kind.LOG, org.letterlock.crypt.RecordId.of(entry)));
        }
        copy.version(house.key.owner(), version - 2);
        var repaired = house.on(copy.engine()).repair(house.key, House.ALICE, true);
        var left = read(house.on(copy.engine()));
        assertThat(left.size()).as("%s", repaired).isGreaterThanOrEqualTo(letters.size());
        try (var mailbox = house.on(copy.engine()).open(house.key, House.ALICE)) {
            assertThat(mailbox.append("INBOX", List.of(House.message("x"))).uidValidity())
                    .isGreaterThan(validity);
        }
    }

    private void assertNamed(Mailboxes owner, Mailboxes.Repaired repaired, RecordKey key) throws Exception {
        var named = new ArrayList<>(repaired.losses());
        named.addAll(owner.verify(house.key, House.ALICE).problems());
        assertThat(named).as(key.toString()).isNotEmpty();
    }

    private void assertClean() throws Exception {
        var verified = house.another().verify(house.key, House.ALICE);
        assertThat(verified.problems()).isEmpty();
        assertThat(verified.garbage()).isEmpty();
    }

    /// The letters that can be read in any folder, by what their UID in INBOX was. What INBOX shows
    /// must be what it was; everything else some letter that was written once.
    private Set<Long> read(Mailboxes owner) throws Exception {
        var found = new TreeSet<Long>();
        try (var mailbox = owner.open(house.key, House.ALICE)) {
            for (var folder : mailbox.folders()) {
                for (long uid : mailbox.view(folder.id()).uids()) {
                    try {
                        found.addAll(known(House.read(mailbox, folder.id(), uid), folder.name(), uid));
                    } catch (Refused e) {
                        assertThat(e.code()).isEqualTo(Refused.Code.CORRUPTION);
                    }
                }
            }
        }
        return found;
    }

    private List<Long> known(byte[] letter, String folder, long uid) {
        assertThat(everWritten.stream().anyMatch(known -> Arrays.equals(known, letter)))
                .isTrue();
        assertThat(!folder.equals("INBOX") || Arrays.equals(letter, everWritten.get((int) uid - 1)))
                .as("UID %d", uid)
                .isTrue();
        return letters.keySet().stream()
                .filter(known -> Arrays.equals(letters.get(known), letter))
                .toList();
    }
}
