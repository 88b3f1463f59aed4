package org.letterlock.server;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/// What a verification of everything stored has found. All lines name places by opaque numbers
/// only.
///
/// @param unreadable what a key would open that is refused now, and so was not looked into
/// @param garbage    records that nothing refers to, as a crash may leave them: no error
record Inspection(
        int mailboxes,
        int messages,
        long events,
        List<String> unreadable,
        List<String> problems,
        List<String> garbage) {
    ObjectNode json() {
        ObjectNode answer = Output.object()
                .put("mailboxes", mailboxes)
                .put("messages", messages)
                .put("events", events);
        fill(answer.putArray("unreadable"), unreadable);
        fill(answer.putArray("problems"), problems);
        fill(answer.putArray("garbage"), garbage);
        return answer;
    }

    private static void fill(ArrayNode array, List<String> lines) {
        lines.forEach(array::add);
    }
}
