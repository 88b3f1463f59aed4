package org.letterlock.iam;

import java.util.List;
import java.util.Set;

/// The condition keys that mean something here: those that requests carry, and those of AWS which
/// are rightly absent (no request comes from a VPC endpoint). A policy that names another is
/// refused: a misspelt key, which is never present, would silently void a `Deny`.
final class ConditionKeys {
    private static final Set<String> SINGLE = Set.of(
            "aws:calledviafirst",
            "aws:calledvialast",
            "aws:currenttime",
            "aws:epochtime",
            "aws:federatedprovider",
            "aws:multifactorauthage",
            "aws:multifactorauthpresent",
            "aws:principalaccount",
            "aws:principalarn",
            "aws:principalisawsservice",
            "aws:principalorgid",
            "aws:principalservicename",
            "aws:principaltype",
            "aws:requestedregion",
            "aws:resourceaccount",
            "aws:securetransport",
            "aws:sourceaccount",
            "aws:sourcearn",
            "aws:sourceidentity",
            "aws:sourceip",
            "aws:sourceorgid",
            "aws:sourcevpc",
            "aws:sourcevpce",
            "aws:tokenissuetime",
            "aws:useragent",
            "aws:userid",
            "aws:username",
            "aws:viaawsservice",
            "aws:vpcsourceip",
            "kms:bypasspolicylockoutsafetycheck",
            "kms:calleraccount",
            "kms:datakeypairspec",
            "kms:encryptionalgorithm",
            "kms:expirationmodel",
            "kms:grantconstrainttype",
            "kms:granteeprincipal",
            "kms:grantisforawsresource",
            "kms:keyagreementalgorithm",
            "kms:keyorigin",
            "kms:keyspec",
            "kms:keyusage",
            "kms:macalgorithm",
            "kms:messagetype",
            "kms:multiregion",
            "kms:multiregionkeytype",
            "kms:primaryregion",
            "kms:reencryptonsamekey",
            "kms:replicaregion",
            "kms:requestalias",
            "kms:retiringprincipal",
            "kms:rotationperiodindays",
            "kms:schedulekeydeletionpendingwindowindays",
            "kms:signingalgorithm",
            "kms:validto",
            "kms:viaservice",
            "kms:wrappingalgorithm",
            "kms:wrappingkeyspec");

    /// Several values at once: only the set operators and `Null` may test them.
    private static final Set<String> MULTIPLE = Set.of(
            "aws:calledvia",
            "aws:principalorgpaths",
            "aws:principalservicenameslist",
            "aws:tagkeys",
            "kms:encryptioncontextkeys",
            "kms:grantoperations",
            "kms:resourcealiases");

    private static final String ENCRYPTION_CONTEXT = "kms:encryptioncontext:";

    /// What the name of a tag, of a context's key or of a measurement follows.
    private static final List<String> PREFIXES = List.of(
            ENCRYPTION_CONTEXT,
            "aws:principaltag/",
            "aws:requesttag/",
            "aws:resourcetag/",
            "kms:recipientattestation:");

    private ConditionKeys() {}

    /// @param key in lower case
    static boolean isKnown(String key) {
        return SINGLE.contains(key)
                || isMultiple(key)
                || PREFIXES.stream().anyMatch(prefix -> key.startsWith(prefix) && key.length() > prefix.length());
    }

    static boolean isMultiple(String key) {
        return MULTIPLE.contains(key);
    }

    static boolean isEncryptionContext(String key) {
        return key.startsWith(ENCRYPTION_CONTEXT);
    }
}
