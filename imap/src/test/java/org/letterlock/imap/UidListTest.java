package org.letterlock.imap;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class UidListTest {
    @Test
    void sequenceNumbersFollowRemovals() {
        UidList uids = new UidList(new long[] {2, 4, 6, 4_294_967_295L});
        assertThat(uids.remove(new long[] {6, 3, 2})).containsExactly(3, 1);
        assertThat(uids.all()).containsExactly(4, 4_294_967_295L);
        assertThat(uids.indexOf(4_294_967_295L)).isEqualTo(1);
        assertThat(uids.append(new long[] {4, 5})).as("only greater UIDs come").isZero();
    }

    @Test
    void setsMeanWhatTheyShould() {
        UidList uids = new UidList(new long[] {10, 20, 30, 40});
        assertThat(uids.uids(uids.spans(set("*"), false))).containsExactly(40);
        assertThat(uids.uids(uids.spans(set("3:1,2"), false))).containsExactly(10, 20, 30);
        assertThat(uids.uids(uids.spans(set("3:9"), false))).containsExactly(30, 40);
        assertThat(uids.uids(uids.spans(set("5:9"), false))).isEmpty();
        assertThat(uids.uids(uids.spans(set("9:*"), false)))
                .as("* is the last, whatever stands before")
                .containsExactly(40);
        assertThat(uids.uids(uids.spans(set("11:39"), true))).containsExactly(20, 30);
        assertThat(uids.uids(uids.spans(set("50:*"), true))).containsExactly(40);
        assertThat(uids.uids(uids.spans(set("1,15,45"), true))).isEmpty();
        assertThat(new UidList(new long[0]).spans(set("1:*"), false)).isEmpty();
    }

    private static SequenceSet set(String text) {
        Feed.Result result = Feed.all(("a UID EXPUNGE " + text).getBytes(), Limits.user(1), false);
        return ((Command.Expunge) ((Feed.Result.Parsed) result).command()).uids();
    }

    @Test
    void compactSets() {
        assertThat(SequenceSet.compact(List.of(1L, 2L, 3L, 5L, 7L, 8L))).isEqualTo("1:3,5,7:8");
        assertThat(SequenceSet.compact(List.of(9L))).isEqualTo("9");
        assertThat(SequenceSet.compact(List.of())).isEmpty();
    }

    /// A client that applies the EXPUNGE responses in their order ends with the same list.
    @Test
    void anyRemovalsCanBeFollowedByTheClient() {
        for (int seed = 0; seed < 500; seed++) {
            Random random = new Random(seed);
            TreeSet<Long> some = new TreeSet<>();
            for (int i = random.nextInt(50); i > 0; i--) {
                some.add(1L + random.nextInt(100));
            }
            List<Long> client = new ArrayList<>(some);
            UidList server =
                    new UidList(some.stream().mapToLong(Long::longValue).toArray());
            long[] gone = random.longs(random.nextInt(30), 1, 101).toArray();
            for (int number : server.remove(gone)) {
                client.remove(number - 1);
            }
            assertThat(server.all())
                    .as("seed %d", seed)
                    .isEqualTo(client.stream().mapToLong(Long::longValue).toArray());
        }
    }
}
