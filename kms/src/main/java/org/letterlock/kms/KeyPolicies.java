package org.letterlock.kms;

import org.jspecify.annotations.Nullable;
import org.letterlock.iam.MalformedPolicyException;
import org.letterlock.iam.Policy;

/// Key policies: the one that a key gets by default, and the checks of one that is put.
final class KeyPolicies {
    static final String NAME = "default";
    private static final String STANDARD = """
            {
              "Version" : "2012-10-17",
              "Id" : "key-default-1",
              "Statement" : [ {
                "Sid" : "Enable IAM User Permissions",
                "Effect" : "Allow",
                "Principal" : {
                  "AWS" : "%s"
                },
                "Action" : "kms:*",
                "Resource" : "*"
              } ]
            }""";

    private KeyPolicies() {}

    /// The account may do everything, and leave it to its users.
    static String standard(Arns arns) {
        return STANDARD.formatted(arns.root());
    }

    static Policy parse(String document) {
        if (document.isEmpty() || document.length() > Policy.MAX_LENGTH) {
            throw KmsErrors.limitExceeded("A key policy has 1 to " + Policy.MAX_LENGTH + " characters.");
        }
        try {
            return Policy.parse(document);
        } catch (MalformedPolicyException e) {
            throw KmsErrors.malformedPolicy(String.valueOf(e.getMessage()));
        }
    }

    static void checkName(@Nullable String name) {
        if (name != null && !name.equals(NAME)) {
            throw KmsErrors.notFound("No such policy exists");
        }
    }

    /// Refuses a policy that names a user or role which does not exist.
    static void checkPrincipals(KmsCore core, Policy policy) {
        var identities = core.authorizer().evaluator().identities();
        if (!policy.namedPrincipals().stream().allMatch(identities::mayExist)) {
            throw KmsErrors.malformedPolicy("Policy contains a statement with one or more invalid principals.");
        }
    }

    /// Refuses a policy that would not let the caller put another one.
    ///
    /// @param changed the key as it would be
    static void checkLockout(KmsCore core, Call call, KmsKey changed) {
        if (!core.authorizer().canPutPolicy(call, changed)) {
            throw KmsErrors.malformedPolicy(
                    "The new key policy will not allow you to update the key policy in the future.");
        }
    }
}
