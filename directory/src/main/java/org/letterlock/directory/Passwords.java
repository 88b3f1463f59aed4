package org.letterlock.directory;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.letterlock.crypt.Argon2id;
import org.letterlock.crypt.Secret;

/// Makes and checks password verifiers, a bounded number at once: each costs tens of MiB and of
/// milliseconds. Thread-safe.
final class Passwords {
    static final int MIN_BYTES = 8;
    static final int MAX_BYTES = 256;

    private final Argon2id argon2id;
    private final Places places;

    Passwords(Argon2id argon2id, Places places) {
        this.argon2id = argon2id;
        this.places = places;
    }

    /// The verifier of a new password of 8 to 256 bytes (in UTF-8).
    byte[] verifier(Secret password) throws DirectoryException {
        if (password.size() < MIN_BYTES || password.size() > MAX_BYTES) {
            throw new DirectoryException(
                    "InvalidPasswordException", "The password must have " + MIN_BYTES + " to " + MAX_BYTES + " bytes.");
        }
        return places.run(true, () -> argon2id.create(password))
                .orElseThrow(() -> new DirectoryException("LimitExceededException", "Too busy: try again later."));
    }

    /// Whether the password is the one; takes the same time if there is no verifier to check
    /// against. Empty: there was no place for it, and nothing was checked.
    Optional<Boolean> matches(Secret password, byte @Nullable [] verifier, boolean familiar) {
        return places.run(
                familiar,
                () -> verifier == null ? argon2id.verifyNobody(password) : argon2id.verify(password, verifier));
    }

    /// Whether a verifier should be made again, at today's costs.
    boolean isStale(byte[] verifier) {
        return !argon2id.isCurrent(verifier);
    }
}
