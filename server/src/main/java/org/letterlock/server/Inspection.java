package org.letterlock.server;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/// What a verification of everything stored has found. `problems` names places by opaque numbers
/// only.
///
/// @param unreadable mailboxes, and users of organizations, whose key is refused now, which could not
///     be looked into
record Inspection(int mailboxes, int messages, long events, List<String> unreadable, List<String> problems) {
    ObjectNode json() {
        ObjectNode answer = Output.object()
                .put("mailboxes", mailboxes)
                .put("messages", messages)
                .put("events", events);
        fill(answer.putArray("unreadable"), unreadable);
        fill(answer.putArray("problems"), problems);
        return answer;
    }

    private static void fill(ArrayNode array, List<String> lines) {
        lines.forEach(array::add);
    }
}
