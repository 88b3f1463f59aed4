package org.letterlock.kms;

import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.kms.model.AlreadyExistsException;
import software.amazon.awssdk.services.kms.model.ConflictException;
import software.amazon.awssdk.services.kms.model.DisabledException;
import software.amazon.awssdk.services.kms.model.DryRunOperationException;
import software.amazon.awssdk.services.kms.model.ExpiredImportTokenException;
import software.amazon.awssdk.services.kms.model.IncorrectKeyException;
import software.amazon.awssdk.services.kms.model.IncorrectKeyMaterialException;
import software.amazon.awssdk.services.kms.model.InvalidAliasNameException;
import software.amazon.awssdk.services.kms.model.InvalidArnException;
import software.amazon.awssdk.services.kms.model.InvalidCiphertextException;
import software.amazon.awssdk.services.kms.model.InvalidGrantIdException;
import software.amazon.awssdk.services.kms.model.InvalidGrantTokenException;
import software.amazon.awssdk.services.kms.model.InvalidImportTokenException;
import software.amazon.awssdk.services.kms.model.InvalidKeyUsageException;
import software.amazon.awssdk.services.kms.model.InvalidMarkerException;
import software.amazon.awssdk.services.kms.model.KmsException;
import software.amazon.awssdk.services.kms.model.KmsInternalException;
import software.amazon.awssdk.services.kms.model.KmsInvalidMacException;
import software.amazon.awssdk.services.kms.model.KmsInvalidSignatureException;
import software.amazon.awssdk.services.kms.model.KmsInvalidStateException;
import software.amazon.awssdk.services.kms.model.LimitExceededException;
import software.amazon.awssdk.services.kms.model.MalformedPolicyDocumentException;
import software.amazon.awssdk.services.kms.model.NotFoundException;
import software.amazon.awssdk.services.kms.model.TagException;
import software.amazon.awssdk.services.kms.model.UnsupportedOperationException;

/// The exceptions of AWS KMS, as its clients see them: the class, the code on the wire, the status
/// and the message. No message holds plaintext, ciphertext or an encryption context.
final class KmsErrors {
    static final String ACCESS_DENIED = "AccessDeniedException";
    static final String INTERNAL = "KMSInternalException";

    private static final int BAD_REQUEST = 400;
    private static final int FAULT = 500;

    private KmsErrors() {}

    static KmsException notFound(String message) {
        return error(NotFoundException.builder(), "NotFoundException", message);
    }

    static KmsException invalidArn(String message) {
        return error(InvalidArnException.builder(), "InvalidArnException", message);
    }

    /// Not in the service's model: the client gets a plain [KmsException] with this code.
    static KmsException accessDenied(String message) {
        return error(KmsException.builder(), ACCESS_DENIED, message);
    }

    /// Not in the service's model: the client gets a plain [KmsException] with this code.
    static KmsException validation(String member, String constraint) {
        return invalid(
                "1 validation error detected: Value at '" + member + "' failed to satisfy constraint: " + constraint);
    }

    static KmsException invalid(String message) {
        return error(KmsException.builder(), "ValidationException", message);
    }

    static KmsException disabled(String arn) {
        return error(DisabledException.builder(), "DisabledException", arn + " is disabled.");
    }

    static KmsException pendingDeletion(String arn) {
        return invalidState(arn + " is pending deletion.");
    }

    static KmsException pendingImport(String arn) {
        return invalidState(arn + " is pending import.");
    }

    static KmsException invalidMac() {
        return error(
                KmsInvalidMacException.builder(), "KMSInvalidMacException", "The HMAC of the message is not this one.");
    }

    static KmsException invalidSignature() {
        return error(
                KmsInvalidSignatureException.builder(), "KMSInvalidSignatureException", "The signature is not valid.");
    }

    static KmsException conflict(String message) {
        return error(ConflictException.builder(), "ConflictException", message);
    }

    static KmsException tag(String message) {
        return error(TagException.builder(), "TagException", message);
    }

    static KmsException invalidImportToken() {
        return error(
                InvalidImportTokenException.builder(),
                "InvalidImportTokenException",
                "The import token is not valid for this key.");
    }

    static KmsException expiredImportToken() {
        return error(
                ExpiredImportTokenException.builder(), "ExpiredImportTokenException", "The import token has expired.");
    }

    static KmsException incorrectKeyMaterial(String message) {
        return error(IncorrectKeyMaterialException.builder(), "IncorrectKeyMaterialException", message);
    }

    static KmsException invalidState(String message) {
        return error(KmsInvalidStateException.builder(), "KMSInvalidStateException", message);
    }

    static KmsException invalidKeyUsage(String message) {
        return error(InvalidKeyUsageException.builder(), "InvalidKeyUsageException", message);
    }

    static KmsException unsupported(String message) {
        return error(UnsupportedOperationException.builder(), "UnsupportedOperationException", message);
    }

    static KmsException invalidCiphertext() {
        return error(
                InvalidCiphertextException.builder(),
                "InvalidCiphertextException",
                "The ciphertext or its encryption context is not valid.");
    }

    static KmsException incorrectKey() {
        return error(
                IncorrectKeyException.builder(),
                "IncorrectKeyException",
                "The key ID in the request does not identify a CMK that can perform this operation.");
    }

    static KmsException malformedPolicy(String message) {
        return error(MalformedPolicyDocumentException.builder(), "MalformedPolicyDocumentException", message);
    }

    static KmsException limitExceeded(String message) {
        return error(LimitExceededException.builder(), "LimitExceededException", message);
    }

    static KmsException alreadyExists(String message) {
        return error(AlreadyExistsException.builder(), "AlreadyExistsException", message);
    }

    static KmsException invalidAliasName(String message) {
        return error(InvalidAliasNameException.builder(), "InvalidAliasNameException", message);
    }

    static KmsException invalidGrantId(String message) {
        return error(InvalidGrantIdException.builder(), "InvalidGrantIdException", message);
    }

    static KmsException invalidGrantToken() {
        return error(InvalidGrantTokenException.builder(), "InvalidGrantTokenException", "Grant token is not valid.");
    }

    static KmsException invalidMarker() {
        return error(InvalidMarkerException.builder(), "InvalidMarkerException", "The marker is not valid.");
    }

    static KmsException dryRun() {
        return error(
                DryRunOperationException.builder(),
                "DryRunOperationException",
                "The request would have succeeded, but the DryRun option is set.");
    }

    static KmsException internal() {
        return error(KmsInternalException.builder(), INTERNAL, "The request was not carried out.", FAULT);
    }

    private static KmsException error(KmsException.Builder builder, String code, String message) {
        return error(builder, code, message, BAD_REQUEST);
    }

    private static KmsException error(KmsException.Builder builder, String code, String message, int status) {
        return (KmsException) builder.message(message)
                .statusCode(status)
                .awsErrorDetails(AwsErrorDetails.builder()
                        .errorCode(code)
                        .errorMessage(message)
                        .serviceName("Kms")
                        .build())
                .build();
    }
}
