package org.letterlock.mailbox;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.letterlock.crypt.TamperedException;
import org.letterlock.keyring.KeyLease;
import org.letterlock.keyring.KeyUnavailableException;
import org.letterlock.store.StoreException;

/// One client's access to a [Ledger]: takes the client's own lease for each call, and once more if it
/// ends meanwhile.
final class ClientMailbox implements Mailbox {
    private static final int ATTEMPTS = 3;

    private final Ledger ledger;
    private final SealedContent.Leases leases;
    private final MessageSealer sealer;
    private final Compression compression;
    private final long origin;
    private final Runnable onClose;
    private final Set<AutoCloseable> registrations = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    ClientMailbox(
            Ledger ledger,
            SealedContent.Leases leases,
            MessageSealer sealer,
            Compression compression,
            long origin,
            Runnable onClose) {
        this.ledger = ledger;
        this.leases = leases;
        this.sealer = sealer;
        this.compression = compression;
        this.origin = origin;
        this.onClose = onClose;
    }

    private interface Access<T> {
        T under(KeyLease lease) throws KeyUnavailableException, Refused, TamperedException;
    }

    @Override
    public List<Folder> folders() throws KeyUnavailableException, Refused {
        return access(lease -> {
            var folders = new ArrayList<Folder>();
            ledger.state(lease).folders().all().forEach(entry -> folders.add(entry.folder()));
            folders.sort(Comparator.comparing((Folder folder) -> !folder.name().equals(FolderName.INBOX))
                    .thenComparing(Folder::name));
            return List.copyOf(folders);
        });
    }

    @Override
    public FolderView view(String folder) throws KeyUnavailableException, Refused {
        return access(lease -> {
            var found = ledger.state(lease).folders().named(FolderName.of(folder));
            return view(lease, found == null ? 0 : found.id());
        });
    }

    @Override
    public FolderView view(long folder) throws KeyUnavailableException, Refused {
        return access(lease -> view(lease, folder));
    }

    private View view(KeyLease lease, long folder) throws KeyUnavailableException, Refused, TamperedException {
        var state = ledger.withRows(lease, folder);
        var entry = entry(state, folder);
        var view = new View(lease, state.sequence(), entry.folder(), rows(entry), state.keywords());
        ledger.holders().hold(lease, view);
        return view;
    }

    @Override
    public Folder create(String name, @Nullable SpecialUse use) throws KeyUnavailableException, Refused {
        return commit(new CreateFolder(name, use));
    }

    @Override
    public void rename(String from, String to) throws KeyUnavailableException, Refused {
        commit(new RenameFolder(from, to));
    }

    @Override
    public void delete(String name) throws KeyUnavailableException, Refused {
        while (!commit(new DeleteFolder(name))) {
            var view = view(name);
            DeleteFolder.check(
                    view.folder(), access(lease -> ledger.state(lease).folders()));
            long id = view.folder().id();
            long[] uids = view.uids();
            while (commit(new ExpungeMessages(id, uids, false)).size() == ExpungeMessages.MAX_ROWS) {}
        }
    }

    @Override
    public void subscribe(String name, boolean subscribed) throws KeyUnavailableException, Refused {
        commit(new SubscribeFolder(name, subscribed));
    }

    @Override
    public Appended append(String folder, List<NewMessage> messages) throws KeyUnavailableException, Refused {
        if (messages.isEmpty()) {
            throw new Refused(Refused.Code.CANNOT, "no message to append");
        }
        return access(lease -> {
            for (int attempt = 1; ; attempt++) {
                try {
                    return appendOnce(lease, folder, messages);
                } catch (Restage e) {
                    if (attempt == ATTEMPTS) {
                        throw new Refused(Refused.Code.UNAVAILABLE, "the mailbox is in use elsewhere");
                    }
                }
            }
        });
    }

    /// Staged content is only real when its commit is; if that fails for sure, it is deleted with the
    /// next one.
    private Appended appendOnce(KeyLease lease, String folder, List<NewMessage> messages)
            throws KeyUnavailableException, Refused, TamperedException {
        ledger.refresh(lease);
        var state = ledger.state(lease);
        MessageSealer.precheck(state, folder, messages);
        var mids = ledger.mids().allot(messages.size(), state.counters().nextMid());
        boolean undecided = false;
        try {
            var prepared = sealer.stage(lease, mids, messages);
            return ledger.commit(lease, origin, new AppendMessages(folder, prepared, ledger.mids()));
        } catch (Undecided e) {
            undecided = true;
            throw e;
        } finally {
            if (undecided) {
                ledger.mids().settle(mids);
            } else {
                // Committed ids are not in flight any more: this does nothing to them.
                ledger.mids().waste(mids);
            }
        }
    }

    @Override
    public List<Long> store(long folder, long[] uids, FlagChange change, OptionalLong unchangedSince)
            throws KeyUnavailableException, Refused {
        return commit(new StoreFlags(folder, uids, change, unchangedSince));
    }

