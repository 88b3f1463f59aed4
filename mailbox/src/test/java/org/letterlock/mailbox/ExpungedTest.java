package org.letterlock.mailbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.letterlock.store.Kind;
import org.letterlock.store.MemoryEngine;

/// What was expunged is not kept in pages either.
class ExpungedTest {
    @Test
    void newPagesHaveNothingOfIt() throws Exception {
        try (var house = new House(new MemoryEngine(), House.SMALL)) {
            house.create();
            var mailbox = house.open();
            var letters = new ArrayList<NewMessage>();
            for (int i = 0; i < 200; i++) {
                letters.add(House.message("letter " + i, i % 3 == 0 || i > 120 ? "\\Deleted" : "\\Seen"));
            }
            mailbox.append("INBOX", letters);
            long inbox = mailbox.view("INBOX").folder().id();
            condense(mailbox);
            assertThat(uidsInSummaryPages(house, inbox)).hasSize(200);

            mailbox.expunge(inbox, mailbox.view(inbox).uids());
            condense(mailbox);

            var left = new HashSet<Long>();
            for (long uid : mailbox.view(inbox).uids()) {
                left.add(uid);
            }
            assertThat(left).hasSize(80);
            assertThat(uidsInSummaryPages(house, inbox)).isEqualTo(left);
        }
    }

    private static void condense(Mailbox mailbox) throws Exception {
        for (int i = 0; i < 10; i++) {
            mailbox.append("Archive", List.of(House.message("more")));
        }
    }

    private static HashSet<Long> uidsInSummaryPages(House house, long folder) throws Exception {
        var uids = new HashSet<Long>();
        var ledger = house.mailboxes.ledger(house.key.owner());
        var pages = ledger.holders().state().manifest().of(folder).summaries().asOf();
        var lease = house.keyring.lease(House.ALICE, house.key);
        try (var compression = new Compression()) {
            for (var page : pages.entrySet()) {
                var key = ledger.records().page(Kind.SUMMARY, folder, page.getKey(), page.getValue());
                byte[] plaintext =
                        ledger.records().openPage(lease, key, ledger.records().read(key));
                uids.addAll(SummaryPage.decode(page.getKey(), plaintext, compression)
                        .uids());
            }
        }
        return uids;
    }
}
