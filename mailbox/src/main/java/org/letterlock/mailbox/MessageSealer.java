package org.letterlock.mailbox;

import java.util.ArrayList;
import java.util.List;
import org.letterlock.crypt.SealedStream;
import org.letterlock.keyring.KeyLease;
import org.letterlock.keyring.KeyUnavailableException;
import org.letterlock.keyring.MessageKey;
import org.letterlock.message.Mime;
import org.letterlock.store.StoredRecord;

/// Gives each message its own key (DP-4), seals its content under that and the key under the mailbox
/// key (DP-5, DP-8), and stages both. Runs outside the writer lock: messages of many clients are sealed
/// at once. Thread-safe.
final class MessageSealer {
    /// What one append may bring.
    static final int MAX_MESSAGES = 1_000;

    private final Records records;
    private final ContentWriter writer;

    MessageSealer(Records records, ContentWriter writer) {
        this.records = records;
        this.writer = writer;
    }

    /// Refuses, before anything is staged, what the commit would refuse.
    static void precheck(State state, String folder, List<NewMessage> messages) throws Refused {
        if (state.folders().named(FolderName.of(folder)) == null) {
            throw new Refused(Refused.Code.TRYCREATE, "no such folder");
        }
        if (messages.size() > MAX_MESSAGES) {
            throw new Refused(Refused.Code.LIMIT, "at most " + MAX_MESSAGES + " messages at a time");
        }
        long bytes =
                messages.stream().mapToLong(message -> message.content().length).sum();
        if (state.folders().bytes() + bytes > state.counters().limitBytes()) {
            throw new Refused(Refused.Code.OVERQUOTA, "the mailbox is full");
        }
        for (var message : messages) {
            if (message.internalDate() < 0) {
                throw new Refused(Refused.Code.CANNOT, "a date before 1970");
            }
            Keywords.NONE.with(message.flags()).mask(message.flags());
        }
    }

    List<AppendMessages.Prepared> stage(KeyLease lease, List<Long> mids, List<NewMessage> messages)
            throws KeyUnavailableException.Expired {
        var prepared = new ArrayList<AppendMessages.Prepared>();
        for (int i = 0; i < messages.size(); i++) {
            prepared.add(stage(lease, mids.get(i), messages.get(i)));
        }
        return prepared;
    }

    private AppendMessages.Prepared stage(KeyLease lease, long mid, NewMessage message)
            throws KeyUnavailableException.Expired {
        byte[] content = message.content();
        var parsed = Mime.parse(content, Mime.Limits.DEFAULT);
        byte[] payload = writer.payload(content, parsed.structure());
        var staged = new ArrayList<StoredRecord>();
        try (var key = MessageKey.random()) {
            var pieces = SealedStream.seal(key.secret(), records.contentPlace(mid), payload);
            for (int number = 0; number < pieces.size(); number++) {
                staged.add(new StoredRecord(records.piece(mid, number), pieces.get(number)));
            }
            staged.add(new StoredRecord(records.messageKey(mid), records.wrap(lease, mid, key)));
        }
        records.engine().stage(staged);
        byte[] summary = MessageSummary.encode(parsed, content, payload.length);
        return new AppendMessages.Prepared(mid, message.flags(), message.internalDate(), content.length, summary);
    }
}
