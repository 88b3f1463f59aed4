package org.letterlock.directory;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.letterlock.crypt.Argon2id;
import org.letterlock.crypt.Secret;

/// Makes and checks password verifiers, a bounded number at once: each costs tens of MiB and of milliseconds.
/// Thread-safe.
///
/// Those who logged in from the same source before have one place that nobody else can take, so that a crowd of
/// guessers does not keep them out.
final class Passwords {
    static final int MIN_BYTES = 8;
    static final int MAX_BYTES = 256;
    private static final int MAX_WAITING = 256;
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Argon2id argon2id;
    private final Semaphore places;
    private final Semaphore reserved = new Semaphore(1, true);

    Passwords(Argon2id argon2id, int places) {
        this.argon2id = argon2id;
        this.places = new Semaphore(places, true);
    }

    /// The verifier of a new password of 8 to 256 bytes (in UTF-8).
    byte[] verifier(Secret password) throws DirectoryException {
        if (password.size() < MIN_BYTES || password.size() > MAX_BYTES) {
            throw new DirectoryException(
                    "InvalidPasswordException", "The password must have " + MIN_BYTES + " to " + MAX_BYTES + " bytes.");
        }
        return run(true, () -> argon2id.create(password))
                .orElseThrow(() -> new DirectoryException("LimitExceededException", "Too busy: try again later."));
    }

    /// Whether the password is the one; takes the same time if there is no verifier to check against. Empty: no place
    /// became free in ten seconds, or too many wait, and nothing was checked.
    Optional<Boolean> matches(Secret password, byte @Nullable [] verifier, boolean familiar) {
        return run(
                familiar,
                () -> verifier == null ? argon2id.verifyNobody(password) : argon2id.verify(password, verifier));
    }

    /// Whether a verifier should be made again, at today's costs.
    boolean isStale(byte[] verifier) {
        return !argon2id.isCurrent(verifier);
    }

    private <T> Optional<T> run(boolean familiar, Supplier<T> work) {
        var place = acquire(familiar);
        if (place == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(work.get());
        } finally {
            place.release();
        }
    }

    private @Nullable Semaphore acquire(boolean familiar) {
        if (familiar && places.tryAcquire()) {
            return places;
        }
        var queue = familiar ? reserved : places;
        try {
            boolean room = queue.getQueueLength() < MAX_WAITING;
            return room && queue.tryAcquire(PATIENCE.toNanos(), TimeUnit.NANOSECONDS) ? queue : null;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return null;
        }
    }
}
