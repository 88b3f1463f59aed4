package org.letterlock.mailbox;

import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.letterlock.keyring.Client;
import org.letterlock.keyring.Keyring;
import org.letterlock.keyring.WrappedKey;
import org.letterlock.store.MemoryEngine;
import org.letterlock.store.RecordEngine;

/// One mailbox on an engine, with a real keyring over a fake KMS.
final class House implements AutoCloseable {
    static final Options SMALL = new Options(3, 7, 4_000, 1 << 20, 1L << 30);
    /// Thousands of lines about damage that is meant; held so that the level stays.
    private static final List<Logger> QUIET =
            List.of(Logger.getLogger(Damage.class.getName()), Logger.getLogger(Ledger.class.getName()));
    static final Client ALICE = new Client("node", "alice", "password", "imap");

    final RecordEngine engine;
    final FakeKms kms = new FakeKms();
    final FakeTime time = new FakeTime();
    final Keyring keyring;
    final WrappedKey key;
    private final Options options;
    Mailboxes mailboxes;
    private final List<Mailboxes> all = new ArrayList<>();

    House() throws Exception {
        this(new MemoryEngine(), Options.DEFAULT);
    }

    House(RecordEngine engine, Options options) throws Exception {
        QUIET.forEach(logger -> logger.setLevel(Level.OFF));
        this.engine = engine;
        this.options = options;
        keyring = new Keyring(kms, time, time::nanos);
        var organization = UUID.randomUUID();
        String arn = "arn:aws:workmail:eu-west-1:111122223333:organization/m-" + "0".repeat(32);
        key = keyring.create(organization, arn, FakeKms.CMK, UUID.randomUUID());
        mailboxes = another();
    }

    void create() throws Exception {
        mailboxes.create(key, ALICE);
    }

    /// Another owner of the same store, as after a restart.
    Mailboxes another() {
        return on(engine);
    }

    /// An owner of another store.
    Mailboxes on(RecordEngine other) {
        var another = new Mailboxes(other, keyring, time, options, 1 << 20);
        all.add(another);
        return another;
    }

    void restart() {
        mailboxes = another();
    }

    Mailbox open() throws Exception {
        return mailboxes.open(key, ALICE);
    }

    void minutePasses() {
        time.pass(Duration.ofSeconds(61));
        keyring.tick();
    }

    static NewMessage message(String text, String... flags) {
        return new NewMessage(
                ("Subject: " + text).getBytes(java.nio.charset.StandardCharsets.UTF_8), Set.of(flags), 1_700_000_000);
    }

    static byte[] read(Mailbox mailbox, long folder, long uid) throws Exception {
        try (var content = mailbox.content(folder, uid)) {
            return read(content, 0, content.length());
        }
    }

    static byte[] read(Content content, long offset, long length) throws Exception {
        var out = new ByteArrayOutputStream();
        content.read(offset, length, out::write);
        return out.toByteArray();
    }

    @Override
    public void close() {
        all.forEach(Mailboxes::close);
        keyring.close();
    }
}
