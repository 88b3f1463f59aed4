package org.letterlock.testbed;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Semaphore;
import java.util.regex.Pattern;

/// Somebody who works with the server until it is killed under his hands, remembers what was
/// acknowledged and what was asked for last, and looks afterwards.
sealed interface CrashWriter {
    /// Each acknowledgement releases one permit.
    Void untilItFails(Letterlock server, Semaphore acknowledged);

    void check(Letterlock server, String round) throws Exception;

    /// How much was acknowledged so far.
    int count();

    /// Sends letters to one mailbox.
    final class OfSmtp implements CrashWriter {
        private final int number;
        private final String user;
        private final String password;
        private final Random random;
        private final Map<String, String> delivered = new LinkedHashMap<>();
        private int letters;

        OfSmtp(int number, String user, String password, long seed) {
            this.number = number;
            this.user = user;
            this.password = password;
            this.random = new Random(seed);
        }

        @Override
        public Void untilItFails(Letterlock server, Semaphore acknowledged) {
            try (Session session = Session.plain(server.port("smtp"), server.certificate())) {
                session.reply();
                session.smtp("EHLO elsewhere.test", "250");
                while (true) {
                    String id = "s" + number + "-" + letters++;
                    byte[] letter = CrashTest.letter(id, random);
                    String text = new String(letter, StandardCharsets.US_ASCII);
                    String answer = session.letter("a@elsewhere.test", user, text.substring(0, text.length() - 2));
                    if (answer.startsWith("250")) {
                        delivered.put(id, text);
                        acknowledged.release();
                    }
                }
            } catch (Exception killed) {
                return null;
            }
        }

        @Override
        public void check(Letterlock server, String round) throws Exception {
            var found = new HashMap<String, String>();
            for (var letter : Box.read(server, user, password, "INBOX").values()) {
                found.put(letter.id(), letter.text());
            }
            delivered.forEach((id, text) -> assertThat(found.getOrDefault(id, "is lost"))
                    .as(round + ": " + id)
                    .endsWith(text));
        }

        @Override
        public int count() {
            return delivered.size();
        }
    }

    /// Works in two folders of its own: appends, flags, copies, moves, expunges.
    final class OfImap implements CrashWriter {
        private final String folder;
        private final String other;
        private final String user;
        private final String password;
        private final Random random;
        private final Map<String, String> texts = new HashMap<>();
        private Box acknowledged = new Box();
        private Box asked = new Box();
        private int letters;
        private int operations;

        OfImap(int number, String user, String password, long seed) {
            this.folder = "work" + number;
            this.other = "done" + number;
            this.user = user;
            this.password = password;
            this.random = new Random(seed);
        }

        @Override
        public Void untilItFails(Letterlock server, Semaphore permits) {
            try (Session session = Session.imap(server, user, password)) {
                session.imap("CREATE " + folder);
                session.imap("CREATE " + other);
                session.ok("SELECT " + folder);
                while (true) {
                    step(session);
                    acknowledged = asked;
                    operations++;
                    permits.release();
                }
            } catch (Exception killed) {
                return null;
            }
        }

        private void step(Session session) throws IOException {
            asked = acknowledged.copy();
            List<String> here = asked.in(folder);
            switch (here.size() < 3 ? 0 : random.nextInt(6)) {
                case 1 -> flag(session, some(here), random.nextBoolean() ? "\\Seen" : "$Work");
                case 2 -> move(session, some(here));
                case 3 -> copy(session, some(here));
                case 4 -> expunge(session, some(here));
                default -> append(session);
            }
        }

        private void append(Session session) throws IOException {
            String id = folder + "-" + letters++;
            byte[] letter = CrashTest.letter(id, random);
            texts.put(id, new String(letter, StandardCharsets.US_ASCII));
            asked.put(folder, id, "");
            session.send("t APPEND " + folder + " {" + letter.length + "+}\r\n");
            session.send(letter);
            session.send("\r\n");
            String answer = session.answer("t ");
            if (!answer.contains("t OK")) {
                throw new IOException(answer);
            }
        }

        private List<String> some(List<String> here) {
            int from = random.nextInt(here.size());
            return here.subList(from, Math.min(here.size(), from + 1 + random.nextInt(3)));
        }

        /// The UIDs of these letters, as the server has them now.
        private String uids(Session session, List<String> ids) throws IOException {
            var uids = new TreeSet<Long>();
            Box.list(session).forEach((uid, id) -> {
                if (ids.contains(id)) {
                    uids.add(uid);
                }
            });
            return String.join(",", uids.stream().map(String::valueOf).toList());
        }

        private void flag(Session session, List<String> ids, String flag) throws IOException {
            ids.forEach(id -> asked.put(folder, id, asked.flags(folder, id) + " " + flag));
            session.ok("UID STORE " + uids(session, ids) + " +FLAGS.SILENT (" + flag + ")");
        }

