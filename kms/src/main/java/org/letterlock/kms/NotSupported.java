package org.letterlock.kms;

import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.ConnectCustomKeyStoreRequest;
import software.amazon.awssdk.services.kms.model.ConnectCustomKeyStoreResponse;
import software.amazon.awssdk.services.kms.model.CreateCustomKeyStoreRequest;
import software.amazon.awssdk.services.kms.model.CreateCustomKeyStoreResponse;
import software.amazon.awssdk.services.kms.model.DecapsulateRequest;
import software.amazon.awssdk.services.kms.model.DecapsulateResponse;
import software.amazon.awssdk.services.kms.model.DeleteCustomKeyStoreRequest;
import software.amazon.awssdk.services.kms.model.DeleteCustomKeyStoreResponse;
import software.amazon.awssdk.services.kms.model.DeleteImportedKeyMaterialRequest;
import software.amazon.awssdk.services.kms.model.DeleteImportedKeyMaterialResponse;
import software.amazon.awssdk.services.kms.model.DeriveSharedSecretRequest;
import software.amazon.awssdk.services.kms.model.DeriveSharedSecretResponse;
import software.amazon.awssdk.services.kms.model.DescribeCustomKeyStoresRequest;
import software.amazon.awssdk.services.kms.model.DescribeCustomKeyStoresResponse;
import software.amazon.awssdk.services.kms.model.DisableKeyRotationRequest;
import software.amazon.awssdk.services.kms.model.DisableKeyRotationResponse;
import software.amazon.awssdk.services.kms.model.DisconnectCustomKeyStoreRequest;
import software.amazon.awssdk.services.kms.model.DisconnectCustomKeyStoreResponse;
import software.amazon.awssdk.services.kms.model.EnableKeyRotationRequest;
import software.amazon.awssdk.services.kms.model.EnableKeyRotationResponse;
import software.amazon.awssdk.services.kms.model.EncapsulateRequest;
import software.amazon.awssdk.services.kms.model.EncapsulateResponse;
import software.amazon.awssdk.services.kms.model.GenerateDataKeyPairRequest;
import software.amazon.awssdk.services.kms.model.GenerateDataKeyPairResponse;
import software.amazon.awssdk.services.kms.model.GenerateDataKeyPairWithoutPlaintextRequest;
import software.amazon.awssdk.services.kms.model.GenerateDataKeyPairWithoutPlaintextResponse;
import software.amazon.awssdk.services.kms.model.GenerateMacRequest;
import software.amazon.awssdk.services.kms.model.GenerateMacResponse;
import software.amazon.awssdk.services.kms.model.GenerateRandomRequest;
import software.amazon.awssdk.services.kms.model.GenerateRandomResponse;
import software.amazon.awssdk.services.kms.model.GetKeyLastUsageRequest;
import software.amazon.awssdk.services.kms.model.GetKeyLastUsageResponse;
import software.amazon.awssdk.services.kms.model.GetKeyRotationStatusRequest;
import software.amazon.awssdk.services.kms.model.GetKeyRotationStatusResponse;
import software.amazon.awssdk.services.kms.model.GetParametersForImportRequest;
import software.amazon.awssdk.services.kms.model.GetParametersForImportResponse;
import software.amazon.awssdk.services.kms.model.GetPublicKeyRequest;
import software.amazon.awssdk.services.kms.model.GetPublicKeyResponse;
import software.amazon.awssdk.services.kms.model.ImportKeyMaterialRequest;
import software.amazon.awssdk.services.kms.model.ImportKeyMaterialResponse;
import software.amazon.awssdk.services.kms.model.KmsRequest;
import software.amazon.awssdk.services.kms.model.KmsResponse;
import software.amazon.awssdk.services.kms.model.ListKeyRotationsRequest;
import software.amazon.awssdk.services.kms.model.ListKeyRotationsResponse;
import software.amazon.awssdk.services.kms.model.ListResourceTagsRequest;
import software.amazon.awssdk.services.kms.model.ListResourceTagsResponse;
import software.amazon.awssdk.services.kms.model.ReEncryptRequest;
import software.amazon.awssdk.services.kms.model.ReEncryptResponse;
import software.amazon.awssdk.services.kms.model.ReplicateKeyRequest;
import software.amazon.awssdk.services.kms.model.ReplicateKeyResponse;
import software.amazon.awssdk.services.kms.model.RotateKeyOnDemandRequest;
import software.amazon.awssdk.services.kms.model.RotateKeyOnDemandResponse;
import software.amazon.awssdk.services.kms.model.SignRequest;
import software.amazon.awssdk.services.kms.model.SignResponse;
import software.amazon.awssdk.services.kms.model.TagResourceRequest;
import software.amazon.awssdk.services.kms.model.TagResourceResponse;
import software.amazon.awssdk.services.kms.model.UntagResourceRequest;
import software.amazon.awssdk.services.kms.model.UntagResourceResponse;
import software.amazon.awssdk.services.kms.model.UpdateCustomKeyStoreRequest;
import software.amazon.awssdk.services.kms.model.UpdateCustomKeyStoreResponse;
import software.amazon.awssdk.services.kms.model.UpdateKeyDescriptionRequest;
import software.amazon.awssdk.services.kms.model.UpdateKeyDescriptionResponse;
import software.amazon.awssdk.services.kms.model.UpdatePrimaryRegionRequest;
import software.amazon.awssdk.services.kms.model.UpdatePrimaryRegionResponse;
import software.amazon.awssdk.services.kms.model.VerifyMacRequest;
import software.amazon.awssdk.services.kms.model.VerifyMacResponse;
import software.amazon.awssdk.services.kms.model.VerifyRequest;
import software.amazon.awssdk.services.kms.model.VerifyResponse;

