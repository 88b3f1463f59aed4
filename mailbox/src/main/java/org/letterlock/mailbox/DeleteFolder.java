package org.letterlock.mailbox;

/// Deletes an empty folder (RFC 9051 §6.3.5); the caller has expunged its messages. INBOX stays, and so
/// does a folder with others below it.
record DeleteFolder(String name) implements Request<Boolean> {
    /// @return false if there are messages left
    @Override
    public Boolean plan(Draft draft) throws Refused {
        var folder = check(draft, name);
        if (folder.messages() > 0) {
            return false;
        }
        draft.drop(folder.id());
        return true;
    }

    static Folder check(Draft draft, String name) throws Refused {
        return check(draft.named(name, Refused.Code.NONEXISTENT), draft.folders());
    }

    static Folder check(Folder folder, Folders folders) throws Refused {
        if (folder.name().equals(FolderName.INBOX)) {
            throw new Refused(Refused.Code.CANNOT, "INBOX cannot be deleted");
        }
        if (!folders.below(folder.name()).isEmpty()) {
            throw new Refused(Refused.Code.HASCHILDREN, "there are folders below it: delete these first");
        }
        return folder;
    }
}
