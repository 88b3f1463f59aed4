package org.letterlock.mailbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.letterlock.store.MemoryEngine;

/// Random operations against [Model], with restarts and ends of leases at random moments, and pages
/// written all the time.
class RandomOperationsTest {
    private static final int STEPS = 200;
    private static final List<String> FLAGS = List.of("\\Seen", "\\Deleted", "\\Flagged", "Work", "$Forwarded");

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void behavesLikeTheModel(long seed) throws Exception {
        try (var house = new House(new MemoryEngine(), House.SMALL)) {
            house.create();
            new Run(house, new Random(seed)).run();
        }
    }

    private static final class Run {
        private final House house;
        private final Random random;
        private final Model model;
        private Mailbox mailbox;
        private int letters;

        Run(House house, Random random) throws Exception {
            this.house = house;
            this.random = random;
            this.mailbox = house.open();
            this.model = new Model(mailbox.folders());
        }

        void run() throws Exception {
            for (int step = 0; step < STEPS; step++) {
                step();
                if (random.nextInt(20) == 0) {
                    compare();
                }
            }
            compare();
            assertThat(house.mailboxes.verify(house.key, House.ALICE).problems())
                    .isEmpty();
            assertThat(house.mailboxes.verify(house.key, House.ALICE).garbage()).isEmpty();
        }

        private void step() throws Exception {
            switch (random.nextInt(12)) {
                case 0, 1, 2, 3 -> append();
                case 4, 5 -> store();
                case 6 -> copy(false);
                case 7 -> copy(true);
                case 8 -> expunge();
                case 9 -> tree();
                case 10 -> house.minutePasses();
                default -> restart();
            }
        }

        private void restart() throws Exception {
            mailbox.close();
            house.restart();
            mailbox = house.open();
        }

        private void append() throws Exception {
            String folder = anyFolder();
            var flags = anyFlags();
            byte[] content = ("Subject: letter " + letters++ + "\r\n\r\n" + "x".repeat(random.nextInt(300)))
                    .getBytes(StandardCharsets.UTF_8);
            var appended = mailbox.append(folder, List.of(new NewMessage(content, flags, 1_000)));
            model.append(folder, content, flags, appended.sequence());
        }

        private void store() throws Exception {
            String folder = anyFolder();
            long[] uids = anyUids(folder);
            var flags = anyFlags();
            var kind = FlagChange.Kind.values()[random.nextInt(3)];
            mailbox.store(id(folder), uids, new FlagChange(kind, flags), OptionalLong.empty());
            for (long uid : uids) {
                var letter = model.box(folder).letters.get(uid);
                if (letter != null) {
                    switch (kind) {
                        case ADD -> letter.flags.addAll(flags);
                        case REMOVE -> letter.flags.removeAll(flags);
                        case REPLACE -> {
                            letter.flags.clear();
                            letter.flags.addAll(flags);
                        }
                    }
                }
            }
        }

        private void copy(boolean move) throws Exception {
            String from = anyFolder();
            String to = anyFolder();
            long[] uids = anyUids(from);
            var copied = move ? mailbox.move(id(from), uids, to) : mailbox.copy(id(from), uids, to);
            model.copy(from, uids, to, copied.sequence(), move);
        }

        private void expunge() throws Exception {
            String folder = anyFolder();
            long[] uids = anyUids(folder);
            mailbox.expunge(id(folder), uids);
            model.remove(folder, uids, true);
        }

        private void tree() throws Exception {
            String name = "f" + random.nextInt(4);
            if (!model.folders.containsKey(name)) {
                mailbox.create(name, null);
                model.folders.put(name, new Model.Box());
            } else if (random.nextBoolean()) {
                mailbox.delete(name);
                model.folders.remove(name);
            } else {
                String other = "g" + letters++;
                mailbox.rename(name, other);
                model.folders.put(other, model.folders.remove(name));
            }
        }

        private String anyFolder() {
            return List.copyOf(model.folders.keySet()).get(random.nextInt(model.folders.size()));
        }

        private long[] anyUids(String folder) {
            long next = model.box(folder).next;
            return random.longs(random.nextInt(6), 1, next + 1).toArray();
        }

        private Set<String> anyFlags() {
            var flags = new TreeSet<String>();
            for (int i = random.nextInt(3); i > 0; i--) {
                flags.add(FLAGS.get(random.nextInt(FLAGS.size())));
            }
            return flags;
        }

        private long id(String folder) throws Exception {
            return mailbox.view(folder).folder().id();
        }

        private void compare() throws Exception {
            assertThat(mailbox.folders())
                    .extracting(Folder::name)
                    .containsExactlyInAnyOrderElementsOf(model.folders.keySet());
            for (var named : model.folders.entrySet()) {
                compare(mailbox.view(named.getKey()), named.getValue());
            }
        }

        private void compare(FolderView view, Model.Box box) throws Exception {
            long id = view.folder().id();
            assertThat(view.uids()).containsExactly(box.letters.keySet().toArray(Long[]::new));
            assertThat(view.folder().uidNext()).isEqualTo(box.next);
            var summaries = mailbox.summaries(id, view.uids());
            int index = 0;
            for (var letter : box.letters.values()) {
                var item = view.item(index);
                assertThat(item.flags()).containsExactlyInAnyOrderElementsOf(letter.flags);
                assertThat(item.bytes()).isEqualTo(letter.content.length);
                assertThat(House.read(mailbox, id, item.uid())).isEqualTo(letter.content);
                String text = new String(letter.content, StandardCharsets.UTF_8);
                assertThat(summaries.get(index).envelope().subject()).isEqualTo(text.substring(9, text.indexOf('\r')));
                index++;
            }
            long unseen = box.letters.values().stream()
                    .filter(letter -> !letter.flags.contains("\\Seen"))
                    .count();
            assertThat(view.folder().unseen()).isEqualTo((int) unseen);
            assertThat(view.folder().messages()).isEqualTo(box.letters.size());
        }
    }
}