/// The operations of KMS that are not here yet. Each is recorded in the trail and answered with
/// KMS's own UnsupportedOperationException, never with Java's.
interface NotSupported extends KmsClient {
    /// Records and refuses a call.
    <R extends KmsResponse> R refuse(String operation, KmsRequest request);

    @Override
    default ConnectCustomKeyStoreResponse connectCustomKeyStore(ConnectCustomKeyStoreRequest request) {
        return refuse("ConnectCustomKeyStore", request);
    }

    @Override
    default CreateCustomKeyStoreResponse createCustomKeyStore(CreateCustomKeyStoreRequest request) {
        return refuse("CreateCustomKeyStore", request);
    }

    @Override
    default DecapsulateResponse decapsulate(DecapsulateRequest request) {
        return refuse("Decapsulate", request);
    }

    @Override
    default DeleteCustomKeyStoreResponse deleteCustomKeyStore(DeleteCustomKeyStoreRequest request) {
        return refuse("DeleteCustomKeyStore", request);
    }

    @Override
    default DeleteImportedKeyMaterialResponse deleteImportedKeyMaterial(DeleteImportedKeyMaterialRequest request) {
        return refuse("DeleteImportedKeyMaterial", request);
    }

    @Override
    default DeriveSharedSecretResponse deriveSharedSecret(DeriveSharedSecretRequest request) {
        return refuse("DeriveSharedSecret", request);
    }

    @Override
    default DescribeCustomKeyStoresResponse describeCustomKeyStores(DescribeCustomKeyStoresRequest request) {
        return refuse("DescribeCustomKeyStores", request);
    }

    @Override
    default DisableKeyRotationResponse disableKeyRotation(DisableKeyRotationRequest request) {
        return refuse("DisableKeyRotation", request);
    }

    @Override
    default DisconnectCustomKeyStoreResponse disconnectCustomKeyStore(DisconnectCustomKeyStoreRequest request) {
        return refuse("DisconnectCustomKeyStore", request);
    }

