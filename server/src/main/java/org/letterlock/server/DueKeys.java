package org.letterlock.server;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.letterlock.kms.EmbeddedKms;

/// Deletes the KMS keys whose waiting period is over (`ScheduleKeyDeletion`): at start and every ten
/// minutes, on a thread of its own.
final class DueKeys implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(DueKeys.class.getName());
    private static final long MINUTES = 10;

    private final EmbeddedKms kms;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("letterlock-due-keys").daemon(true).factory());

    DueKeys(EmbeddedKms kms) {
        this.kms = kms;
        var unused = timer.scheduleWithFixedDelay(this::delete, 0, MINUTES, TimeUnit.MINUTES);
    }

    private void delete() {
        try {
            int deleted = kms.deleteDueKeys();
            if (deleted > 0) {
                LOG.log(System.Logger.Level.INFO, "KMS keys deleted after their waiting period: {0}", deleted);
            }
        } catch (RuntimeException e) {
            // Not logged with its text, which may speak of keys. The next round tries again.
            LOG.log(
                    System.Logger.Level.WARNING,
                    "due KMS keys could not be deleted: {0}",
                    e.getClass().getName());
        }
    }

    /// Waits for a deletion that is under way.
    @Override
    public void close() {
        timer.close();
    }
}
