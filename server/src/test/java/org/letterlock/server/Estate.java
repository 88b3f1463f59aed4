package org.letterlock.server;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.letterlock.crypt.Secret;
import org.letterlock.directory.Organization;
import org.letterlock.iam.Caller;
import org.letterlock.iam.Origin;
import org.letterlock.iam.Principal;
import org.letterlock.keyring.Client;
import org.letterlock.keyring.WrappedKey;
import org.letterlock.mailbox.FlagChange;
import org.letterlock.mailbox.Mailbox;
import org.letterlock.mailbox.NewMessage;
import org.letterlock.mailbox.Refused;
import org.letterlock.workmail.ForwardedKms;

/// What a server has after a while: two organizations, one under a key of its own, with mailboxes
/// in which letters lie, were flagged, copied, moved and expunged, pages were written, a grant was
/// taken back and made again.
final class Estate {
    static final Client READER = new Client("local", "reader", "password", "test");
    private static final FlagChange DELETED = new FlagChange(FlagChange.Kind.ADD, Set.of("\\Deleted"));
    private static final int LARGE = 2 << 20;

    /// The letters of each mailbox: `folder/UID` → bytes.
    final Map<WrappedKey, Map<String, byte[]>> letters = new HashMap<>();

    private final Random random = new Random(7);

    static Configuration configuration(Path folder) throws Exception {
        return Configuration.of(null, folder.resolve("data"), null, true);
    }

    static Caller.Signed administrator() {
        return new Caller.Signed(new Principal.Root("111122223333"), "AKIAIOSFODNN7EXAMPLE", Origin.IN_PROCESS);
    }

    /// @param between called now and then, while nothing is written
    void fill(Core core, Runnable between) throws Exception {
        var keys = new ArrayList<WrappedKey>();
        try (ForwardedKms kms = core.forwarded(administrator())) {
            Organization example = core.directory().createOrganization(kms.kms(), "example", "example.test", null);
            String own = core.kms(administrator()).createKey().keyMetadata().arn();
            Organization other = core.directory().createOrganization(kms.kms(), "other", "other.test", own);
            between.run();
            for (String name : List.of("alice", "bob")) {
                keys.add(user(core, example, name + "@example.test"));
                keys.add(user(core, other, name + "@other.test"));
                between.run();
            }
            core.kms(administrator())
                    .revokeGrant(grant -> grant.keyId(example.cmkArn()).grantId(example.grantId()));
            between.run();
            core.directory().grant(kms.kms(), example.id());
        }
        for (int i = 0; i < keys.size(); i++) {
            mailbox(core, keys.get(i), i, between);
        }
        between.run();
    }

    private static WrappedKey user(Core core, Organization organization, String email) throws Exception {
        try (Secret password = Secret.take("correct horse battery".getBytes(StandardCharsets.US_ASCII))) {
            return core.directory()
                    .createUser(organization.id(), email, "", password, key -> {
                        try {
                            core.mailboxes().create(key, READER);
                        } catch (Refused e) {
                            throw new IllegalStateException(e);
                        }
                    })
                    .mailbox();
        }
    }

    private void mailbox(Core core, WrappedKey key, int number, Runnable between) throws Exception {
        try (Mailbox mailbox = core.mailboxes().open(key, READER)) {
            long inbox = mailbox.view("INBOX").folder().id();
            for (int i = 1; i <= 60; i++) {
                boolean large = number == 0 && i == 20;
                mailbox.append("INBOX", List.of(new NewMessage(letter(i, large), Set.of("\\Flagged"), 1_000)));
                if (i % 8 == 5) {
                    mailbox.copy(inbox, new long[] {i}, "Archive");
                    mailbox.move(inbox, new long[] {i - 1}, "Archive");
                }
                if (i % 9 == 7) {
                    mailbox.store(inbox, new long[] {i - 4}, DELETED, OptionalLong.empty());
                    mailbox.expunge(inbox, new long[] {i - 4});
                }
                if (i % 10 == 0) {
                    between.run();
                }
            }
            letters.put(key, read(mailbox));
        }
    }

    /// With some hundred recipients, so that summaries fill the log and pages are written soon.
    private byte[] letter(int number, boolean large) {
        var text = new StringBuilder("From: a@elsewhere.test\r\nSubject: letter " + number + "\r\nTo: ");
        for (int i = 0; i < 300; i++) {
            text.append("recipient").append(random.nextInt()).append("@elsewhere.test,\r\n ");
        }
        text.append("last@elsewhere.test\r\n\r\n");
        byte[] head = text.toString().getBytes(StandardCharsets.US_ASCII);
        byte[] letter = Arrays.copyOf(head, head.length + (large ? LARGE : 300 + random.nextInt(2_000)));
        for (int i = head.length; i < letter.length; i++) {
            letter[i] = (byte) (random.nextInt(90) + 33);
        }
        return letter;
    }

    /// All letters that can be read; those that are said to be damaged are left out.
    static Map<String, byte[]> read(Mailbox mailbox) throws Exception {
        var found = new TreeMap<String, byte[]>();
        for (String folder : List.of("INBOX", "Archive")) {
            try {
                var view = mailbox.view(folder);
                for (long uid : view.uids()) {
                    byte[] letter = read(mailbox, view.folder().id(), uid);
                    if (letter != null) {
                        found.put(folder + "/" + uid, letter);
                    }
                }
            } catch (Refused e) {
                requireDamage(e);
            }
        }
        return found;
    }

    private static byte[] read(Mailbox mailbox, long folder, long uid) throws Exception {
        try (var content = mailbox.content(folder, uid)) {
            var out = new ByteArrayOutputStream();
            content.read(0, content.length(), out::write);
            return out.toByteArray();
        } catch (Refused e) {
            requireDamage(e);
            return null;
        }
    }

    private static void requireDamage(Refused e) {
        if (e.code() != Refused.Code.CORRUPTION) {
            throw new AssertionError("refused as " + e.code());
        }
    }

    /// How many letters are in some folder after a repair, which gives those that it finds without
    /// a folder one of their own. Each must have the bytes that it had.
    int found(WrappedKey key, Mailbox opened) throws Exception {
        var hashes = new HashSet<String>();
        letters.get(key).values().forEach(letter -> hashes.add(Arrays.hashCode(letter) + "/" + letter.length));
        int found = 0;
        for (var folder : opened.folders()) {
            for (long uid : opened.view(folder.id()).uids()) {
                byte[] letter = read(opened, folder.id(), uid);
                if (letter != null && hashes.contains(Arrays.hashCode(letter) + "/" + letter.length)) {
                    found++;
                }
            }
        }
        return found;
    }

    /// Whether every letter that can be read is the one that was written; and how many cannot be.
    int missing(WrappedKey key, Mailbox opened, String what) throws Exception {
        var expected = letters.get(key);
        var found = read(opened);
        found.forEach((name, letter) -> {
            if (!Arrays.equals(letter, expected.get(name))) {
                throw new AssertionError(what + ": " + name + " has other bytes");
            }
        });
        return expected.size() - found.size();
    }
}
