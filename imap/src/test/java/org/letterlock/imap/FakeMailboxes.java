package org.letterlock.imap;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.letterlock.keyring.KeyUnavailableException;
import org.letterlock.mailbox.Appended;
import org.letterlock.mailbox.Change;
import org.letterlock.mailbox.Content;
import org.letterlock.mailbox.Copied;
import org.letterlock.mailbox.FlagChange;
import org.letterlock.mailbox.Folder;
import org.letterlock.mailbox.FolderView;
import org.letterlock.mailbox.Item;
import org.letterlock.mailbox.Mailbox;
import org.letterlock.mailbox.NewMessage;
import org.letterlock.mailbox.Refused;
import org.letterlock.mailbox.SpecialUse;
import org.letterlock.mailbox.Summary;
import org.letterlock.message.Mime;

/// One mailbox in memory, in the clear, whose key and content can be made to fail at will. For what the
/// real mailbox cannot be brought to do on command; whatever can be tested with the real one is.
final class FakeMailboxes implements Sessions.Opener {
    /// While set, every access says that the key is refused.
    volatile boolean keyRefused;
    /// While set, content fails after so many bytes.
    volatile long breakAfter = Long.MAX_VALUE;
    /// While set, content does not open.
    volatile Set<Long> damaged = Set.of();

    private final Map<Long, State> folders = new TreeMap<>();
    private final Map<Long, byte[]> contents = new ConcurrentHashMap<>();
    private final Map<Long, List<Consumer<Change>>> listeners = new ConcurrentHashMap<>();
    private final AtomicLong origins = new AtomicLong();
    private long sequence;
    private long nextFolder = 1;
    private long nextMid = 1;

    FakeMailboxes() {
        add("INBOX", null);
        add("Sent", SpecialUse.SENT);
        add("Trash", SpecialUse.TRASH);
    }

    private static final class State {
        final long id;
        String name;
        final @Nullable SpecialUse use;
        boolean subscribed = true;
        long uidNext = 1;
        final List<Item> items = new ArrayList<>();

        State(long id, String name, @Nullable SpecialUse use) {
            this.id = id;
            this.name = name;
            this.use = use;
        }

        Folder snapshot(long sequence) {
            int unseen = (int) items.stream()
                    .filter(item -> !item.flags().contains("\\Seen"))
                    .count();
            long bytes = items.stream().mapToLong(Item::bytes).sum();
            return new Folder(id, name, use, subscribed, 1000 + id, uidNext, items.size(), unseen, bytes, sequence);
        }
    }

    private State add(String name, @Nullable SpecialUse use) {
        State state = new State(nextFolder++, name, use);
        folders.put(state.id, state);
        return state;
    }

    @Override
    public Mailbox open() throws KeyUnavailableException {
        Client client = new Client(origins.incrementAndGet());
        client.check();
        return client;
    }

    private synchronized State named(String name, Refused.Code code) throws Refused {
        for (State state : folders.values()) {
            if (state.name.equals(name)) {
                return state;
            }
        }
        throw new Refused(code, "No such mailbox");
    }

    private synchronized State folder(long id) throws Refused {
        State state = folders.get(id);
        if (state == null) {
            throw new Refused(Refused.Code.NONEXISTENT, "No such mailbox");
        }
        return state;
    }

    private void tell(Change change) {
        listeners.getOrDefault(change.folder(), List.of()).forEach(listener -> listener.accept(change));
    }

    private static long[] array(List<Long> uids) {
        return uids.stream().mapToLong(Long::longValue).toArray();
    }

    private static final long[] NONE = {};

    private final class Client implements Mailbox {
        private final long origin;

        Client(long origin) {
            this.origin = origin;
        }

        void check() throws KeyUnavailableException {
            if (keyRefused) {
                throw new KeyUnavailableException.Refused("refused", new IllegalStateException("test"));
            }
        }

        @Override
        public List<Folder> folders() throws KeyUnavailableException {
            check();
            synchronized (FakeMailboxes.this) {
                return folders.values().stream()
                        .map(state -> state.snapshot(sequence))
                        .sorted(Comparator.comparing(Folder::name))
                        .toList();
            }
        }

        @Override
        public FolderView view(String folder) throws KeyUnavailableException, Refused {
            check();
            return view(named(folder, Refused.Code.NONEXISTENT).id);
        }

