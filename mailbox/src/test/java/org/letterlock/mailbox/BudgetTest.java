package org.letterlock.mailbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.letterlock.store.MemoryEngine;

class BudgetTest {
    private static final long BUDGET = 8_000;

    @Test
    void rowsThatWereNotUsedForTheLongestTimeGo() throws Exception {
        try (var house = new House()) {
            house.create();
            try (var filled = house.open()) {
                for (int i = 0; i < 10; i++) {
                    filled.create("f" + i, null);
                    var letters = new ArrayList<NewMessage>();
                    for (int j = 0; j < 100; j++) {
                        letters.add(House.message("letter " + j));
                    }
                    filled.append("f" + i, letters);
                }
            }
            var mailboxes = new Mailboxes(house.engine, house.keyring, house.time, House.SMALL, BUDGET);
            try (var mailbox = mailboxes.open(house.key, House.ALICE)) {
                mailbox.create("makes pages", null);
                mailbox.create("and empties the tail", null);
                for (int round = 0; round < 3; round++) {
                    for (int i = 0; i < 10; i++) {
                        assertThat(mailbox.view("f" + i).size()).isEqualTo(100);
                        assertThat(mailboxes.bytesInMemory()).isLessThanOrEqualTo(BUDGET);
                    }
                }
                var folders = mailboxes
                        .ledger(house.key.owner())
                        .holders()
                        .state()
                        .folders()
                        .all();
                assertThat(folders).filteredOn(entry -> entry.rows() != null).hasSizeBetween(1, 9);
                house.minutePasses();
                assertThat(mailboxes.bytesInMemory()).isZero();
            }
        }
    }

    @Test
    void aMailboxLargerThanTheBudgetStillWorks() throws Exception {
        try (var house = new House(new MemoryEngine(), House.SMALL)) {
            var mailboxes = new Mailboxes(house.engine, house.keyring, house.time, House.SMALL, 1);
            mailboxes.create(house.key, House.ALICE);
            try (var mailbox = mailboxes.open(house.key, House.ALICE)) {
                for (int i = 0; i < 20; i++) {
                    mailbox.append(i % 2 == 0 ? "INBOX" : "Archive", List.of(House.message("letter " + i)));
                    assertThat(mailbox.view("INBOX").size()).isEqualTo(i / 2 + 1);
                    assertThat(mailbox.view("Archive").size()).isEqualTo((i + 1) / 2);
                }
            }
        }
    }
}
