package org.letterlock.mailbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.letterlock.store.MemoryEngine;

/// The store breaks at each of its calls in turn. After that the mailbox opens, has all that was
/// acknowledged, has nothing by halves, and goes on.
class CrashTest {
    private static final FlagChange DELETED = new FlagChange(FlagChange.Kind.ADD, Set.of("\\Deleted"));

    /// What was acknowledged: subjects of the letters that must be in INBOX, and of the one that may be.
    private final List<String> acknowledged = new ArrayList<>();
    private final List<String> asked = new ArrayList<>();

    @ParameterizedTest
    @EnumSource(FailingEngine.Manner.class)
    void keepsWhatWasAcknowledged(FailingEngine.Manner manner) throws Exception {
        int calls = 0;
        try (var house = new House(new MemoryEngine(), House.SMALL)) {
            boolean finished = false;
            while (!finished) {
                acknowledged.clear();
                asked.clear();
                finished = breakAfter(house, calls++, manner);
            }
        }
        assertThat(calls).isGreaterThan(50);
    }

    private boolean breakAfter(House house, int calls, FailingEngine.Manner manner) throws Exception {
        var memory = new MemoryEngine();
        var afterwards = house.on(memory);
        afterwards.create(house.key, House.ALICE);
        boolean finished = true;
        try (var mailbox = house.on(new FailingEngine(memory, calls, manner)).open(house.key, House.ALICE)) {
            work(mailbox);
        } catch (Refused e) {
            assertThat(e.code()).isEqualTo(Refused.Code.UNAVAILABLE);
            finished = false;
        }
        check(house, afterwards, "broken after " + calls + " calls, " + manner);
        return finished;
    }

    private void work(Mailbox mailbox) throws Exception {
        for (int i = 0; i < 12; i++) {
            String subject = "letter " + i;
            asked.add(subject);
            mailbox.append("INBOX", List.of(House.message(subject)));
            acknowledged.add(subject);
        }
        long inbox = mailbox.view("INBOX").folder().id();
        asked.remove("letter 2");
        mailbox.copy(inbox, new long[] {1}, "Archive");
        mailbox.store(inbox, new long[] {3}, DELETED, OptionalLong.empty());
        acknowledged.remove("letter 2");
        mailbox.expunge(inbox, new long[] {3});
        for (int i = 20; i < 24; i++) {
            asked.add("letter " + i);
            mailbox.append("INBOX", List.of(House.message("letter " + i)));
            acknowledged.add("letter " + i);
        }
    }

    private void check(House house, Mailboxes afterwards, String what) throws Exception {
        try (var mailbox = afterwards.open(house.key, House.ALICE)) {
            var view = mailbox.view("INBOX");
            long inbox = view.folder().id();
            var found = new ArrayList<String>();
            for (long uid : view.uids()) {
                String text = new String(House.read(mailbox, inbox, uid), java.nio.charset.StandardCharsets.UTF_8);
                found.add(text.substring(9));
            }
            assertThat(found).as(what).containsAll(acknowledged).doesNotHaveDuplicates();
            found.remove("letter 2");
            assertThat(asked).as(what).containsAll(found);
            mailbox.append("INBOX", List.of(House.message("after")));
        }
        var verified = afterwards.verify(house.key, House.ALICE);
        assertThat(verified.problems()).as(what).isEmpty();
        assertThat(verified.garbage()).as(what + ": garbage").isEmpty();
    }
}
