package org.letterlock.mailbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.ref.WeakReference;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.letterlock.keyring.Client;
import org.letterlock.keyring.KeyUnavailableException;

/// With the last lease nothing decrypted stays reachable; opaque numbers do.
class LeaseEndTest {
    @Test
    void theDecryptedStateGoesWithTheLastLease() throws Exception {
        try (var house = new House()) {
            house.create();
            var mailbox = house.open();
            mailbox.append("INBOX", List.of(House.message("secret")));
            var view = mailbox.view("INBOX");
            var content = mailbox.content(view.folder().id(), 1);
            House.read(content, 0, content.length());
            var ledger = house.mailboxes.ledger(house.key.owner());
            var state = new WeakReference<>(ledger.holders().state());
            assertThat(state.get()).isNotNull();
            house.kms.refusing = true;

            house.minutePasses();

            assertThat(ledger.holders().state()).isNull();
            assertThat(cleared(state)).isTrue();
            assertThat(view.size()).isEqualTo(1);
            assertThatThrownBy(view::folder).isInstanceOf(KeyUnavailableException.Expired.class);
            assertThatThrownBy(view::uids).isInstanceOf(KeyUnavailableException.Expired.class);
            assertThatThrownBy(mailbox::folders).isInstanceOf(KeyUnavailableException.Refused.class);
            assertThatThrownBy(() -> House.read(content, 0, 1)).isInstanceOf(KeyUnavailableException.Refused.class);
        }
    }

    @Test
    void anotherClientsLeaseKeepsTheStateButOpensNothingForThisOne() throws Exception {
        try (var house = new House()) {
            house.create();
            var alice = house.open();
            house.time.pass(java.time.Duration.ofSeconds(30));
            var delivery = house.mailboxes.open(house.key, Client.job("node", "delivery"));
            int decrypts = house.kms.decrypts.get();
            house.time.pass(java.time.Duration.ofSeconds(31));
            house.keyring.tick();

            assertThat(house.mailboxes.ledger(house.key.owner()).holders().state())
                    .isNotNull();
            alice.folders();

            assertThat(house.kms.decrypts.get()).isEqualTo(decrypts + 1);
            delivery.append("INBOX", List.of(House.message("a")));
            assertThat(house.kms.decrypts.get()).isEqualTo(decrypts + 1);
        }
    }

    @Test
    void listenersHearWithoutALease() throws Exception {
        try (var house = new House()) {
            house.create();
            var alice = house.open();
            long inbox = alice.view("INBOX").folder().id();
            var heard = new CountDownLatch(2);
            var changes = new java.util.concurrent.CopyOnWriteArrayList<Change>();
            var registration = alice.listen(inbox, change -> {
                changes.add(change);
                heard.countDown();
            });
            house.minutePasses();
            int decrypts = house.kms.decrypts.get();

            var delivery = house.mailboxes.open(house.key, Client.job("node", "delivery"));
            delivery.append("INBOX", List.of(House.message("a"), House.message("b")));
            delivery.append("Archive", List.of(House.message("c")));
            delivery.append("INBOX", List.of(House.message("d")));

            assertThat(heard.await(30, TimeUnit.SECONDS)).isTrue();
            assertThat(house.kms.decrypts.get()).isEqualTo(decrypts + 1);
            assertThat(changes).extracting(Change::appended).containsExactly(new long[] {1, 2}, new long[] {3});
            assertThat(changes).extracting(Change::origin).containsOnly(delivery.origin());
            registration.close();
        }
    }

    @Test
    void aVigilTellsThatTheKeyIsRefusedAndThenThatItIsNot() throws Exception {
        try (var house = new House()) {
            house.create();
            var mailbox = house.open();
            var told = new LinkedBlockingQueue<String>();
            try (var vigil = mailbox.vigil(() -> told.add("refused"))) {
                house.minutePasses();
                mailbox.folders();
                int decrypts = house.kms.decrypts.get();
                house.kms.refusing = true;

                house.minutePasses();

                assertThat(told.poll(30, TimeUnit.SECONDS)).isEqualTo("refused");
                assertThat(house.kms.decrypts.get()).isGreaterThan(decrypts);
            }
            told.clear();
            house.kms.refusing = false;
            house.minutePasses();
            mailbox.folders();
            assertThat(told).isEmpty();
        }
    }

    @Test
    void aVigilThatIsOverAsksForNoKey() throws Exception {
        try (var house = new House()) {
            house.create();
            var mailbox = house.open();
            mailbox.vigil(() -> {}).close();
            int decrypts = house.kms.decrypts.get();

            house.minutePasses();
            house.minutePasses();

            assertThat(house.kms.decrypts.get()).isEqualTo(decrypts);
        }
    }

    private static boolean cleared(WeakReference<?> reference) {
        for (int i = 0; i < 50 && reference.get() != null; i++) {
            System.gc();
        }
        return reference.get() == null;
    }
}
