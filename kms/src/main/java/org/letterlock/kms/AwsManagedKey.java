package org.letterlock.kms;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.UUID;
import org.letterlock.crypt.Secret;
import software.amazon.awssdk.services.kms.model.KeyManagerType;
import software.amazon.awssdk.services.kms.model.KeySpec;
import software.amazon.awssdk.services.kms.model.KeyState;
import software.amazon.awssdk.services.kms.model.KeyUsageType;
import software.amazon.awssdk.services.kms.model.OriginType;

/// The AWS-managed key of the mail service (DP-13, DP-18): made when it is first described, with
/// the policy of the data-protection reference, which nobody changes. Rotated every year.
record AwsManagedKey(KmsCore core) {
    static final String ALIAS = "alias/aws/workmail";
    private static final String DESCRIPTION = "Default key that protects my WorkMail data when no other key is defined";
    private static final String POLICY = "key-policy-aws-managed.json";
    private static final String POLICY_SERVICE = "workmail.us-east-1.amazonaws.com";
    private static final String POLICY_ACCOUNT = "111122223333";

    /// Asks `call` for the key and its alias, with an event of the KMS's own.
    KmsKey make(Call call) {
        var id = UUID.randomUUID();
        var document = document();
        var now = call.time().truncatedTo(ChronoUnit.MILLIS);
        var material = MaterialId.random(id, core.random());
        var key = new KmsKey(
                new KmsKey.Fixed(
                        id,
                        core.arns().key(id),
                        KeySpec.SYMMETRIC_DEFAULT,
                        KeyUsageType.ENCRYPT_DECRYPT,
                        KeyManagerType.AWS,
                        OriginType.AWS_KMS,
                        now),
                KeyState.ENABLED,
                null,
                KeyMaterials.of(KeyMaterial.first(material)),
                Rotation.every(Rotation.USUAL_DAYS, now),
                DESCRIPTION,
                Map.of(),
                KeyPolicy.of(document));
        call.change(new Change.PutMaterial(material, key.spec(), Secret.random(Material.bytes(key.spec()))));
        call.change(new Change.PutKey(key));
        call.change(new Change.PutAlias(new Alias(ALIAS, id, now, now)));
        call.side().add(core.events().internal(call.time(), "CreateKey", key));
        return key;
    }

    private String document() {
        try (var in = AwsManagedKey.class.getResourceAsStream(POLICY)) {
            if (in == null) {
                throw new IllegalStateException(POLICY + " is missing from the program");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .replace(POLICY_SERVICE, core.service())
                    .replace(POLICY_ACCOUNT, core.arns().account());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Refuses to change an AWS-managed key, whatever its policy says.
    static void refuse(KmsKey key, String operation) {
        if (key.manager() == KeyManagerType.AWS) {
            throw KmsErrors.unsupported(key.arn() + " is managed by AWS: " + operation + " is not possible.");
        }
    }
}
