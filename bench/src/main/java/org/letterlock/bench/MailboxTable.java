package org.letterlock.bench;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.letterlock.keyring.Client;
import org.letterlock.keyring.Keyring;
import org.letterlock.keyring.WrappedKey;
import org.letterlock.mailbox.Mailbox;
import org.letterlock.mailbox.Mailboxes;
import org.letterlock.mailbox.NewMessage;
import org.letterlock.store.RecordEngine;

/// `bench mailbox`: durable appends, 10,000 envelopes, 1,000,000 index rows, and whole bodies, on
/// RocksDB with real keys and no KMS. The million rows are copies of 10,000 messages.
final class MailboxTable implements Measurement {
    private static final Client CLIENT = new Client("bench", "bench", "", "imap");
    private static final long BUDGET = 1L << 30;
    private static final int MESSAGES = 10_000;

    @Override
    public String summary() {
        return "mailboxes: appends, envelopes, index rows, bodies [--dir DIR] (some minutes)";
    }

    @Override
    public void run(List<String> arguments, PrintStream out) throws Exception {
        boolean quick = arguments.contains("--quick");
        try (var scratch = new ScratchStore(arguments);
                var engine = scratch.open("mailbox");
                var keyring = new Keyring(new EchoKms(), InstantSource.system(), System::nanoTime)) {
            var key = keyring.create(UUID.randomUUID(), "arn:bench", EchoKms.CMK, UUID.randomUUID());
            var bench = new Bench(engine, keyring, key, out);
            bench.appends(quick ? 2_000 : MESSAGES);
            bench.envelopes();
            bench.bodies(quick ? 500 : 5_000);
            bench.rows(quick ? 10 : 100);
        }
    }

    private record Bench(RecordEngine engine, Keyring keyring, WrappedKey key, PrintStream out) {
        private Mailboxes mailboxes() {
            return new Mailboxes(engine, keyring, InstantSource.system(), BUDGET);
        }

        private void appends(int count) throws Exception {
            try (var mailboxes = mailboxes();
                    var mailbox = open(mailboxes)) {
                append(mailbox, 8, 2_000);
                for (int threads : new int[] {1, 8, 64}) {
                    var nanos = new ArrayList<Long>();
                    long start = System.nanoTime();
                    nanos.addAll(append(mailbox, threads, count));
                    double seconds = (System.nanoTime() - start) / 1e9;
                    Collections.sort(nanos);
                    out.printf(
                            "append 2 KiB, one mailbox, %2d connections: %,8.0f/s   p50 %.2f ms   p99 %.2f ms%n",
                            threads,
                            count / seconds,
                            nanos.get(nanos.size() / 2) / 1e6,
                            nanos.get(nanos.size() * 99 / 100) / 1e6);
                }
            }
            cold("cold open and append", mailbox -> append(mailbox, 1, 1));
        }

        private Mailbox open(Mailboxes mailboxes) throws Exception {
            mailboxes.create(key, CLIENT);
            return mailboxes.open(key, CLIENT);
        }

        private static List<Long> append(Mailbox mailbox, int threads, int count) throws Exception {
            var nanos = Collections.synchronizedList(new ArrayList<Long>());
            try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
                var all = new ArrayList<Future<?>>();
                for (int thread = 0; thread < threads; thread++) {
                    int number = thread;
                    all.add(pool.submit(() -> {
                        for (int i = number; i < count; i += threads) {
                            var letter = new NewMessage(letter(i, 2_048), Set.of(), 1_700_000_000 + i);
                            long start = System.nanoTime();
                            mailbox.append("INBOX", List.of(letter));
                            nanos.add(System.nanoTime() - start);
                        }
                        return null;
                    }));
                }
                for (var one : all) {
                    one.get();
                }
            }
            return nanos;
        }

        private void envelopes() throws Exception {
            try (var mailboxes = mailboxes();
                    var mailbox = open(mailboxes)) {
                var view = mailbox.view("INBOX");
                long[] all = view.uids();
                long[] uids = Arrays.copyOf(all, Math.min(MESSAGES, all.length));
                long folder = view.folder().id();
                best("envelopes of " + uids.length, 20, () -> mailbox.summaries(folder, uids));
            }
        }

