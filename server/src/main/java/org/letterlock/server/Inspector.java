package org.letterlock.server;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.letterlock.directory.Directory;
import org.letterlock.directory.Organization;
import org.letterlock.keyring.Client;
import org.letterlock.keyring.KeyUnavailableException;
import org.letterlock.keyring.WrappedKey;
import org.letterlock.kms.EmbeddedKms;
import org.letterlock.mailbox.Mailboxes;
import org.letterlock.store.Kind;
import org.letterlock.store.RecordEngine;
import org.letterlock.trail.Trail;

/// Walks everything stored, beside a running server or offline. Mailboxes and users whose key is
/// refused are named, and are no problem of the store.
record Inspector(RecordEngine engine, EmbeddedKms kms, Trail trail, Directory directory, Mailboxes mailboxes) {
    private static final Set<Kind> OF_MAILBOXES =
            EnumSet.of(Kind.HEAD, Kind.LOG, Kind.INDEX, Kind.SUMMARY, Kind.KEY, Kind.CONTENT);

    /// Is told how far the walk is; must not block for long.
    interface Progress {
        void at(String doing, int done, int of);
    }

    Inspection run(Progress progress) {
        progress.at("the store's files", 0, 1);
        List<String> problems = new ArrayList<>(engine.verify());
        progress.at("keys, trail and directory", 0, 1);
        problems.addAll(kms.verify());
        problems.addAll(trail.verify());
        List<String> unreadable = new ArrayList<>();
        problems.addAll(
                directory.verify(closed -> unreadable.add("users of organization " + Organization.idText(closed))));
        List<WrappedKey> keys = directory.mailboxes();
        List<String> garbage = new ArrayList<>();
        int messages = 0;
        for (int i = 0; i < keys.size(); i++) {
            progress.at("mailbox " + keys.get(i).owner(), i, keys.size());
            messages += mailbox(keys.get(i), problems, garbage, unreadable);
        }
        strangers(keys).forEach(id -> garbage.add("partition " + id + " is of no mailbox that the directory knows"));
        return new Inspection(keys.size(), messages, trail.size(), unreadable, problems, garbage);
    }

    private int mailbox(WrappedKey key, List<String> problems, List<String> garbage, List<String> unreadable) {
        String name = "mailbox " + key.owner();
        try {
            var found = mailboxes.verify(key, Client.job(Core.NODE, "verify"));
            found.problems().forEach(problem -> problems.add(name + ": " + problem));
            found.garbage().forEach(left -> garbage.add(name + ": " + left));
            return found.messages();
        } catch (KeyUnavailableException e) {
            unreadable.add(name);
            return 0;
        }
    }

    /// Partitions with a mailbox's records that no user has: left by a user's creation that did not
    /// end.
    private Set<UUID> strangers(List<WrappedKey> keys) {
        var strangers = new TreeSet<UUID>();
        OF_MAILBOXES.forEach(kind -> engine.partitions(kind, strangers::add));
        keys.forEach(key -> strangers.remove(key.owner()));
        return strangers;
    }
}