    @Override
    public Copied copy(long folder, long[] uids, String to) throws KeyUnavailableException, Refused {
        return commit(new CopyMessages(folder, uids, to, false));
    }

    @Override
    public Copied move(long folder, long[] uids, String to) throws KeyUnavailableException, Refused {
        return commit(new CopyMessages(folder, uids, to, true));
    }

    @Override
    public List<Long> expunge(long folder, long[] uids) throws KeyUnavailableException, Refused {
        var gone = new ArrayList<Long>();
        List<Long> last;
        do {
            last = commit(new ExpungeMessages(folder, uids, true));
            gone.addAll(last);
        } while (last.size() == ExpungeMessages.MAX_ROWS);
        return gone;
    }

    @Override
    public List<@Nullable Summary> summaries(long folder, long[] uids) throws KeyUnavailableException, Refused {
        return access(lease -> settled(lease, folder, state -> {
            var rows = rows(entry(state, folder));
            var reader = new SummaryReader(ledger.records(), compression, lease, state, ledger.lastPage());
            var summaries = new ArrayList<@Nullable Summary>(uids.length);
            for (long uid : uids) {
                var row = rows.find(uid);
                if (row == null) {
                    summaries.add(null);
                } else {
                    var summary = MessageSummary.decode(reader.read(folder, row));
                    summaries.add(new Summary(
                            summary.envelope(),
                            summary.structure(),
                            summary.size().bytes()));
                }
            }
            return summaries;
        }));
    }

    @Override
    public Content content(long folder, long uid) throws KeyUnavailableException, Refused {
        return access(lease -> settled(lease, folder, state -> {
            var row = rows(entry(state, folder)).find(uid);
            if (row == null) {
                throw new Refused(Refused.Code.NONEXISTENT, "no such message");
            }
            byte[] encoded =
                    new SummaryReader(ledger.records(), compression, lease, state, ledger.lastPage()).read(folder, row);
            var size = MessageSummary.Size.decode(encoded);
            if (size.bytes() != row.bytes()) {
                throw new TamperedException("message " + row.mid() + " has two lengths");
            }
            return new SealedContent(ledger.records(), compression, ledger.holders(), leases, row.mid(), size);
        }));
    }

    @Override
    public Vigil vigil(Runnable refused) throws KeyUnavailableException {
        var watch = new LeaseWatch(ledger.holders(), leases, refused);
        watch.follow();
        return watch;
    }

    @Override
    public Quota quota() throws KeyUnavailableException, Refused {
        return access(lease -> {
            var state = ledger.state(lease);
            return new Quota(state.folders().bytes(), state.counters().limitBytes());
        });
    }

    @Override
    public AutoCloseable listen(long folder, Consumer<Change> listener) {
        var registration = ledger.listeners().add(folder, listener);
        AutoCloseable once = new AutoCloseable() {
            @Override
            public void close() throws Exception {
                registrations.remove(this);
                registration.close();
            }
        };
        registrations.add(once);
        return once;
    }

    @Override
    public long origin() {
        return origin;
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        for (var registration : List.copyOf(registrations)) {
            try {
                registration.close();
            } catch (Exception e) {
                throw new IllegalStateException("a listener cannot be removed", e);
            }
        }
        onClose.run();
    }

    private interface Lookup<T> {
        T in(State state) throws KeyUnavailableException, Refused, TamperedException;
    }

    /// Looks something up in the pages of the latest state; if they were replaced meanwhile, in those
    /// of the next.
    private <T> T settled(KeyLease lease, long folder, Lookup<T> lookup)
            throws KeyUnavailableException, Refused, TamperedException {
        for (int attempt = 1; ; attempt++) {
            var state = ledger.withRows(lease, folder);
            try {
                return lookup.in(state);
            } catch (TamperedException e) {
                boolean replaced = ledger.state(lease).manifest() != state.manifest();
                if (!replaced || attempt == ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    private <T> T commit(Request<T> request) throws KeyUnavailableException, Refused {
        return access(lease -> ledger.commit(lease, origin, request));
    }

    private <T> T access(Access<T> access) throws KeyUnavailableException, Refused {
        if (closed) {
            throw new IllegalStateException("closed");
        }
        for (int attempt = 1; ; attempt++) {
            var lease = leases.live();
            try {
                return access.under(lease);
            } catch (KeyUnavailableException.Expired e) {
                if (attempt == ATTEMPTS) {
                    throw e;
                }
            } catch (TamperedException e) {
                throw Damage.refused("mailbox " + ledger.records().mailbox(), e);
            } catch (StoreException e) {
                throw Damage.refused(e);
            } catch (Undecided e) {
                throw Damage.refused(e);
            }
        }
    }

    private static Folders.Entry entry(State state, long folder) throws Refused {
        var entry = state.folders().get(folder);
        if (entry == null) {
            throw new Refused(Refused.Code.NONEXISTENT, "no such folder");
        }
        return entry;
    }

    private static Rows rows(Folders.Entry entry) {
        return Objects.requireNonNull(entry.rows());
    }
}
