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
import software.amazon.awssdk.services.kms.model.DescribeCustomKeyStoresRequest;
import software.amazon.awssdk.services.kms.model.DescribeCustomKeyStoresResponse;
import software.amazon.awssdk.services.kms.model.DisconnectCustomKeyStoreRequest;
import software.amazon.awssdk.services.kms.model.DisconnectCustomKeyStoreResponse;
import software.amazon.awssdk.services.kms.model.EncapsulateRequest;
import software.amazon.awssdk.services.kms.model.EncapsulateResponse;
import software.amazon.awssdk.services.kms.model.KmsRequest;
import software.amazon.awssdk.services.kms.model.KmsResponse;
import software.amazon.awssdk.services.kms.model.ReplicateKeyRequest;
import software.amazon.awssdk.services.kms.model.ReplicateKeyResponse;
import software.amazon.awssdk.services.kms.model.UpdateCustomKeyStoreRequest;
import software.amazon.awssdk.services.kms.model.UpdateCustomKeyStoreResponse;
import software.amazon.awssdk.services.kms.model.UpdatePrimaryRegionRequest;
import software.amazon.awssdk.services.kms.model.UpdatePrimaryRegionResponse;

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
    default DescribeCustomKeyStoresResponse describeCustomKeyStores(DescribeCustomKeyStoresRequest request) {
        return refuse("DescribeCustomKeyStores", request);
    }

    @Override
    default DisconnectCustomKeyStoreResponse disconnectCustomKeyStore(DisconnectCustomKeyStoreRequest request) {
        return refuse("DisconnectCustomKeyStore", request);
    }

    @Override
    default EncapsulateResponse encapsulate(EncapsulateRequest request) {
        return refuse("Encapsulate", request);
    }

    @Override
    default ReplicateKeyResponse replicateKey(ReplicateKeyRequest request) {
        return refuse("ReplicateKey", request);
    }

    @Override
    default UpdateCustomKeyStoreResponse updateCustomKeyStore(UpdateCustomKeyStoreRequest request) {
        return refuse("UpdateCustomKeyStore", request);
    }

    @Override
    default UpdatePrimaryRegionResponse updatePrimaryRegion(UpdatePrimaryRegionRequest request) {
        return refuse("UpdatePrimaryRegion", request);
    }
}
