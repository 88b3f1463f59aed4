package org.letterlock.testbed;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Taking the key back, measured at every door of a whole server in real time: from the moment at which
/// `RevokeGrant` or `DisableKey` was asked for to the last success.
class RevocationTest {
    private static final String PASSWORD = "correct horse battery";
    private static final String TEXT = "From: a@elsewhere.test\r\nSubject: s\r\n\r\n" + "0123456789 ".repeat(50);
    /// How long the doors are tried after the key was taken back.
    private static final Duration WATCH = Duration.ofSeconds(75);

    private static final int LARGE = 24_000_000;

    /// Between two tries at a door: what the measurement can be wrong by.
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final Map<String, Long> lastSuccess = new ConcurrentHashMap<>();
    private final CountDownLatch never = new CountDownLatch(1);
    private final CompletableFuture<Long> closed = new CompletableFuture<>();

    @Test
    @Timeout(value = 300, unit = TimeUnit.SECONDS)
    void everyDoorIsClosedWithinAMinute(@TempDir Path home) throws Exception {
        try (Letterlock server = Letterlock.serve(home);
                ExecutorService doors = Executors.newVirtualThreadPerTaskExecutor()) {
            try {
                takeBackAndGiveAgain(server, doors);
            } finally {
                closed.complete(System.nanoTime() - WATCH.toNanos());
            }
        }
    }

    private void takeBackAndGiveAgain(Letterlock server, ExecutorService doors) throws Exception {
        JsonNode example = server.organization("example", PASSWORD, "alice");
        server.organization("other", PASSWORD, "olga");
        JsonNode key = server.json("kms", "create-key");
        String keyArn = key.path("keyArn").asText();
        server.json("org", "create", "--alias", "own", "--domain", "own.test", "--kms-key", keyArn);
        server.user("own", "owen@own.test", PASSWORD);
        for (String address : List.of("alice@example.test", "olga@other.test", "owen@own.test")) {
            assertThat(deliver(server, address)).startsWith("250");
        }
        Session idle = Session.imap(server, "alice@example.test", PASSWORD);
        idle.ok("SELECT INBOX");
        assertThat(idle.ok("UID FETCH 1 (BODY.PEEK[])")).contains("0123456789");
        idle.send("i IDLE\r\n");
        assertThat(idle.line()).startsWith("+");
        List<Future<?>> watched = new ArrayList<>();
        watchDoors(server, "alice@example.test", "grant", watched, doors);
        watchDoors(server, "owen@own.test", "key", watched, doors);
        watchDoors(server, "olga@other.test", "other", watched, doors);
        long asked = System.nanoTime();
        server.json(
                "kms",
                "revoke-grant",
                "--key",
                example.path("kmsKeyArn").asText(),
                "--grant",
                example.path("grantId").asText());
        server.json("kms", "disable-key", "--key", keyArn);
        long done = System.nanoTime();
        closed.complete(done);
        for (Future<?> door : watched) {
            door.get();
        }
        idle.send("DONE\r\n");
        idle.answer("i OK");
        assertThat(idle.imap("UID FETCH 1 (BODY.PEEK[])"))
                .contains("t NO [UNAVAILABLE]")
                .doesNotContain("0123456789");
        idle.close();
        print(done - asked, done);
        lastSuccess.forEach((door, at) -> judge(door, (at - done) / 1e9));
        server.json("org", "grant", "--org", "example");
        server.json("kms", "enable-key", "--key", keyArn);
        for (String address : List.of("alice@example.test", "owen@own.test")) {
            try (Session again = openedAgain(server, address)) {
                again.ok("SELECT INBOX");
                int letters = again.ok("UID SEARCH ALL")
                                .lines()
                                .findFirst()
                                .orElse("")
                                .split(" ")
                                .length
                        - 2;
                assertThat(letters).isPositive();
                String all = again.ok("UID FETCH 1:* (BODY.PEEK[])");
                assertThat(all.split("0123456789 0123456789", -1).length - 1).isGreaterThanOrEqualTo(letters);
                again.ok("SELECT Large");
                assertThat(again.ok("FETCH 1 (RFC822.SIZE BODY.PEEK[]<23999000.2000>)"))
                        .contains("0123456789");
            }
        }
    }

