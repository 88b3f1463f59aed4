package org.letterlock.mailbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MailboxTest {
    private House house;
    private Mailbox mailbox;
    private long inbox;

    @BeforeEach
    void open() throws Exception {
        house = new House();
        house.create();
        mailbox = house.open();
        inbox = mailbox.view("inbox").folder().id();
    }

    @AfterEach
    void close() {
        mailbox.close();
        house.close();
    }

    @Test
    void startsWithInboxAndTheSpecialUseFolders() throws Exception {
        assertThat(mailbox.folders())
                .extracting(Folder::name, Folder::use)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("INBOX", null),
                        org.assertj.core.groups.Tuple.tuple("Archive", SpecialUse.ARCHIVE),
                        org.assertj.core.groups.Tuple.tuple("Drafts", SpecialUse.DRAFTS),
                        org.assertj.core.groups.Tuple.tuple("Junk", SpecialUse.JUNK),
                        org.assertj.core.groups.Tuple.tuple("Sent", SpecialUse.SENT),
                        org.assertj.core.groups.Tuple.tuple("Trash", SpecialUse.TRASH));
    }

    @Test
    void givesBackWhatWasAppended() throws Exception {
        var appended = mailbox.append("INBOX", List.of(House.message("hello\r\n\r\nbody", "\\seen", "Work")));

        assertThat(appended.uids()).containsExactly(1L);
        var item = mailbox.view(inbox).item(0);
        assertThat(item.flags()).containsExactlyInAnyOrder("\\Seen", "Work");
        assertThat(item.modSeq()).isEqualTo(appended.sequence());
        assertThat(House.read(mailbox, inbox, 1)).asString().isEqualTo("Subject: hello\r\n\r\nbody");
        assertThat(mailbox.summaries(inbox, new long[] {1, 2})
                        .getFirst()
                        .envelope()
                        .subject())
                .isEqualTo("hello");
    }

    @Test
    void isTheSameAfterARestart() throws Exception {
        mailbox.append("INBOX", List.of(House.message("one"), House.message("two", "\\Flagged")));
        mailbox.create("a/b", null);
        mailbox.move(inbox, new long[] {2}, "a/b");
        var before = mailbox.folders();
        mailbox.close();

        house.restart();
        mailbox = house.open();

        assertThat(mailbox.folders()).isEqualTo(before);
        long b = mailbox.view("a/b").folder().id();
        assertThat(House.read(mailbox, b, 1)).asString().isEqualTo("Subject: two");
        assertThat(mailbox.summaries(b, new long[] {1}).getFirst().envelope().subject())
                .isEqualTo("two");
    }

    @Test
    void storesFlagsOnlyWhereUnchangedSince() throws Exception {
        long first = mailbox.append("INBOX", List.of(House.message("a"), House.message("b")))
                .sequence();
        mailbox.store(
                inbox, new long[] {1}, new FlagChange(FlagChange.Kind.ADD, Set.of("\\Seen")), OptionalLong.empty());

        var left = mailbox.store(
                inbox,
                new long[] {1, 2, 9},
                new FlagChange(FlagChange.Kind.ADD, Set.of("\\Answered")),
                OptionalLong.of(first));

        assertThat(left).containsExactly(1L);
        assertThat(mailbox.view(inbox).item(0).flags()).containsExactly("\\Seen");
        assertThat(mailbox.view(inbox).item(1).flags()).containsExactly("\\Answered");
        assertThat(mailbox.view(inbox).folder().unseen()).isEqualTo(1);
    }

    @Test
    void expungesContentWithItsLastRow() throws Exception {
        mailbox.append("INBOX", List.of(House.message("a", "\\Deleted")));
        var copied = mailbox.copy(inbox, new long[] {1}, "Archive");
        long archive = mailbox.view("Archive").folder().id();
        assertThat(copied.to()).containsExactly(1L);

        assertThat(mailbox.expunge(inbox, new long[] {1, 2})).containsExactly(1L);
        assertThat(House.read(mailbox, archive, 1)).asString().isEqualTo("Subject: a");
        assertThat(mailbox.expunge(archive, new long[] {1})).containsExactly(1L);

        assertThat(mailbox.view(archive).size()).isZero();
        assertThat(mailbox.quota().usedBytes()).isZero();
        assertThat(house.engine.stats()).containsEntry("records", Integer.toString(1 + 5));
    }

    @Test
    void saysWhichFolderNamesItRefuses() throws Exception {
        for (String bad : List.of("", "a//b", "/a", "a/", "a%b", "*", "a\u0000", "x\ry", "..", "a/../b", "./a")) {
            assertThatThrownBy(() -> mailbox.create(bad, null))
                    .isInstanceOfSatisfying(
                            Refused.class, e -> assertThat(e.code()).isEqualTo(Refused.Code.CANNOT));
        }
        assertThatThrownBy(() -> mailbox.create("x".repeat(1_000), null)).isInstanceOf(Refused.class);
        assertThat(mailbox.create("...", null).name()).isEqualTo("...");
    }

    @Test
    void keywordsThatNoMessageHasMakeRoomForOthers() throws Exception {
        mailbox.append("INBOX", List.of(House.message("a", "Kept"), House.message("b")));
        for (int i = 0; i < 3 * Keywords.MAX; i++) {
            var one = new FlagChange(FlagChange.Kind.REPLACE, Set.of("word" + i));
            mailbox.store(inbox, new long[] {2}, one, OptionalLong.empty());
        }

        assertThat(mailbox.view(inbox).keywords()).containsExactly("Kept", "word" + (3 * Keywords.MAX - 1));
        assertThat(mailbox.view(inbox).item(0).flags()).containsExactly("Kept");

        var tooMany = new java.util.HashSet<String>();
        for (int i = 0; i < Keywords.MAX; i++) {
            tooMany.add("other" + i);
        }
        assertThatThrownBy(() -> mailbox.append("INBOX", List.of(House.message("c", tooMany.toArray(String[]::new)))))
                .isInstanceOfSatisfying(Refused.class, e -> assertThat(e.code()).isEqualTo(Refused.Code.LIMIT));
    }

    @Test
    void theQuotaIsAWholeAppends() throws Exception {
        var small = new Options(64, 1_024, 1 << 19, 1 << 20, 1_000);
        try (var other = new House(new org.letterlock.store.MemoryEngine(), small)) {
            other.create();
            var full = other.open();
            full.append("INBOX", List.of(House.message("x".repeat(600))));
            assertThatThrownBy(() -> full.append("INBOX", List.of(House.message("y"), House.message("x".repeat(600)))))
                    .isInstanceOfSatisfying(
                            Refused.class, e -> assertThat(e.code()).isEqualTo(Refused.Code.OVERQUOTA));
            assertThat(full.view("INBOX").size()).isEqualTo(1);
            assertThat(full.quota()).isEqualTo(new Mailbox.Quota(609, 1_000));
        }
    }

    @Test
    void renamingInboxMovesItsMessages() throws Exception {
        mailbox.append("INBOX", List.of(House.message("a"), House.message("b")));

        mailbox.rename("inbox", "old");

        assertThat(mailbox.view(inbox).size()).isZero();
        long old = mailbox.view("old").folder().id();
        assertThat(House.read(mailbox, old, 2)).asString().isEqualTo("Subject: b");
    }

    @Test
    void theViewEndsWithItsLease() throws Exception {
        mailbox.append("INBOX", List.of(House.message("a")));
        var view = mailbox.view(inbox);
        house.minutePasses();

        assertThatThrownBy(() -> view.item(0))
                .isInstanceOf(org.letterlock.keyring.KeyUnavailableException.Expired.class);
        assertThat(new String(House.read(mailbox, inbox, 1), StandardCharsets.UTF_8))
                .isEqualTo("Subject: a");
    }
}
