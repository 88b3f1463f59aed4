package org.letterlock.keyring;

import java.time.Duration;

/// How much of the KMS one organization may use, so that a spam run to many mailboxes cannot starve
/// readers, nor one organization the others.
///
/// Jobs are the clients that outsiders can drive, delivery first of all ([Client#isJob()]); leases
/// of the organization key itself are never counted as theirs, because log-ins wait for them. What
/// finds no room in time is answered [KeyUnavailableException.Unreachable]: the sender keeps the
/// letter and tries again.
///
/// @param answerWithin  how long a caller waits for room and for the answer together
/// @param concurrent    calls of one organization under way at once
/// @param jobConcurrent how many of these may be for jobs
/// @param jobBurst      calls for jobs that may come at once
/// @param jobPerSecond  calls for jobs a second, in the long run
public record KmsLimits(Duration answerWithin, int concurrent, int jobConcurrent, int jobBurst, int jobPerSecond) {
    public static final KmsLimits DEFAULT = new KmsLimits(Duration.ofSeconds(10), 32, 16, 1000, 100);

    public KmsLimits {
        if (answerWithin.isNegative() || answerWithin.isZero()) {
            throw new IllegalArgumentException("answerWithin " + answerWithin);
        }
        if (jobConcurrent < 1 || jobConcurrent >= concurrent || jobBurst < 1 || jobPerSecond < 1) {
            throw new IllegalArgumentException("jobs need a share, and readers a larger one");
        }
    }
}