        @Override
        public FolderView view(long folder) throws KeyUnavailableException, Refused {
            check();
            synchronized (FakeMailboxes.this) {
                State state = folder(folder);
                return new View(state.snapshot(sequence), List.copyOf(state.items), sequence);
            }
        }

        @Override
        public Folder create(String name, @Nullable SpecialUse use) throws KeyUnavailableException, Refused {
            check();
            synchronized (FakeMailboxes.this) {
                if (folders.values().stream().anyMatch(state -> state.name.equals(name))) {
                    throw new Refused(Refused.Code.ALREADYEXISTS, "Mailbox exists");
                }
                sequence++;
                return add(name, use).snapshot(sequence);
            }
        }

        @Override
        public void rename(String from, String to) throws KeyUnavailableException, Refused {
            check();
            named(from, Refused.Code.NONEXISTENT).name = to;
        }

        @Override
        public void delete(String name) throws KeyUnavailableException, Refused {
            check();
            State state = named(name, Refused.Code.NONEXISTENT);
            long now;
            synchronized (FakeMailboxes.this) {
                folders.remove(state.id);
                now = ++sequence;
            }
            tell(new Change(state.id, now, NONE, NONE, NONE, true, origin));
        }

        @Override
        public void subscribe(String name, boolean subscribed) throws KeyUnavailableException, Refused {
            check();
            named(name, Refused.Code.NONEXISTENT).subscribed = subscribed;
        }

        @Override
        public Appended append(String folder, List<NewMessage> messages) throws KeyUnavailableException, Refused {
            check();
            State state = named(folder, Refused.Code.TRYCREATE);
            List<Long> uids = new ArrayList<>();
            long now;
            synchronized (FakeMailboxes.this) {
                now = ++sequence;
                for (NewMessage message : messages) {
                    long mid = nextMid++;
                    contents.put(mid, message.content());
                    uids.add(state.uidNext);
                    state.items.add(new Item(
                            state.uidNext++,
                            mid,
                            message.flags(),
                            now,
                            message.internalDate(),
                            message.content().length));
                }
            }
            tell(new Change(state.id, now, array(uids), NONE, NONE, false, origin));
            return new Appended(1000 + state.id, uids, now);
        }

        @Override
        public List<Long> store(long folder, long[] uids, FlagChange change, OptionalLong unchangedSince)
                throws KeyUnavailableException, Refused {
            check();
            State state = folder(folder);
            List<Long> changed = new ArrayList<>();
            long now;
            synchronized (FakeMailboxes.this) {
                now = ++sequence;
                for (long uid : uids) {
                    state.items.replaceAll(item -> {
                        if (item.uid() != uid) {
                            return item;
                        }
                        changed.add(uid);
                        return new Item(
                                uid, item.mid(), flags(item.flags(), change), now, item.internalDate(), item.bytes());
                    });
                }
            }
            tell(new Change(folder, now, NONE, NONE, array(changed), false, origin));
            return List.of();
        }

        private static Set<String> flags(Set<String> before, FlagChange change) {
            Set<String> flags = new LinkedHashSet<>(before);
            switch (change.kind()) {
                case ADD -> flags.addAll(change.flags());
                case REMOVE -> flags.removeAll(change.flags());
                case REPLACE -> flags = new LinkedHashSet<>(change.flags());
            }
            return flags;
        }

        @Override
        public Copied copy(long folder, long[] uids, String to) throws KeyUnavailableException, Refused {
            check();
            State source = folder(folder);
            State target = named(to, Refused.Code.TRYCREATE);
            List<Long> from = new ArrayList<>();
            List<Long> made = new ArrayList<>();
            long now;
            synchronized (FakeMailboxes.this) {
                now = ++sequence;
                for (Item item : List.copyOf(source.items)) {
                    if (List.of(box(uids)).contains(item.uid())) {
                        from.add(item.uid());
                        made.add(target.uidNext);
                        target.items.add(new Item(
                                target.uidNext++, item.mid(), item.flags(), now, item.internalDate(), item.bytes()));
                    }
                }
            }
            tell(new Change(target.id, now, array(made), NONE, NONE, false, origin));
            return new Copied(1000 + target.id, from, made, now);
        }

