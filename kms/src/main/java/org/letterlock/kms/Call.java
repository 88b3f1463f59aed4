package org.letterlock.kms;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.letterlock.iam.Caller;
import org.letterlock.trail.TrailEvent;
import software.amazon.awssdk.services.kms.model.KmsRequest;

/// One call while it is being decided: who asks what, what it changes, and what its event will
/// tell. Used by one thread.
final class Call {
    private final Caller caller;
    private final String operation;
    private final KmsRequest request;
    private final Instant time;
    private final String requestId = UUID.randomUUID().toString();
    private final List<Change> changes = new ArrayList<>();
    private final List<TrailEvent.Resource> resources = new ArrayList<>();
    private final Set<UUID> keys = new HashSet<>();
    private final Map<String, Object> parameters = new LinkedHashMap<>();
    private final Map<String, Object> response = new LinkedHashMap<>();
    private final Map<String, Object> additional = new LinkedHashMap<>();
    private final List<TrailEvent> side = new ArrayList<>();

    Call(Caller caller, String operation, KmsRequest request, Instant time) {
        this.caller = caller;
        this.operation = operation;
        this.request = request;
        this.time = time;
    }

    Caller caller() {
        return caller;
    }

    String operation() {
        return operation;
    }

    KmsRequest request() {
        return request;
    }

    Instant time() {
        return time;
    }

    String requestId() {
        return requestId;
    }

    List<Change> changes() {
        return changes;
    }

    /// Asks for a change, to be written with the call's event.
    void change(Change change) {
        changes.add(change);
    }

    List<TrailEvent.Resource> resources() {
        return resources;
    }

    /// The keys that the call concerns.
    Set<UUID> keys() {
        return keys;
    }

    void concerns(KmsKey key, Arns arns) {
        keys.add(key.id());
        var resource = new TrailEvent.Resource(key.arn(), arns.account(), "AWS::KMS::Key");
        if (!resources.contains(resource)) {
            resources.add(resource);
        }
    }

    void concerns(String aliasName, Arns arns) {
        resources.add(new TrailEvent.Resource(arns.alias(aliasName), arns.account(), "AWS::KMS::Alias"));
    }

    /// Request members that the event tells though the request left them at their default.
    Map<String, Object> parameters() {
        return parameters;
    }

    /// The event's `responseElements`; empty: null.
    Map<String, Object> response() {
        return response;
    }

    Map<String, Object> additional() {
        return additional;
    }

    /// Events beside the call's own, written before it.
    List<TrailEvent> side() {
        return side;
    }
}