        private void move(Session session, List<String> ids) throws IOException {
            String uids = uids(session, ids);
            ids.forEach(id -> asked.put(other, id, asked.remove(folder, id)));
            session.ok("UID MOVE " + uids + " " + other);
        }

        private void copy(Session session, List<String> ids) throws IOException {
            String uids = uids(session, ids);
            ids.forEach(id -> asked.put(other, id, asked.flags(folder, id)));
            session.ok("UID COPY " + uids + " " + other);
        }

        private void expunge(Session session, List<String> ids) throws IOException {
            String uids = uids(session, ids);
            ids.forEach(id -> asked.put(folder, id, asked.flags(folder, id) + " \\Deleted"));
            session.ok("UID STORE " + uids + " +FLAGS.SILENT (\\Deleted)");
            acknowledged = asked;
            asked = acknowledged.copy();
            ids.forEach(id -> asked.remove(folder, id));
            session.ok("UID EXPUNGE " + uids);
        }

        /// The mailbox is exactly what was acknowledged, or that and all of what was asked for
        /// last.
        @Override
        public void check(Letterlock server, String round) throws Exception {
            var found = new Box();
            for (String name : List.of(folder, other)) {
                for (var letter : Box.read(server, user, password, name).values()) {
                    assertThat(letter.text()).as(round + ": " + letter.id()).isEqualTo(texts.get(letter.id()));
                    found.put(name, letter.id(), letter.flags());
                }
            }
            assertThat(found.toString()).as(round).isIn(acknowledged.toString(), asked.toString());
            acknowledged = found;
        }

        @Override
        public int count() {
            return operations;
        }
    }

    /// What is in folders: the letters by name, with their flags.
    final class Box {
        private static final Pattern FETCHED = Pattern.compile("\\* \\d+ FETCH \\(.*?UID (\\d+).*");
        private final Map<String, Map<String, String>> folders = new TreeMap<>();

        /// @param flags in order, without those that the server sets by itself
        record Found(String id, String flags, String text) {}

        Box copy() {
            var copy = new Box();
            folders.forEach((name, letters) -> copy.folders.put(name, new TreeMap<>(letters)));
            return copy;
        }

        List<String> in(String folder) {
            return new ArrayList<>(folders.getOrDefault(folder, Map.of()).keySet());
        }

        void put(String folder, String id, String flags) {
            var sorted = new TreeSet<>(List.of(flags.strip().split(" +")));
            sorted.remove("");
            folders.computeIfAbsent(folder, name -> new TreeMap<>()).put(id, String.join(" ", sorted));
        }

        String flags(String folder, String id) {
            return folders.getOrDefault(folder, Map.of()).getOrDefault(id, "");
        }

        String remove(String folder, String id) {
            String flags = folders.get(folder).remove(id);
            if (folders.get(folder).isEmpty()) {
                folders.remove(folder);
            }
            return flags;
        }

        @Override
        public String toString() {
            return folders.toString();
        }

        /// UID → the letter's name, of the selected folder.
        static Map<Long, String> list(Session session) throws IOException {
            var found = new TreeMap<Long, String>();
            String answer = session.ok("UID FETCH 1:* (UID BODY.PEEK[HEADER.FIELDS (SUBJECT)])");
            long uid = 0;
            for (String line : answer.split("\r\n")) {
                var fetched = FETCHED.matcher(line);
                uid = fetched.matches() ? Long.parseLong(fetched.group(1)) : uid;
                if (line.startsWith("Subject: ")) {
                    found.put(uid, line.substring(9));
                }
            }
            return found;
        }

        static Map<Long, Found> read(Letterlock server, String user, String password, String folder) throws Exception {
            var found = new TreeMap<Long, Found>();
            try (Session session = Session.imap(server, user, password)) {
                if (!session.imap("SELECT " + folder).contains("t OK")) {
                    return found;
                }
                for (var letter : list(session).entrySet()) {
                    String answer = session.ok("UID FETCH " + letter.getKey() + " (FLAGS BODY.PEEK[])");
                    found.put(letter.getKey(), new Found(letter.getValue(), flags(answer), body(answer)));
                }
            }
            return found;
        }

        private static String flags(String answer) {
            int from = answer.indexOf("FLAGS (") + 7;
            return answer.substring(from, answer.indexOf(')', from))
                    .replace("\\Recent", "")
                    .strip();
        }

        private static String body(String answer) {
            int from = answer.indexOf('}') + 3;
            int length = Integer.parseInt(answer.substring(answer.indexOf('{') + 1, from - 3));
            return answer.substring(from, from + length);
        }
    }
}
