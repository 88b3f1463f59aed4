package org.letterlock.imap;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.letterlock.mailbox.Change;

class PendingTest {
    private static final long OWN = 1;
    private static final long OTHER = 2;

    private final AtomicInteger woken = new AtomicInteger();
    private final Pending pending = new Pending(OWN, woken::incrementAndGet);

    private static long[] uids(long... uids) {
        return uids;
    }

    private void change(long sequence, long[] appended, long[] vanished, long[] flagged, long origin) {
        pending.accept(new Change(7, sequence, appended, vanished, flagged, false, origin));
    }

    @Test
    void aMessageThatCameAndWentIsNotMentioned() {
        change(1, uids(4, 5), uids(), uids(), OTHER);
        change(2, uids(), uids(4), uids(), OTHER);
        Pending.Batch batch = pending.take(true, true);
        assertThat(batch.appended()).containsExactly(5);
        assertThat(batch.vanished()).isEmpty();
        assertThat(pending.isEmpty()).isTrue();
        assertThat(woken).hasValue(2);
    }

    @Test
    void severalChangesOfOneCommitAllCount() {
        change(1, uids(4), uids(), uids(), OTHER);
        change(1, uids(5), uids(), uids(3), OTHER);
        change(1, uids(), uids(), uids(2), OWN);
        Pending.Batch batch = pending.take(true, true);
        assertThat(batch.appended()).containsExactly(4, 5);
        assertThat(batch.flagged()).as("not what the session did itself").containsExactly(3);
    }

    @Test
    void whatMayNotBeToldWaits() {
        change(1, uids(), uids(3), uids(2), OTHER);
        Pending.Batch nothing = pending.take(false, false);
        assertThat(nothing.vanished()).isEmpty();
        assertThat(nothing.flagged()).isEmpty();
        Pending.Batch all = pending.take(true, true);
        assertThat(all.vanished()).containsExactly(3);
        assertThat(all.flagged()).containsExactly(2);
    }

    @Test
    void whatTheSnapshotKnowsIsNotToldAgain() {
        change(1, uids(4), uids(1), uids(), OTHER);
        change(3, uids(6), uids(2), uids(), OTHER);
        pending.startAt(2, 4, new UidList(uids(2, 3, 4)));
        change(2, uids(5), uids(3), uids(), OTHER);
        Pending.Batch batch = pending.take(true, true);
        assertThat(batch.appended()).containsExactly(6);
        assertThat(batch.vanished()).containsExactly(2);
    }
}
