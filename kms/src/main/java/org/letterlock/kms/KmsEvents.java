package org.letterlock.kms;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.letterlock.iam.Caller;
import org.letterlock.iam.Origin;
import org.letterlock.iam.Principal;
import org.letterlock.trail.Actor;
import org.letterlock.trail.TrailEvent;
import software.amazon.awssdk.services.kms.model.KmsException;

/// Makes the events of KMS calls (DP-22): names, ids and settings from the allow-list, never
/// plaintext or ciphertext.
record KmsEvents(Arns arns) {
    private static final String SOURCE = "kms.amazonaws.com";
    private static final Set<String> READS =
            Set.of("Encrypt", "Decrypt", "ReEncrypt", "Sign", "DeriveSharedSecret", "GenerateMac", "GenerateRandom");
    private static final List<String> READ_PREFIXES = List.of("Get", "List", "Describe", "GenerateDataKey", "Verify");

    /// The events of a call that was decided, its own last.
    List<TrailEvent> of(Call call, @Nullable KmsException failure) {
        var events = new ArrayList<TrailEvent>();
        if (failure == null) {
            events.addAll(call.side());
        }
        events.add(event(call, failure));
        return events;
    }

    private TrailEvent event(Call call, @Nullable KmsException failure) {
        boolean denied = failure != null && isDenied(failure);
        return new TrailEvent(
                actor(call.caller()),
                call.time(),
                SOURCE,
                call.operation(),
                arns.region(),
                failure == null ? null : failure(failure),
                denied ? null : parameters(call),
                failure == null && !call.response().isEmpty() ? call.response() : null,
                call.additional().isEmpty() ? null : call.additional(),
                call.requestId(),
                UUID.randomUUID().toString(),
                isRead(call.operation()),
                call.resources(),
                arns.account(),
                isShared(call.caller()) ? UUID.randomUUID().toString() : null);
    }

    /// A service's call, and one from another account, is an event in both accounts.
    private boolean isShared(Caller caller) {
        return caller.principal()
                .home()
                .map(account -> !account.equals(arns.account()))
                .orElse(true);
    }

    /// What the KMS itself does, e.g. the making of the AWS-managed key.
    TrailEvent internal(Instant time, String operation, KmsKey key) {
        return internal(time, operation, key, null);
    }

    /// @param details the event's `serviceEventDetails`; null: none
    TrailEvent internal(Instant time, String operation, KmsKey key, @Nullable Map<String, ?> details) {
        return new TrailEvent(
                new Actor.Internal(arns.account()),
                time,
                SOURCE,
                operation,
                arns.region(),
                null,
                null,
                null,
                details,
                UUID.randomUUID().toString(),
                UUID.randomUUID().toString(),
                false,
                List.of(new TrailEvent.Resource(key.arn(), arns.account(), "AWS::KMS::Key")),
                arns.account(),
                null);
    }

    private static boolean isDenied(KmsException failure) {
        return KmsErrors.ACCESS_DENIED.equals(failure.awsErrorDetails().errorCode());
    }

    private static TrailEvent.Failure failure(KmsException failure) {
        var details = failure.awsErrorDetails();
        return new TrailEvent.Failure(isDenied(failure) ? "AccessDenied" : details.errorCode(), details.errorMessage());
    }

    private static @Nullable Map<String, ?> parameters(Call call) {
        var members = new LinkedHashMap<String, Object>(LoggedMembers.of(call.operation(), call.request()));
        if (!(call.caller() instanceof Caller.Service)) {
            call.parameters().forEach(members::putIfAbsent);
        }
        return members.isEmpty() ? null : members;
    }

    private static boolean isRead(String operation) {
        return READS.contains(operation) || READ_PREFIXES.stream().anyMatch(operation::startsWith);
    }

    private Actor actor(Caller caller) {
        return switch (caller) {
            case Caller.Service service -> new Actor.Service(service.principal().name());
            case Caller.Signed signed -> signer(signed, null);
            case Caller.Forwarded forwarded ->
                signer(forwarded.signer(), forwarded.service().name());
        };
    }

    private Actor.Signer signer(Caller.Signed signed, @Nullable String invokedBy) {
        var origin = signed.origin();
        return switch (signed.principal()) {
            case Principal.Root root -> signer("Root", root.account(), root.account(), signed, null, invokedBy, origin);
            case Principal.User user ->
                signer("IAMUser", user.principalId(), user.account(), signed, user.userName(), invokedBy, origin);
            case Principal.Service service ->
                signer("AWSService", service.name(), arns.account(), signed, null, invokedBy, origin);
        };
    }

    private static Actor.Signer signer(
            String type,
            String principalId,
            String account,
            Caller.Signed signed,
            @Nullable String userName,
            @Nullable String invokedBy,
            Origin origin) {
        var tls = origin.tls();
        return new Actor.Signer(
                type,
                principalId,
                signed.principal().name(),
                account,
                signed.accessKeyId(),
                userName,
                invokedBy,
                origin.sourceIp(),
                origin.userAgent(),
                tls == null || invokedBy != null
                        ? null
                        : new Actor.Signer.Tls(tls.version(), tls.cipherSuite(), tls.host()));
    }
}
