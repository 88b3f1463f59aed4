package org.letterlock.kms;

import java.lang.System.Logger.Level;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.letterlock.crypt.KeyPair;
import org.letterlock.crypt.KeyPairKind;
import org.letterlock.iam.Caller;
import org.letterlock.store.StoreException;
import org.letterlock.trail.Entry;
import org.letterlock.trail.Trail;
import software.amazon.awssdk.awscore.AwsResponseMetadata;
import software.amazon.awssdk.awscore.DefaultAwsResponseMetadata;
import software.amazon.awssdk.awscore.util.AwsHeader;
import software.amazon.awssdk.services.kms.model.KmsException;
import software.amazon.awssdk.services.kms.model.KmsRequest;
import software.amazon.awssdk.services.kms.model.KmsResponse;
import software.amazon.awssdk.services.kms.model.KmsResponseMetadata;

/// Carries calls out, one path for all: decide under the lock, queue the event while still holding
/// it, answer when the event is durable.
///
/// A call that changes something holds the lock alone until its change is durable and applied. So
/// the trail's order is the order of the decisions, and no call that starts after a revocation
/// returned (nor any whose event follows the revocation's) was allowed by the revoked grant.
/// Thread-safe.
final class KmsCalls {
    private static final System.Logger LOG = System.getLogger(KmsCalls.class.getName());

    private final Trail trail;
    private final KmsStore store;
    private final State state;
    private final Vault vault;
    private final KmsEvents events;
    private final LastUses uses;
    private final InstantSource clock;
    private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();

    KmsCalls(
            Trail trail,
            KmsStore store,
            State state,
            Vault vault,
            KmsEvents events,
            LastUses uses,
            InstantSource clock) {
        this.trail = trail;
        this.store = store;
        this.state = state;
        this.vault = vault;
        this.events = events;
        this.uses = uses;
        this.clock = clock;
    }

    /// An operation that changes nothing.
    <Q extends KmsRequest, R extends KmsResponse> R read(Caller caller, Q request, Operation<Q, R> operation) {
        return run(caller, request, operation, lock.readLock());
    }

    /// An operation that may change something.
    <Q extends KmsRequest, R extends KmsResponse> R write(Caller caller, Q request, Operation<Q, R> operation) {
        return run(caller, request, operation, lock.writeLock());
    }

    /// Something to find out before a call.
    <T extends @Nullable Object> T peek(Supplier<T> question) {
        lock.readLock().lock();
        try {
            return question.get();
        } finally {
            lock.readLock().unlock();
        }
    }

    /// The key pair that an operation needs, made while no lock is held; null: none, or the request
    /// will be refused.
    ///
    /// @param needed checks a request as its operation will, and tells the kind
    <Q extends KmsRequest> @Nullable KeyPair pair(
            Caller caller, String operation, Q request, BiFunction<Call, Q, @Nullable KeyPairKind> needed) {
        var kind = peek(() -> {
            try {
                return needed.apply(new Call(caller, operation, request, clock.instant()), request);
            } catch (KmsException e) {
                return null;
            }
        });
        return kind == null ? null : KeyPair.generate(kind);
    }

    /// Does what time has made due, each by a commit of its own with an event: deletes keys whose
    /// waiting period is over (with materials, aliases and grants) and materials that have expired,
    /// and rotates keys. Returns how many of all that.
    int doDueWork(SecureRandom random) {
        lock.writeLock().lock();
        try {
            var now = clock.instant();
            int done = 0;
            for (var key : List.copyOf(state.keys().values())) {
                for (var work : DueWork.of(key, state, now, random)) {
                    carryOut(work, now);
                    done++;
                }
            }
            return done;
        } finally {
            lock.writeLock().unlock();
        }
    }

    private void carryOut(DueWork work, Instant now) {
        try {
            var event = events.internal(now, work.event(), work.key(), work.details());
            trail.submit(List.of(event), commit -> store.write(commit, work.changes()))
                    .await();
            work.changes().forEach(this::apply);
        } finally {
            closeSecrets(work.changes());
        }
    }

