package org.letterlock.kms;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.letterlock.iam.Principal;

/// Who can be a grantee or retiring principal: an IAM principal by its ARN, or a service by its
/// name. (AWS wants a service in a member of its own; the mail service's grant is the older form
/// that ListGrants shows.)
final class GrantPrincipals {
    private static final Pattern ARN = Pattern.compile(
            "arn:aws:(iam::[0-9]{12}:(root|(user|role)/[!-~]{1,224})|sts::[0-9]{12}:assumed-role/[!-~]{1,224})");
    private static final int MAX_LENGTH = 256;

    private GrantPrincipals() {}

    static String checked(String member, @Nullable String name) {
        if (name == null || name.isEmpty() || name.length() > MAX_LENGTH) {
            throw KmsErrors.validation(member, "From 1 to " + MAX_LENGTH + " characters");
        }
        if (!ARN.matcher(name).matches() && !Principal.Service.isName(name)) {
            throw KmsErrors.invalidArn("The " + member + " is neither a principal's ARN nor a service's name.");
        }
        return name;
    }
}