        private static Long[] box(long[] uids) {
            Long[] boxed = new Long[uids.length];
            for (int i = 0; i < uids.length; i++) {
                boxed[i] = uids[i];
            }
            return boxed;
        }

        @Override
        public Copied move(long folder, long[] uids, String to) throws KeyUnavailableException, Refused {
            Copied copied = copy(folder, uids, to);
            remove(folder, copied.from());
            return copied;
        }

        @Override
        public List<Long> expunge(long folder, long[] uids) throws KeyUnavailableException, Refused {
            check();
            List<Long> wanted = List.of(box(uids));
            List<Long> gone;
            synchronized (FakeMailboxes.this) {
                gone = folder(folder).items.stream()
                        .filter(item ->
                                wanted.contains(item.uid()) && item.flags().contains("\\Deleted"))
                        .map(Item::uid)
                        .toList();
            }
            remove(folder, gone);
            return gone;
        }

        private void remove(long folder, List<Long> gone) throws Refused {
            long now;
            synchronized (FakeMailboxes.this) {
                now = ++sequence;
                folder(folder).items.removeIf(item -> gone.contains(item.uid()));
            }
            tell(new Change(folder, now, NONE, array(gone), NONE, false, origin));
        }

        @Override
        public List<@Nullable Summary> summaries(long folder, long[] uids) throws KeyUnavailableException, Refused {
            check();
            List<@Nullable Summary> summaries = new ArrayList<>();
            FolderView view = view(folder);
            for (long uid : uids) {
                Item item = new Locator(view).find(uid, 0);
                if (item == null) {
                    summaries.add(null);
                } else {
                    byte[] bytes = Objects.requireNonNull(contents.get(item.mid()));
                    Mime.Parsed parsed = Mime.parse(bytes, Mime.Limits.DEFAULT);
                    summaries.add(new Summary(parsed.envelope(), parsed.structure(), bytes.length));
                }
            }
            return summaries;
        }

        @Override
        public Content content(long folder, long uid) throws KeyUnavailableException, Refused {
            check();
            Item item = new Locator(view(folder)).find(uid, 0);
            if (item == null) {
                throw new Refused(Refused.Code.NONEXISTENT, "Message is gone");
            }
            if (damaged.contains(uid)) {
                throw new Refused(Refused.Code.CORRUPTION, "Message is damaged");
            }
            return new Bytes(Objects.requireNonNull(contents.get(item.mid())));
        }

        @Override
        public Vigil vigil(Runnable refused) throws KeyUnavailableException {
            check();
            return () -> {};
        }

        @Override
        public Quota quota() throws KeyUnavailableException {
            check();
            return new Quota(10_000, 1024 * 1024);
        }

        @Override
        public AutoCloseable listen(long folder, Consumer<Change> listener) {
            List<Consumer<Change>> all = listeners.computeIfAbsent(folder, id -> new CopyOnWriteArrayList<>());
            all.add(listener);
            return () -> all.remove(listener);
        }

        @Override
        public long origin() {
            return origin;
        }

        @Override
        public void close() {}
    }

    private record View(Folder folder, List<Item> items, long sequence) implements FolderView {
        @Override
        public int size() {
            return items.size();
        }

        @Override
        public Item item(int index) {
            return items.get(index);
        }

        @Override
        public long[] uids() {
            return items.stream().mapToLong(Item::uid).toArray();
        }

        @Override
        public NavigableSet<String> keywords() {
            NavigableSet<String> keywords = new TreeSet<>();
            items.forEach(item ->
                    item.flags().stream().filter(flag -> !flag.startsWith("\\")).forEach(keywords::add));
            return keywords;
        }
    }

    private final class Bytes implements Content {
        private final byte[] bytes;

        Bytes(byte[] bytes) {
            this.bytes = bytes;
        }

        @Override
        public long length() {
            return bytes.length;
        }

        @Override
        public void read(long offset, long length, Sink sink) throws KeyUnavailableException, java.io.IOException {
            for (long at = offset; at < offset + length; ) {
                if (at >= breakAfter) {
                    throw new KeyUnavailableException.Refused("refused", new IllegalStateException("test"));
                }
                int step = (int) Math.min(1_000, offset + length - at);
                sink.accept(bytes, (int) at, step);
                at += step;
            }
        }

        @Override
        public void close() {}
    }
}
