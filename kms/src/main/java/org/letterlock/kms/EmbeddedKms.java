package org.letterlock.kms;

import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.letterlock.crypt.Secret;
import org.letterlock.iam.Caller;
import org.letterlock.iam.Evaluator;
import org.letterlock.iam.Identities;
import org.letterlock.iam.Principal;
import org.letterlock.store.GuardedPartition;
import org.letterlock.trail.Trail;
import software.amazon.awssdk.services.kms.KmsClient;

/// A key management service inside this process, with the semantics of AWS KMS: keys, policies,
/// grants, aliases, states, and an event for every call.
///
/// Key material lies wrapped under the KMS root, and in memory only as derived sealers. Every call
/// is recorded durably before it returns, and every change is one commit with its event. Revocation
/// is linearizable: no call that starts after `RevokeGrant`, `DisableKey` or `PutKeyPolicy`
/// returned is allowed by what they took away. If the trail cannot be written, every call fails
/// with KMSInternalException and nothing has happened. Thread-safe.
public final class EmbeddedKms implements AutoCloseable {
    /// The partition that KMS and trail share in every deployment.
    public static final UUID PARTITION = new UUID(0, 1);

    private final KmsCore core;
    private final KmsCalls calls;
    private final KmsStore store;

    private EmbeddedKms(KmsCore core, KmsCalls calls, KmsStore store) {
        this.core = core;
        this.calls = calls;
        this.store = store;
    }

    /// @param region    e.g. `eu-west-1`
    /// @param accountId twelve digits
    /// @param service   the mail service's principal, e.g. `workmail.eu-west-1.amazonaws.com`
    public record Settings(String region, String accountId, String service, Quotas quotas) {
        public Settings {
            if (!Principal.Service.isName(service)) {
                throw new IllegalArgumentException("not a service's name");
            }
        }

        public Settings(String region, String accountId) {
            this(region, accountId, "workmail." + region + ".amazonaws.com", Quotas.DEFAULT);
        }
    }

    /// Loads the KMS from `partition`. The secrets stay the caller's, and are not used after this
    /// returns.
    ///
    /// @param partition the partition that `trail` writes to
    /// @param instance  the instance root, under which keys, aliases and grants are sealed
    /// @param root      the KMS root, under which key material is wrapped
    /// @throws StoreException.Corrupt if a record does not open
    public static EmbeddedKms open(
            GuardedPartition partition,
            Trail trail,
            Secret instance,
            Secret root,
            Settings settings,
            InstantSource clock) {
        return open(partition, trail, instance, root, settings, Identities.UNKNOWN, clock);
    }

    /// As the other `open`, for a deployment that knows its principals.
    ///
    /// @param identities asked at every call: what it says counts at once
    public static EmbeddedKms open(
            GuardedPartition partition,
            Trail trail,
            Secret instance,
            Secret root,
            Settings settings,
            Identities identities,
            InstantSource clock) {
        var arns = new Arns(settings.region(), settings.accountId());
        var random = new SecureRandom();
        var vault = new Vault(root);
        var store = new KmsStore(partition, instance, vault, arns);
        try {
            var state = store.load();
            var keys = new KeyFinder(state, arns);
            var events = new KmsEvents(arns);
            var uses = new LastUses(clock.instant());
            var core = new KmsCore(
                    arns,
                    settings.service(),
                    settings.quotas(),
                    state,
                    vault,
                    keys,
                    new Authorizer(state, keys, arns, new Evaluator(identities)),
                    new GrantTokens(root, random),
                    events,
                    uses,
                    random);
            return new EmbeddedKms(core, new KmsCalls(trail, store, state, vault, events, uses, clock), store);
        } catch (RuntimeException e) {
            store.close();
            vault.close();
            throw e;
        }
    }

    /// This KMS as `caller` sees it: what it may do is decided anew at every call.
    public KmsClient as(Caller caller) {
        return new KmsView(caller, calls, core);
    }

    /// Deletes keys whose waiting period is over and imported material that has expired, and rotates
    /// keys whose rotation is due; call it now and then. (Expired material is refused from its last
    /// moment on, whenever this is called.) Returns how much there was to do.
    ///
    /// @throws StoreException if something could not be recorded: it has not happened
    public int doDueWork() {
        return calls.doDueWork(core.random());
    }

    /// Reads all records of the partition again, and names what is wrong. The trail's own are
    /// checked by [Trail#verify()].
    public List<String> verify() {
        return calls.peek(() -> store.verify(core.state()));
    }

    /// Forgets all key material. Closes neither trail nor partition.
    @Override
    public void close() {
        core.tokens().close();
        store.close();
        core.vault().close();
    }
}