    /// A refusal is remembered for a little more than a second.
    private Session openedAgain(Letterlock server, String address) throws Exception {
        for (int tries = 1; ; tries++) {
            try {
                return Session.imap(server, address, PASSWORD);
            } catch (IOException refused) {
                if (tries == 10) {
                    throw refused;
                }
                never.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
            }
        }
    }

    private static void judge(String door, double seconds) {
        if (door.startsWith("other")) {
            assertThat(seconds).as(door + " stays open").isGreaterThan(60);
        } else {
            // A try is timed when it is over; what was read just before the end may be counted a little after it.
            assertThat(seconds).as(door + " is closed").isLessThanOrEqualTo(61);
        }
    }

    private void print(long took, long done) {
        System.out.printf("revocation: asked and done in %.1f s; last success after it, seconds:%n", took / 1e9);
        lastSuccess.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(door -> System.out.printf("  %-30s %6.1f%n", door.getKey(), (door.getValue() - done) / 1e9));
    }

    private void watchDoors(Letterlock server, String user, String name, List<Future<?>> watched, ExecutorService doors)
            throws Exception {
        watched.add(slowFetch(server, user, name, doors));
        Session busy = Session.imap(server, user, PASSWORD);
        busy.ok("SELECT INBOX");
        watched.add(watch(
                doors, name + " busy imap", () -> contains(busy.imap("UID FETCH 1 (BODY.PEEK[])"), "0123456789")));
        watched.add(watch(doors, name + " new log-in", () -> {
            try (Session session = Session.tls(server.port("imaps"), server.certificate())) {
                session.line();
                return contains(session.imap("LOGIN " + user + " \"" + PASSWORD + "\""), "t OK");
            }
        }));
        watched.add(
                watch(doors, name + " reception", () -> deliver(server, user).startsWith("250")));
        watched.add(watch(doors, name + " submission", () -> {
            try (Session session = Session.submission(server, user, PASSWORD)) {
                return session.letter(user, user, TEXT.replace("a@elsewhere.test", user))
                        .startsWith("250");
            }
        }));
    }

    private boolean watching() {
        return !closed.isDone() || System.nanoTime() - closed.join() < WATCH.toNanos();
    }

    /// A FETCH of a large letter whose reader takes a few kilobytes at a time: it is under way when the key
    /// is taken back, and would be for ten minutes more.
    private Future<?> slowFetch(Letterlock server, String user, String name, ExecutorService doors) throws Exception {
        Session session = Session.slowImap(server, user, PASSWORD);
        session.ok("CREATE Large");
        session.send("t APPEND Large {" + LARGE + "+}\r\n");
        session.send("Subject: large\r\n\r\n");
        byte[] line = "0123456789".repeat(7).concat("01234\r\n").getBytes(StandardCharsets.US_ASCII);
        for (int left = LARGE - 18; left > 0; left -= line.length) {
            session.send(left >= line.length ? line : Arrays.copyOf(line, left));
        }
        session.send("\r\n");
        assertThat(session.answer("t ")).contains("t OK");
        session.ok("SELECT Large");
        session.send("t FETCH 1 BODY.PEEK[]\r\n");
        return doors.submit(() -> {
            byte[] few = new byte[4096];
            try (session) {
                while (watching() && session.read(few) > 0) {
                    lastSuccess.put(name + " fetch in flight", System.nanoTime());
                    never.await(100, TimeUnit.MILLISECONDS);
                }
            } catch (IOException cut) {
                return null;
            }
            return null;
        });
    }

    private static boolean contains(String answer, String wanted) {
        return answer.contains(wanted);
    }

    private static String deliver(Letterlock server, String to) throws Exception {
        try (Session session = Session.plain(server.port("smtp"), server.certificate())) {
            session.reply();
            session.smtp("EHLO elsewhere.test", "250");
            return session.letter("a@elsewhere.test", to, TEXT);
        }
    }

    private Future<?> watch(ExecutorService doors, String name, Callable<Boolean> door) throws Exception {
        assertThat(door.call()).as(name + " at first").isTrue();
        lastSuccess.put(name, System.nanoTime());
        return doors.submit(() -> {
            while (watching() && !never.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS)) {
                try {
                    if (door.call()) {
                        lastSuccess.put(name, System.nanoTime());
                    }
                } catch (IOException refused) {
                    continue;
                }
            }
            return null;
        });
    }
}
