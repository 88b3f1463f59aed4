package org.letterlock.directory;

import org.jspecify.annotations.Nullable;
import org.letterlock.keyring.ServiceGrant;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.DisabledException;
import software.amazon.awssdk.services.kms.model.InvalidArnException;
import software.amazon.awssdk.services.kms.model.KeyMetadata;
import software.amazon.awssdk.services.kms.model.KeySpec;
import software.amazon.awssdk.services.kms.model.KeyState;
import software.amazon.awssdk.services.kms.model.KeyUsageType;
import software.amazon.awssdk.services.kms.model.KmsInvalidStateException;
import software.amazon.awssdk.services.kms.model.LimitExceededException;
import software.amazon.awssdk.services.kms.model.NotFoundException;

/// What an administrator does at the KMS through this service: choose a CMK (DP-13, DP-14) and
/// grant its use (DP-19). Turns the KMS's errors into the WorkMail API's.
final class Cmk {
    static final String AWS_MANAGED = "alias/aws/workmail";

    private Cmk() {}

    /// The ARN of an enabled symmetric key for encryption.
    ///
    /// @param key null for the AWS-managed key
    static String choose(KmsClient administrator, @Nullable String key) throws DirectoryException {
        String id = key == null ? AWS_MANAGED : key;
        try {
            var metadata = administrator.describeKey(r -> r.keyId(id)).keyMetadata();
            check(metadata);
            return metadata.arn();
        } catch (SdkException e) {
            throw refusal(e);
        }
    }

    static String grant(KmsClient administrator, ServiceGrant grant) throws DirectoryException {
        try {
            return grant.create(administrator);
        } catch (SdkException e) {
            throw refusal(e);
        }
    }

    private static void check(KeyMetadata key) throws DirectoryException {
        if (key.keySpec() != KeySpec.SYMMETRIC_DEFAULT) {
            boolean mac = key.keyUsage() == KeyUsageType.GENERATE_VERIFY_MAC;
            throw invalid("The KMS key is " + (mac ? "an HMAC key" : "asymmetric") + " (" + key.keySpecAsString()
                    + "). Only symmetric keys for encryption (SYMMETRIC_DEFAULT) can be used.");
        }
        if (key.keyUsage() != KeyUsageType.ENCRYPT_DECRYPT) {
            throw invalid("The KMS key is for " + key.keyUsageAsString() + ", not for ENCRYPT_DECRYPT.");
        }
        if (key.keyState() != KeyState.ENABLED) {
            throw invalid("The KMS key is " + key.keyStateAsString() + ". Enable it first.");
        }
    }

    /// The KMS's own words about keys and principals may be shown to the administrator who asked.
    private static DirectoryException refusal(SdkException e) {
        return switch (e) {
            case NotFoundException f -> invalid("There is no such KMS key.");
            case InvalidArnException f -> invalid("This is not the ARN of a KMS key.");
            case DisabledException f -> invalid("The KMS key is disabled. Enable it first.");
            case KmsInvalidStateException f -> invalid("The KMS key cannot be used in its state.");
            case LimitExceededException f ->
                new DirectoryException("LimitExceededException", "The KMS key has too many grants.");
            case AwsServiceException f
            when code(f).startsWith("AccessDenied") -> new DirectoryException("AccessDeniedException", words(f));
            case AwsServiceException f when f.statusCode() == 400 && !f.isThrottlingException() -> invalid(words(f));
            case SdkException f -> new DirectoryException("DirectoryUnavailableException", "The KMS does not answer.");
        };
    }

    private static DirectoryException invalid(String message) {
        return new DirectoryException("InvalidParameterException", message);
    }

    private static String code(AwsServiceException e) {
        var details = e.awsErrorDetails();
        return details == null || details.errorCode() == null ? "" : details.errorCode();
    }

    private static String words(AwsServiceException e) {
        var details = e.awsErrorDetails();
        return details == null || details.errorMessage() == null ? "The KMS refuses." : details.errorMessage();
    }
}