    @Override
    default EnableKeyRotationResponse enableKeyRotation(EnableKeyRotationRequest request) {
        return refuse("EnableKeyRotation", request);
    }

    @Override
    default EncapsulateResponse encapsulate(EncapsulateRequest request) {
        return refuse("Encapsulate", request);
    }

    @Override
    default GenerateDataKeyPairResponse generateDataKeyPair(GenerateDataKeyPairRequest request) {
        return refuse("GenerateDataKeyPair", request);
    }

    @Override
    default GenerateDataKeyPairWithoutPlaintextResponse generateDataKeyPairWithoutPlaintext(
            GenerateDataKeyPairWithoutPlaintextRequest request) {
        return refuse("GenerateDataKeyPairWithoutPlaintext", request);
    }

    @Override
    default GenerateMacResponse generateMac(GenerateMacRequest request) {
        return refuse("GenerateMac", request);
    }

    @Override
    default GenerateRandomResponse generateRandom(GenerateRandomRequest request) {
        return refuse("GenerateRandom", request);
    }

    @Override
    default GetKeyLastUsageResponse getKeyLastUsage(GetKeyLastUsageRequest request) {
        return refuse("GetKeyLastUsage", request);
    }

    @Override
    default GetKeyRotationStatusResponse getKeyRotationStatus(GetKeyRotationStatusRequest request) {
        return refuse("GetKeyRotationStatus", request);
    }

    @Override
    default GetParametersForImportResponse getParametersForImport(GetParametersForImportRequest request) {
        return refuse("GetParametersForImport", request);
    }

    @Override
    default GetPublicKeyResponse getPublicKey(GetPublicKeyRequest request) {
        return refuse("GetPublicKey", request);
    }

    @Override
    default ImportKeyMaterialResponse importKeyMaterial(ImportKeyMaterialRequest request) {
        return refuse("ImportKeyMaterial", request);
    }

    @Override
    default ListKeyRotationsResponse listKeyRotations(ListKeyRotationsRequest request) {
        return refuse("ListKeyRotations", request);
    }

    @Override
    default ListResourceTagsResponse listResourceTags(ListResourceTagsRequest request) {
        return refuse("ListResourceTags", request);
    }

    @Override
    default ReEncryptResponse reEncrypt(ReEncryptRequest request) {
        return refuse("ReEncrypt", request);
    }

    @Override
    default ReplicateKeyResponse replicateKey(ReplicateKeyRequest request) {
        return refuse("ReplicateKey", request);
    }

    @Override
    default RotateKeyOnDemandResponse rotateKeyOnDemand(RotateKeyOnDemandRequest request) {
        return refuse("RotateKeyOnDemand", request);
    }

    @Override
    default SignResponse sign(SignRequest request) {
        return refuse("Sign", request);
    }

    @Override
    default TagResourceResponse tagResource(TagResourceRequest request) {
        return refuse("TagResource", request);
    }

    @Override
    default UntagResourceResponse untagResource(UntagResourceRequest request) {
        return refuse("UntagResource", request);
    }

    @Override
    default UpdateCustomKeyStoreResponse updateCustomKeyStore(UpdateCustomKeyStoreRequest request) {
        return refuse("UpdateCustomKeyStore", request);
    }

    @Override
    default UpdateKeyDescriptionResponse updateKeyDescription(UpdateKeyDescriptionRequest request) {
        return refuse("UpdateKeyDescription", request);
    }

    @Override
    default UpdatePrimaryRegionResponse updatePrimaryRegion(UpdatePrimaryRegionRequest request) {
        return refuse("UpdatePrimaryRegion", request);
    }

    @Override
    default VerifyResponse verify(VerifyRequest request) {
        return refuse("Verify", request);
    }

    @Override
    default VerifyMacResponse verifyMac(VerifyMacRequest request) {
        return refuse("VerifyMac", request);
    }
}
