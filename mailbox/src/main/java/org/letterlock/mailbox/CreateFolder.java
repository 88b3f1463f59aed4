package org.letterlock.mailbox;

import org.jspecify.annotations.Nullable;

/// Makes a folder and what is missing above it (RFC 9051 §6.3.4). New folders are subscribed.
record CreateFolder(String name, @Nullable SpecialUse use) implements Request<Folder> {
    static final int MAX_FOLDERS = 5_000;

    @Override
    public Folder plan(Draft draft) throws Refused {
        String wanted = FolderName.of(name);
        if (draft.folders().named(wanted) != null) {
            throw new Refused(Refused.Code.ALREADYEXISTS, "there is a folder of that name");
        }
        above(draft, wanted);
        return make(draft, wanted, use);
    }

    /// Makes what is missing above `name`.
    static void above(Draft draft, String name) throws Refused {
        for (String above : FolderName.above(name)) {
            if (draft.folders().named(above) == null) {
                make(draft, above, null);
            }
        }
    }

    static Folder make(Draft draft, String name, @Nullable SpecialUse use) throws Refused {
        if (draft.folders().size() >= MAX_FOLDERS) {
            throw new Refused(Refused.Code.LIMIT, "a mailbox has at most " + MAX_FOLDERS + " folders");
        }
        var before = draft.counters();
        draft.counters(before.afterFolder(draft.now()));
        var folder =
                Counting.empty(before.nextFolder(), name, use, draft.counters().uidValidity(), draft.sequence());
        draft.put(folder);
        return folder;
    }
}
