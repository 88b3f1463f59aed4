package org.letterlock.server;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.letterlock.mailbox.Mailboxes;
import org.letterlock.rocksdb.RocksDbRepair;

/// What a repair has found, done and lost.
///
/// @param kept   where the damaged files are; null if nothing was changed
/// @param rooms  what was wrong with keys, trail and directory
/// @param closed mailboxes whose key is refused, which were left as they are
/// @param grants those that were taken back
/// @param after  what `verify` says of the repaired store
record RepairReport(
        @Nullable String kept,
        RocksDbRepair.Salvage salvage,
        List<String> rooms,
        List<Mailbox> mailboxes,
        List<String> closed,
        List<String> grants,
        Inspection after) {
    record Mailbox(String id, String organization, Mailboxes.Repaired repaired) {
        ObjectNode json() {
            ObjectNode object = Output.object()
                    .put("mailboxId", id)
                    .put("organizationId", organization)
                    .put("lastChange", repaired.version())
                    .put("recovered", repaired.recovered());
            fill(object.putArray("lost"), repaired.losses());
            return object;
        }
    }

    /// Whether something may be missing.
    boolean lossy() {
        return !salvage.whole() || !rooms.isEmpty() || !mailboxes.isEmpty();
    }

    ObjectNode json() {
        ObjectNode answer = Output.object().put("applied", kept != null);
        answer.put("damagedFilesIn", kept);
        answer.put("whole", !lossy());
        answer.put("records", salvage.records());
        fill(answer.putArray("damage"), salvage.damage());
        fill(answer.putArray("lostWrites"), salvage.gaps());
        fill(answer.putArray("rooms"), rooms);
        ArrayNode each = answer.putArray("mailboxes");
        mailboxes.forEach(mailbox -> each.add(mailbox.json()));
        fill(answer.putArray("closed"), closed);
        fill(answer.putArray("grantsTakenBack"), grants);
        answer.set("verify", after.json());
        return answer;
    }

    private static void fill(ArrayNode array, List<String> lines) {
        lines.forEach(array::add);
    }
}
