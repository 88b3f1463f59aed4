package org.letterlock.imap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.letterlock.imap.Sessions.Answer;
import org.letterlock.imap.Sessions.Client;

/// Several clients change one folder at the same time. Each believes only what it is told, which must
/// never contradict what it was told before; in the end all believe the same.
class ConcurrencyTest {
    private static final int CLIENTS = 4;
    private static final int COMMANDS = 60;
    private static final Pattern UNTAGGED = Pattern.compile("\\* (\\d+) (EXISTS|EXPUNGE|FETCH)(.*)", Pattern.DOTALL);

    /// What one client knows.
    private static final class Believer {
        private final Client client;
        private final Random random;
        private int messages;

        Believer(Client client, long seed) throws IOException {
            this.client = client;
            this.random = new Random(seed);
            hear("SELECT", client.ok("SELECT INBOX"));
        }

        private void hear(String command, Answer answer) {
            for (String line : answer.lines()) {
                Matcher told = UNTAGGED.matcher(line);
                if (!told.matches()) {
                    continue;
                }
                int number = Integer.parseInt(told.group(1));
                switch (told.group(2)) {
                    case "EXISTS" -> {
                        assertThat(number)
                                .as("%s: EXISTS never shrinks", command)
                                .isGreaterThanOrEqualTo(messages);
                        messages = number;
                    }
                    case "EXPUNGE" -> {
                        assertThat(command)
                                .as("no EXPUNGE here")
                                .doesNotStartWith("FETCH")
                                .doesNotStartWith("STORE");
                        assertThat(number).as(command).isBetween(1, messages);
                        messages--;
                    }
                    default -> assertThat(number).as(command).isBetween(1, messages);
                }
            }
        }

        private void act() throws IOException {
            String any = messages == 0 ? "1:*" : Integer.toString(1 + random.nextInt(messages));
            String command = switch (random.nextInt(8)) {
                case 0, 1 -> "APPEND INBOX {2+}\r\nhi";
                case 2 -> "STORE " + any + " +FLAGS (\\Deleted)";
                case 3 -> "STORE " + any + " -FLAGS.SILENT (\\Flagged)";
                case 4 -> "EXPUNGE";
                case 5 -> "FETCH " + any + " (UID FLAGS BODY.PEEK[])";
                case 6 -> "MOVE " + any + " INBOX";
                default -> "COPY " + any + " INBOX";
            };
            hear(command, client.ok(command));
        }
    }

    @Test
    void allBelieveTheSameInTheEnd() throws Exception {
        try (Sessions sessions = new Sessions();
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Believer> believers = new ArrayList<>();
            for (int i = 0; i < CLIENTS; i++) {
                believers.add(new Believer(sessions.alice(), i));
            }
            List<Future<?>> running = new ArrayList<>();
            for (Believer believer : believers) {
                running.add(threads.submit(() -> {
                    for (int i = 0; i < COMMANDS; i++) {
                        believer.act();
                    }
                    return null;
                }));
            }
            for (Future<?> one : running) {
                one.get();
            }
            List<String> truth = sessions.inbox().ok("FETCH 1:* UID").lines();
            for (Believer believer : believers) {
                believer.hear("NOOP", believer.client.ok("NOOP"));
                assertThat(believer.client.ok("FETCH 1:* UID").lines()).isEqualTo(truth);
                assertThat(believer.messages).isEqualTo(truth.size());
            }
        }
    }
}
