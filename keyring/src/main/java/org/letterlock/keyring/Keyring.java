package org.letterlock.keyring;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.letterlock.crypt.Secret;
import software.amazon.awssdk.services.kms.KmsClient;

/// Makes mailbox and organization keys, and leases them to clients: DP-4 … DP-12 and DP-19 … DP-21.
/// Thread-safe.
///
/// A lease lasts for sixty seconds from the moment its `Decrypt` was sent, for one client and one
/// key. One thread of the keyring wipes what is over; KMS calls run on virtual threads of their
/// own, so that a caller can stop waiting.
public final class Keyring implements AutoCloseable {
    /// The generation of the keys that [#create] makes.
    public static final int GENERATION = 1;

    private static final Duration SWEEP = Duration.ofMillis(200);
    private static final long REMEMBER_NANOS = Duration.ofSeconds(1).toNanos();
    private static final long JITTER_NANOS = Duration.ofMillis(250).toNanos();

    private final ServiceCalls calls;
    private final InstantSource clock;
    private final LongSupplier nanos;
    private final KmsLimits limits;
    private final ConcurrentMap<Holder, Flight> flights = new ConcurrentHashMap<>();
    private final ConcurrentMap<UUID, Budget> budgets = new ConcurrentHashMap<>();
    /// Flights that are over and whose place in the map was taken by a newer one.
    private final Queue<Flight> replaced = new ConcurrentLinkedQueue<>();
    private final Thread warden;
    private volatile boolean closed;

    private record Holder(Client client, WrappedKey key) {}

    /// @param kms   the KMS as the service: the caller of every `Encrypt` and `Decrypt`. The
    ///     keyring wipes the plaintexts that it returns, so each answer must be a fresh one
    /// @param clock the wall clock
    /// @param nanos the monotonic clock (`System::nanoTime`)
    public Keyring(KmsClient kms, InstantSource clock, LongSupplier nanos) {
        this(kms, clock, nanos, KmsLimits.DEFAULT);
    }

    public Keyring(KmsClient kms, InstantSource clock, LongSupplier nanos, KmsLimits limits) {
        this.calls = new ServiceCalls(kms, limits.answerWithin());
        this.clock = clock;
        this.nanos = nanos;
        this.limits = limits;
        this.warden = Thread.ofPlatform().daemon().name("keyring").unstarted(this::watch);
        warden.start();
    }

    /// Makes a key for `owner` and encrypts it under the CMK (DP-7): one `Encrypt` with the context
    /// of DP-21.
    ///
    /// @param cmkArn the key's ARN, not an alias
    public WrappedKey create(UUID organization, String organizationArn, String cmkArn, UUID owner)
            throws KeyUnavailableException {
        checkOpen();
        var answer = new Pending<byte[]>(nanos, limits.answerWithin().toNanos());
        byte[] plaintext;
        try (var key = Secret.random(KeyPlaintext.KEY_BYTES)) {
            plaintext = KeyPlaintext.encode(owner, GENERATION, key);
        }
        Thread.ofVirtual()
                .name("keyring-encrypt")
                .start(() -> encrypt(organization, organizationArn, cmkArn, plaintext, answer));
        return new WrappedKey(organization, organizationArn, cmkArn, owner, GENERATION, answer.await());
    }

    /// The client's live lease, or a new one by one `Decrypt`, shared by all that ask meanwhile. A
    /// refusal is shared too, and remembered for a second and a random fraction, so that those who
    /// retry do not do it all at once.
    public KeyLease lease(Client client, WrappedKey key) throws KeyUnavailableException {
        checkOpen();
        var holder = new Holder(client, key);
        var flight = flights.get(holder);
        if (flight == null || !flight.current()) {
            flight = flights.compute(holder, this::join);
            LockSupport.unpark(warden);
        }
        if (closed) {
            // Closed meanwhile: it may have come too late to be ended with the others.
            flight.end();
        }
        return flight.await();
    }

    /// Gives back a grant that was made for an organization which did not come about; as the
    /// service, the grant's retiring principal.
    public void retire(String cmkArn, String grantId) throws KeyUnavailableException {
        calls.retire(cmkArn, grantId);
    }

    /// How many leases live now.
    public int liveLeases() {
        return (int) flights.values().stream().filter(Flight::live).count();
    }

    /// Ends what is over by now. The keyring's own thread does this five times a second; a test
    /// with fake clocks need not wait for it.
    public void tick() {
        for (var flight = replaced.poll(); flight != null; flight = replaced.poll()) {
            flight.end();
        }
        flights.forEach((holder, flight) -> {
            if (!flight.current() && flights.remove(holder, flight)) {
                flight.end();
            }
        });
    }

    /// Ends all leases and wipes their keys. What is asked for afterwards is
    /// [KeyUnavailableException.Unreachable].
    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(warden);
        flights.values().forEach(Flight::end);
        tick();
    }

    private void checkOpen() throws KeyUnavailableException.Unreachable {
        if (closed) {
            throw new KeyUnavailableException.Unreachable("the keyring is closed", null);
        }
    }

    private void watch() {
        while (!closed) {
            tick();
            if (flights.isEmpty() && replaced.isEmpty()) {
                LockSupport.park(this);
            } else {
                LockSupport.parkNanos(this, SWEEP.toNanos());
            }
        }
    }

    /// Runs inside the map's own lock: short, and ends nothing itself.
    private Flight join(Holder holder, @Nullable Flight old) {
        if (old != null && old.current()) {
            return old;
        }
        if (old != null) {
            replaced.add(old);
        }
        long jitter = ThreadLocalRandom.current().nextLong(JITTER_NANOS);
        var flight =
                new Flight(nanos, REMEMBER_NANOS + jitter, limits.answerWithin().toNanos());
        Thread.ofVirtual().name("keyring-decrypt").start(() -> decrypt(holder, flight));
        return flight;
    }

    private void decrypt(Holder holder, Flight flight) {
        var key = holder.key();
        boolean job = holder.client().isJob() && !key.ofOrganization();
        try (var permit = budget(key.organization()).acquire(job)) {
            if (!flight.wanted()) {
                return;
            }
            var minute = Minute.startingNow(clock, nanos);
            var lease = new KeyLease(key, minute, calls.decrypt(key));
            if (lease.live()) {
                flight.grant(lease);
            } else {
                lease.end();
                flight.deny(
                        new KeyUnavailableException.Unreachable("the KMS answered after the minute was over", null));
            }
        } catch (KeyUnavailableException e) {
            flight.deny(e);
        }
    }

    private void encrypt(UUID organization, String arn, String cmk, byte[] plaintext, Pending<byte[]> answer) {
        try (var permit = budget(organization).acquire(false)) {
            answer.grant(calls.encrypt(arn, cmk, plaintext));
        } catch (KeyUnavailableException e) {
            answer.deny(e);
        } finally {
            Arrays.fill(plaintext, (byte) 0);
        }
    }

    private Budget budget(UUID organization) {
        return budgets.computeIfAbsent(organization, o -> new Budget(limits, nanos));
    }
}