        private void bodies(int times) throws Exception {
            try (var mailboxes = mailboxes();
                    var mailbox = open(mailboxes)) {
                mailbox.create("bodies", null);
                var letters = List.of(letter(1, 50 * 1024), attachment(1 << 20), noise(1 << 20));
                for (byte[] letter : letters) {
                    mailbox.append("bodies", List.of(new NewMessage(letter, Set.of(), 1)));
                }
                long folder = mailbox.view("bodies").folder().id();
                var names = List.of("50 KiB of text", "1 MiB, an attachment in base64", "1 MiB, not compressible");
                for (int i = 0; i < names.size(); i++) {
                    long uid = i + 1L;
                    long length = letters.get(i).length;
                    long nanos = Long.MAX_VALUE;
                    for (int round = 0; round < 5; round++) {
                        int reads = (int) Math.max(20, times * 50L * 1024 / length);
                        long start = System.nanoTime();
                        for (int read = 0; read < reads; read++) {
                            try (var content = mailbox.content(folder, uid)) {
                                content.read(0, content.length(), (bytes, offset, count) -> {});
                            }
                        }
                        nanos = Math.min(nanos, (System.nanoTime() - start) / reads);
                    }
                    out.printf(
                            "body of %-32s %,8.1f µs   %,6.0f MB/s%n", names.get(i), nanos / 1e3, length * 1e3 / nanos);
                }
            }
        }

        private void rows(int copies) throws Exception {
            int rows;
            try (var mailboxes = mailboxes();
                    var mailbox = open(mailboxes)) {
                var view = mailbox.view("INBOX");
                long[] uids = Arrays.copyOf(view.uids(), Math.min(MESSAGES, view.size()));
                long inbox = view.folder().id();
                mailbox.create("big", null);
                for (int i = 0; i < copies; i++) {
                    mailbox.copy(inbox, uids, "big");
                }
                rows = mailbox.view("big").size();
                out.printf("memory: %,d bytes for %,d rows%n", mailboxes.bytesInMemory(), rows);
            }
            cold("select " + rows + " rows, cold", mailbox -> mailbox.view("big"));
        }

        private interface Step {
            void run(Mailbox mailbox) throws Exception;
        }

        private interface Timed {
            void run() throws Exception;
        }

        /// With nothing of the mailbox in memory, the key apart.
        private void cold(String what, Step step) throws Exception {
            long nanos = Long.MAX_VALUE;
            for (int i = 0; i < 10; i++) {
                try (var mailboxes = mailboxes()) {
                    long start = System.nanoTime();
                    try (var mailbox = mailboxes.open(key, CLIENT)) {
                        step.run(mailbox);
                        nanos = Math.min(nanos, System.nanoTime() - start);
                    }
                }
            }
            out.printf("%-40s %8.2f ms (best of 10)%n", what, nanos / 1e6);
        }

        private void best(String what, int times, Timed timed) throws Exception {
            long nanos = Long.MAX_VALUE;
            for (int i = 0; i < times; i++) {
                long start = System.nanoTime();
                timed.run();
                nanos = Math.min(nanos, System.nanoTime() - start);
            }
            out.printf("%-40s %8.2f ms (best of %d)%n", what, nanos / 1e6, times);
        }
    }

    private static byte[] letter(int number, int bytes) {
        var text = new StringBuilder(
                "From: Ada Lovelace <ada@example.test>\r\nTo: Charles Babbage <charles@example.test>\r\n"
                        + "Subject: Notes on the engine, part " + number + "\r\nMessage-ID: <" + number
                        + "@example.test>\r\nDate: Tue, 24 Nov 2026 10:00:00 +0000\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n");
        var random = new Random(number);
        while (text.length() < bytes) {
            text.append(Integer.toString(random.nextInt(100_000), 36)).append(random.nextInt(12) == 0 ? "\r\n" : " ");
        }
        return text.substring(0, bytes).getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] attachment(int bytes) {
        var raw = new byte[bytes * 3 / 4 * 76 / 78];
        new Random(1).nextBytes(raw);
        return ("Subject: x\r\nContent-Transfer-Encoding: base64\r\n\r\n"
                        + Base64.getMimeEncoder().encodeToString(raw))
                .getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] noise(int bytes) {
        var raw = new byte[bytes];
        new Random(1).nextBytes(raw);
        return raw;
    }
}
