package org.letterlock.mailbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.letterlock.store.Kind;
import org.letterlock.store.MemoryEngine;
import org.letterlock.store.RecordEngine;
import org.letterlock.store.RecordKey;

/// What reading costs in reads of the store, each of which may be a hand-over to another thread.
class ReadPathTest {
    private final List<List<Kind>> reads = Collections.synchronizedList(new ArrayList<>());

    /// Notes the kinds of each read.
    private RecordEngine noting(RecordEngine engine) {
        return (RecordEngine) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {RecordEngine.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("read")) {
                        var kinds = new ArrayList<Kind>();
                        for (Object key : (List<?>) arguments[0]) {
                            kinds.add(((RecordKey) key).kind());
                        }
                        reads.add(kinds);
                    }
                    return method.invoke(engine, arguments);
                });
    }

    private static NewMessage noise(int size) {
        var bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return new NewMessage(bytes, Set.of(), 1_700_000_000);
    }

    @Test
    void aLetterIsOneReadAndItsSummaryPageIsOpenedOnceForMany() throws Exception {
        try (var house = new House(noting(new MemoryEngine()), House.SMALL)) {
            house.create();
            var mailbox = house.open();
            for (int i = 0; i < 40; i++) {
                mailbox.append("INBOX", List.of(noise(1_000)));
            }
            long inbox = mailbox.view("INBOX").folder().id();
            reads.clear();

            for (int uid = 1; uid <= 30; uid++) {
                assertThat(House.read(mailbox, inbox, uid)).hasSize(1_000);
            }

            assertThat(reads).filteredOn(kinds -> kinds.contains(Kind.SUMMARY)).hasSize(1);
            assertThat(reads)
                    .filteredOn(kinds -> !kinds.contains(Kind.SUMMARY))
                    .hasSize(30)
                    .containsOnly(List.of(Kind.CONTENT, Kind.KEY));
        }
    }

    @Test
    void aLongLetterIsReadSomePiecesAtOnceAndAPartOfItInOneMore() throws Exception {
        try (var house = new House(noting(new MemoryEngine()), Options.DEFAULT)) {
            house.create();
            var mailbox = house.open();
            mailbox.append("INBOX", List.of(noise(1 << 20)));
            long inbox = mailbox.view("INBOX").folder().id();
            reads.clear();

            assertThat(House.read(mailbox, inbox, 1)).hasSize(1 << 20);

            assertThat(reads).hasSize(5).allMatch(kinds -> kinds.size() <= 5);
            assertThat(reads.stream().flatMap(List::stream).filter(kind -> kind == Kind.CONTENT))
                    .hasSize(17);
            reads.clear();
            try (var content = mailbox.content(inbox, 1)) {
                House.read(content, 700_000, 1_000);
            }
            assertThat(reads).containsExactly(List.of(Kind.CONTENT, Kind.KEY), List.of(Kind.CONTENT));
        }
    }

    @Test
    void theSummaryPageGoesWithTheLeaseItWasOpenedUnder() throws Exception {
        try (var house = new House(noting(new MemoryEngine()), House.SMALL)) {
            house.create();
            var mailbox = house.open();
            for (int i = 0; i < 20; i++) {
                mailbox.append("INBOX", List.of(noise(100)));
            }
            long inbox = mailbox.view("INBOX").folder().id();
            House.read(mailbox, inbox, 1);
            var ledger = house.mailboxes.ledger(house.key.owner());
            var pages = ledger.holders().state().manifest().of(inbox).summaries();
            var page = ledger.records().page(Kind.SUMMARY, inbox, 0, pages.get(0L));
            assertThat(ledger.lastPage().get(page)).isNotNull();

            house.minutePasses();

            assertThat(ledger.lastPage().get(page)).isNull();
        }
    }
}