    private <Q extends KmsRequest, R extends KmsResponse> R run(
            Caller caller, Q request, Operation<Q, R> operation, Lock mode) {
        var call = new Call(caller, operation.name(), request, clock.instant());
        try {
            var decided = decideAndQueue(call, request, operation, mode);
            decided.entry().await();
            return answer(call, decided);
        } catch (StoreException e) {
            LOG.log(Level.WARNING, "kms: {0} {1} was not recorded: {2}", call.operation(), call.requestId(), reason(e));
            throw withId(KmsErrors.internal(), call);
        }
    }

    private static String reason(StoreException e) {
        var cause = e.getCause() == null ? e : e.getCause();
        return String.valueOf(cause.getMessage());
    }

    private record Decided<R>(
            @Nullable R response, @Nullable KmsException failure, Entry entry) {}

    private <Q extends KmsRequest, R extends KmsResponse> Decided<R> decideAndQueue(
            Call call, Q request, Operation<Q, R> operation, Lock mode) {
        mode.lock();
        try {
            @Nullable R response = null;
            @Nullable KmsException failure = null;
            try {
                response = decide(call, request, operation);
            } catch (KmsException e) {
                failure = e;
                giveUp(call);
            }
            var told = events.of(call, failure);
            var entry = trail.submit(told, changes -> store.write(changes, call.changes()));
            if (failure == null) {
                uses.note(call, told.getLast().eventId());
            }
            if (!call.changes().isEmpty()) {
                awaitAndApply(call, entry);
            }
            return new Decided<>(response, failure, entry);
        } finally {
            mode.unlock();
        }
    }

    private static <Q extends KmsRequest, R extends KmsResponse> R decide(
            Call call, Q request, Operation<Q, R> operation) {
        try {
            var response = operation.decide(call, request);
            if (request.getValueForField("DryRun", Boolean.class).orElse(false)) {
                throw KmsErrors.dryRun();
            }
            return response;
        } catch (KmsException e) {
            throw e;
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "kms: " + call.operation() + " " + call.requestId() + " failed", e);
            throw KmsErrors.internal();
        }
    }

    private void awaitAndApply(Call call, Entry entry) {
        try {
            entry.await();
            call.changes().forEach(this::apply);
        } finally {
            closeSecrets(call.changes());
        }
    }

    private void apply(Change change) {
        state.apply(change);
        if (change instanceof Change.PutMaterial put) {
            vault.use(put.id(), put.spec(), put.secret());
        } else if (change instanceof Change.DeleteMaterial delete) {
            vault.forget(delete.id());
        } else if (change instanceof Change.DeleteKey delete) {
            uses.forget(delete.key().id());
        }
    }

    private static void giveUp(Call call) {
        closeSecrets(call.changes());
        call.changes().clear();
    }

    private static void closeSecrets(List<Change> changes) {
        for (var change : changes) {
            if (change instanceof Change.PutMaterial put) {
                put.secret().close();
            }
        }
    }

    private static <R extends KmsResponse> R answer(Call call, Decided<R> decided) {
        var response = decided.response();
        if (decided.failure() != null || response == null) {
            throw withId(decided.failure() == null ? KmsErrors.internal() : decided.failure(), call);
        }
        return withId(response, call);
    }

    private static KmsException withId(KmsException failure, Call call) {
        return (KmsException) failure.toBuilder().requestId(call.requestId()).build();
    }

    @SuppressWarnings("unchecked") // a response's builder builds that response
    private static <R extends KmsResponse> R withId(R response, Call call) {
        AwsResponseMetadata metadata =
                DefaultAwsResponseMetadata.create(Map.of(AwsHeader.AWS_REQUEST_ID, call.requestId()));
        return (R) response.toBuilder()
                .responseMetadata(KmsResponseMetadata.create(metadata))
                .build();
    }
}
