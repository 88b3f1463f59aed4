package org.letterlock.server;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// One verification at a time, in the background: it may take hours, and no request should.
/// Thread-safe.
final class InspectionJob {
    private final Function<Inspector.Progress, Inspection> inspection;
    private @Nullable State state;

    private record State(
            String doing,
            int done,
            int of,
            @Nullable Inspection result,
            @Nullable String failure) {
        boolean running() {
            return result == null && failure == null;
        }
    }

    InspectionJob(Function<Inspector.Progress, Inspection> inspection) {
        this.inspection = inspection;
    }

    /// Begins, unless one runs already: then its result will do.
    synchronized ObjectNode start() {
        if (state == null || !state.running()) {
            state = new State("beginning", 0, 1, null, null);
            Thread.ofVirtual().name("verify").start(this::run);
        }
        return describe();
    }

    synchronized ObjectNode describe() {
        ObjectNode answer = Output.object();
        if (state == null) {
            return answer.put("running", false);
        }
        answer.put("running", state.running()).put("doing", state.doing);
        answer.put("done", state.done).put("of", state.of);
        if (state.result != null) {
            answer.set("result", state.result.json());
        }
        return state.failure == null ? answer : answer.put("failure", state.failure);
    }

    private void run() {
        // Whatever ends it, nobody may wait for it for ever.
        State ended = new State("failed", 1, 1, null, "it ended before its end; see the server's log");
        try {
            Inspection found = inspection.apply((doing, done, of) -> at(new State(doing, done, of, null, null)));
            ended = new State("done", 1, 1, found, null);
        } catch (RuntimeException e) {
            ended = new State("failed", 1, 1, null, Explanation.of(e));
        } finally {
            at(ended);
        }
    }

    private synchronized void at(State next) {
        state = next;
    }
}
