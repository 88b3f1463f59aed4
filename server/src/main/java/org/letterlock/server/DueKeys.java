package org.letterlock.server;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.letterlock.kms.EmbeddedKms;

/// Deletes the KMS keys whose waiting period is over (`ScheduleKeyDeletion`) and imported material that
/// has expired, and rotates the keys whose rotation is due: at start and every ten minutes, on a thread
/// of its own.
final class DueKeys implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(DueKeys.class.getName());
    private static final long MINUTES = 10;

    private final EmbeddedKms kms;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("letterlock-due-keys").daemon(true).factory());

    DueKeys(EmbeddedKms kms) {
        this.kms = kms;
        var unused = timer.scheduleWithFixedDelay(this::work, 0, MINUTES, TimeUnit.MINUTES);
    }

    private void work() {
        try {
            int done = kms.doDueWork();
            if (done > 0) {
                LOG.log(System.Logger.Level.INFO, "KMS deletions, expiries and rotations that were due: {0}", done);
            }
        } catch (RuntimeException e) {
            // Not logged with its text, which may speak of keys. The next round tries again.
            LOG.log(
                    System.Logger.Level.WARNING,
                    "what is due in the KMS could not be done: {0}",
                    e.getClass().getName());
        }
    }

    /// Waits for work that is under way.
    @Override
    public void close() {
        timer.close();
    }
}
