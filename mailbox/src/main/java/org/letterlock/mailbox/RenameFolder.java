package org.letterlock.mailbox;

import java.util.ArrayList;
import org.letterlock.crypt.TamperedException;
import org.letterlock.keyring.KeyUnavailableException;

/// Renames a folder with all below it; renaming INBOX moves its messages into a new folder and leaves
/// it empty (RFC 9051 §6.3.6).
record RenameFolder(String from, String to) implements Request<Folder> {
    @Override
    public Folder plan(Draft draft) throws Refused, KeyUnavailableException, TamperedException {
        var folder = draft.named(from, Refused.Code.NONEXISTENT);
        String wanted = FolderName.of(to);
        if (draft.folders().named(wanted) != null) {
            throw new Refused(Refused.Code.ALREADYEXISTS, "there is a folder of that name");
        }
        if (folder.name().equals(FolderName.INBOX)) {
            return emptyInbox(draft, folder, wanted);
        }
        if (wanted.startsWith(folder.name() + FolderName.SEPARATOR)) {
            throw new Refused(Refused.Code.CANNOT, "a folder cannot lie below itself");
        }
        CreateFolder.above(draft, wanted);
        for (var below : draft.folders().below(folder.name())) {
            String moved = wanted + below.name().substring(folder.name().length());
            draft.put(Counting.renamed(below, FolderName.of(moved)));
        }
        var renamed = Counting.renamed(folder, wanted);
        draft.put(renamed);
        return renamed;
    }

    private static Folder emptyInbox(Draft draft, Folder inbox, String wanted)
            throws Refused, KeyUnavailableException, TamperedException {
        CreateFolder.above(draft, wanted);
        var target = CreateFolder.make(draft, wanted, null);
        var source = draft.rows(inbox.id());
        if (source.size() > CopyMessages.MAX_ROWS) {
            throw new Refused(Refused.Code.LIMIT, "at most " + CopyMessages.MAX_ROWS + " messages at a time");
        }
        var rows = new ArrayList<Row>();
        for (int i = 0; i < source.size(); i++) {
            rows.add(source.at(i));
        }
        if (!rows.isEmpty()) {
            CopyMessages.bring(draft, inbox.id(), rows, target, true);
        }
        return draft.folder(target.id());
    }
}
