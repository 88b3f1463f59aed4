package org.letterlock.mailbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.letterlock.store.MemoryEngine;

/// Many writers of one mailbox share commits; two owners do not harm each other.
class GroupCommitTest {
    private static final int WRITERS = 8;

    @Test
    void whoeverWaitsSharesTheNextCommit() throws Exception {
        var engine = new FailingEngine(new MemoryEngine(), Integer.MAX_VALUE, FailingEngine.Manner.BEFORE);
        try (var house = new House(engine, Options.DEFAULT);
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            house.create();
            var mailbox = house.open();
            var firstIsCommitting = new CountDownLatch(1);
            var othersWait = new CountDownLatch(1);
            engine.beforeSubmit = () -> {
                firstIsCommitting.countDown();
                await(othersWait);
            };
            var first = threads.submit(() -> mailbox.append("INBOX", List.of(House.message("first"))));
            await(firstIsCommitting);
            var others = new ArrayList<Future<Appended>>();
            for (int i = 0; i < WRITERS; i++) {
                others.add(threads.submit(() -> mailbox.append("INBOX", List.of(House.message("other")))));
            }
            var ledger = house.mailboxes.ledger(house.key.owner());
            while (ledger.waiting() < WRITERS) {
                Thread.onSpinWait();
            }
            int before = engine.submits.get();
            othersWait.countDown();

            assertThat(first.get().uids()).containsExactly(1L);
            var uids = new ArrayList<Long>();
            var sequences = new ArrayList<Long>();
            for (var other : others) {
                uids.addAll(other.get().uids());
                sequences.add(other.get().sequence());
            }
            assertThat(uids).containsExactlyInAnyOrder(2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L);
            assertThat(sequences).containsOnly(first.get().sequence() + 1);
            assertThat(engine.submits.get() - before).isEqualTo(2);
        }
    }

    @Test
    void manyThreadsLoseNothing() throws Exception {
        try (var house = new House(new MemoryEngine(), House.SMALL);
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            house.create();
            var mailbox = house.open();
            long inbox = mailbox.view("INBOX").folder().id();
            var all = new ArrayList<Future<?>>();
            for (int writer = 0; writer < WRITERS; writer++) {
                int number = writer;
                all.add(threads.submit(() -> {
                    for (int i = 0; i < 25; i++) {
                        var appended = mailbox.append("INBOX", List.of(House.message(number + "." + i)));
                        long[] uid = {appended.uids().getFirst()};
                        mailbox.store(
                                inbox,
                                uid,
                                new FlagChange(FlagChange.Kind.ADD, Set.of("\\Seen")),
                                OptionalLong.empty());
                        assertThat(House.read(mailbox, inbox, uid[0]))
                                .asString()
                                .isEqualTo("Subject: " + number + "." + i);
                    }
                    return null;
                }));
            }
            for (var one : all) {
                one.get();
            }
            assertThat(mailbox.view(inbox).size()).isEqualTo(WRITERS * 25);
            assertThat(mailbox.view(inbox).folder().unseen()).isZero();
            assertThat(house.mailboxes.verify(house.key, House.ALICE).problems())
                    .isEmpty();
        }
    }

    @Test
    void aSecondOwnerIsNoticed() throws Exception {
        try (var house = new House(new MemoryEngine(), House.SMALL)) {
            house.create();
            var one = house.open();
            var other = house.another().open(house.key, House.ALICE);
            for (int i = 0; i < 20; i++) {
                (i % 2 == 0 ? one : other).append("INBOX", List.of(House.message("letter " + i)));
            }
            one.create("x", null);
            other.create("y", null);
            one.close();
            other.close();

            house.restart();
            try (var mailbox = house.open()) {
                assertThat(mailbox.folders()).extracting(Folder::name).contains("x", "y");
                long inbox = mailbox.view("INBOX").folder().id();
                for (int i = 0; i < 20; i++) {
                    assertThat(House.read(mailbox, inbox, i + 1)).asString().isEqualTo("Subject: letter " + i);
                }
            }
            assertThat(house.mailboxes.verify(house.key, House.ALICE).problems())
                    .isEmpty();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
