package org.letterlock.mailbox;

/// Subscribes a folder or ends that (RFC 9051 §6.3.7, §6.3.8).
record SubscribeFolder(String name, boolean subscribed) implements Request<Folder> {
    @Override
    public Folder plan(Draft draft) throws Refused {
        var folder = draft.named(name, Refused.Code.NONEXISTENT);
        if (folder.subscribed() != subscribed) {
            draft.put(Counting.subscribed(folder, subscribed));
        }
        return draft.folder(folder.id());
    }
}
