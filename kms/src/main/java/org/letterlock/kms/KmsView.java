package org.letterlock.kms;

import org.letterlock.iam.Caller;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kms.KmsServiceClientConfiguration;
import software.amazon.awssdk.services.kms.model.CancelKeyDeletionRequest;
import software.amazon.awssdk.services.kms.model.CancelKeyDeletionResponse;
import software.amazon.awssdk.services.kms.model.CreateAliasRequest;
import software.amazon.awssdk.services.kms.model.CreateAliasResponse;
import software.amazon.awssdk.services.kms.model.CreateGrantRequest;
import software.amazon.awssdk.services.kms.model.CreateGrantResponse;
import software.amazon.awssdk.services.kms.model.CreateKeyRequest;
import software.amazon.awssdk.services.kms.model.CreateKeyResponse;
import software.amazon.awssdk.services.kms.model.DecryptRequest;
import software.amazon.awssdk.services.kms.model.DecryptResponse;
import software.amazon.awssdk.services.kms.model.DeleteAliasRequest;
import software.amazon.awssdk.services.kms.model.DeleteAliasResponse;
import software.amazon.awssdk.services.kms.model.DeleteImportedKeyMaterialRequest;
import software.amazon.awssdk.services.kms.model.DeleteImportedKeyMaterialResponse;
import software.amazon.awssdk.services.kms.model.DeriveSharedSecretRequest;
import software.amazon.awssdk.services.kms.model.DeriveSharedSecretResponse;
import software.amazon.awssdk.services.kms.model.DescribeKeyRequest;
import software.amazon.awssdk.services.kms.model.DescribeKeyResponse;
import software.amazon.awssdk.services.kms.model.DisableKeyRequest;
import software.amazon.awssdk.services.kms.model.DisableKeyResponse;
import software.amazon.awssdk.services.kms.model.DisableKeyRotationRequest;
import software.amazon.awssdk.services.kms.model.DisableKeyRotationResponse;
import software.amazon.awssdk.services.kms.model.EnableKeyRequest;
import software.amazon.awssdk.services.kms.model.EnableKeyResponse;
import software.amazon.awssdk.services.kms.model.EnableKeyRotationRequest;
import software.amazon.awssdk.services.kms.model.EnableKeyRotationResponse;
import software.amazon.awssdk.services.kms.model.EncryptRequest;
import software.amazon.awssdk.services.kms.model.EncryptResponse;
import software.amazon.awssdk.services.kms.model.GenerateDataKeyPairRequest;
import software.amazon.awssdk.services.kms.model.GenerateDataKeyPairResponse;
import software.amazon.awssdk.services.kms.model.GenerateDataKeyPairWithoutPlaintextRequest;
import software.amazon.awssdk.services.kms.model.GenerateDataKeyPairWithoutPlaintextResponse;
import software.amazon.awssdk.services.kms.model.GenerateDataKeyRequest;
import software.amazon.awssdk.services.kms.model.GenerateDataKeyResponse;
import software.amazon.awssdk.services.kms.model.GenerateDataKeyWithoutPlaintextRequest;
import software.amazon.awssdk.services.kms.model.GenerateDataKeyWithoutPlaintextResponse;
import software.amazon.awssdk.services.kms.model.GenerateMacRequest;
import software.amazon.awssdk.services.kms.model.GenerateMacResponse;
import software.amazon.awssdk.services.kms.model.GenerateRandomRequest;
import software.amazon.awssdk.services.kms.model.GenerateRandomResponse;
import software.amazon.awssdk.services.kms.model.GetKeyLastUsageRequest;
import software.amazon.awssdk.services.kms.model.GetKeyLastUsageResponse;
import software.amazon.awssdk.services.kms.model.GetKeyPolicyRequest;
import software.amazon.awssdk.services.kms.model.GetKeyPolicyResponse;
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
import software.amazon.awssdk.services.kms.model.ListAliasesRequest;
import software.amazon.awssdk.services.kms.model.ListAliasesResponse;
import software.amazon.awssdk.services.kms.model.ListGrantsRequest;
import software.amazon.awssdk.services.kms.model.ListGrantsResponse;
import software.amazon.awssdk.services.kms.model.ListKeyPoliciesRequest;
import software.amazon.awssdk.services.kms.model.ListKeyPoliciesResponse;
import software.amazon.awssdk.services.kms.model.ListKeyRotationsRequest;
import software.amazon.awssdk.services.kms.model.ListKeyRotationsResponse;
import software.amazon.awssdk.services.kms.model.ListKeysRequest;
import software.amazon.awssdk.services.kms.model.ListKeysResponse;
import software.amazon.awssdk.services.kms.model.ListResourceTagsRequest;
import software.amazon.awssdk.services.kms.model.ListResourceTagsResponse;
import software.amazon.awssdk.services.kms.model.ListRetirableGrantsRequest;
import software.amazon.awssdk.services.kms.model.ListRetirableGrantsResponse;
import software.amazon.awssdk.services.kms.model.PutKeyPolicyRequest;
import software.amazon.awssdk.services.kms.model.PutKeyPolicyResponse;
import software.amazon.awssdk.services.kms.model.ReEncryptRequest;
import software.amazon.awssdk.services.kms.model.ReEncryptResponse;
import software.amazon.awssdk.services.kms.model.RetireGrantRequest;
import software.amazon.awssdk.services.kms.model.RetireGrantResponse;
import software.amazon.awssdk.services.kms.model.RevokeGrantRequest;
import software.amazon.awssdk.services.kms.model.RevokeGrantResponse;
import software.amazon.awssdk.services.kms.model.RotateKeyOnDemandRequest;
import software.amazon.awssdk.services.kms.model.RotateKeyOnDemandResponse;
import software.amazon.awssdk.services.kms.model.ScheduleKeyDeletionRequest;
import software.amazon.awssdk.services.kms.model.ScheduleKeyDeletionResponse;
import software.amazon.awssdk.services.kms.model.SignRequest;
import software.amazon.awssdk.services.kms.model.SignResponse;
import software.amazon.awssdk.services.kms.model.TagResourceRequest;
import software.amazon.awssdk.services.kms.model.TagResourceResponse;
import software.amazon.awssdk.services.kms.model.UntagResourceRequest;
import software.amazon.awssdk.services.kms.model.UntagResourceResponse;
import software.amazon.awssdk.services.kms.model.UpdateAliasRequest;
import software.amazon.awssdk.services.kms.model.UpdateAliasResponse;
import software.amazon.awssdk.services.kms.model.UpdateKeyDescriptionRequest;
import software.amazon.awssdk.services.kms.model.UpdateKeyDescriptionResponse;
import software.amazon.awssdk.services.kms.model.VerifyMacRequest;
import software.amazon.awssdk.services.kms.model.VerifyMacResponse;
import software.amazon.awssdk.services.kms.model.VerifyRequest;
import software.amazon.awssdk.services.kms.model.VerifyResponse;

/// The KMS as one caller sees it. Thread-safe; closing it closes nothing.
record KmsView(Caller caller, KmsCalls calls, KmsCore core) implements NotSupported {
    @Override
    public <R extends KmsResponse> R refuse(String operation, KmsRequest request) {
        return calls.read(caller, request, new Refused<>(operation));
    }

    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    @Override
    public KmsServiceClientConfiguration serviceClientConfiguration() {
        return KmsServiceClientConfiguration.builder()
                .region(Region.of(core.arns().region()))
                .build();
    }

    @Override
    public void close() {}

    @Override
    public CancelKeyDeletionResponse cancelKeyDeletion(CancelKeyDeletionRequest request) {
        return calls.write(caller, request, new CancelKeyDeletion(core));
    }

    @Override
    public CreateAliasResponse createAlias(CreateAliasRequest request) {
        return calls.write(caller, request, new CreateAlias(core));
    }

    @Override
    public CreateGrantResponse createGrant(CreateGrantRequest request) {
        return calls.write(caller, request, new CreateGrant(core));
    }

    @Override
    public CreateKeyResponse createKey(CreateKeyRequest request) {
        try (var made = calls.pair(caller, "CreateKey", request, new CreateKey(core, null)::needed)) {
            return calls.write(caller, request, new CreateKey(core, made));
        }
    }

    @Override
    public DecryptResponse decrypt(DecryptRequest request) {
        return calls.read(caller, request, new Decrypt(core));
    }

    @Override
    public DeleteAliasResponse deleteAlias(DeleteAliasRequest request) {
        return calls.write(caller, request, new DeleteAlias(core));
    }

    @Override
    public DescribeKeyResponse describeKey(DescribeKeyRequest request) {
        var operation = new DescribeKey(core);
        boolean makesKey = calls.peek(() -> operation.makesKey(request));
        return makesKey ? calls.write(caller, request, operation) : calls.read(caller, request, operation);
    }

    @Override
    public DisableKeyResponse disableKey(DisableKeyRequest request) {
        return calls.write(caller, request, new DisableKey(core));
    }

    @Override
    public EnableKeyResponse enableKey(EnableKeyRequest request) {
        return calls.write(caller, request, new EnableKey(core));
    }

    @Override
    public EncryptResponse encrypt(EncryptRequest request) {
        return calls.read(caller, request, new Encrypt(core));
    }

    @Override
    public GenerateDataKeyResponse generateDataKey(GenerateDataKeyRequest request) {
        return calls.read(caller, request, new GenerateDataKey(core));
    }

    @Override
    public GenerateDataKeyWithoutPlaintextResponse generateDataKeyWithoutPlaintext(
            GenerateDataKeyWithoutPlaintextRequest request) {
        return calls.read(caller, request, new GenerateDataKeyWithoutPlaintext(core));
    }

    @Override
    public GetKeyPolicyResponse getKeyPolicy(GetKeyPolicyRequest request) {
        return calls.read(caller, request, new GetKeyPolicy(core));
    }

    @Override
    public ListAliasesResponse listAliases(ListAliasesRequest request) {
        return calls.read(caller, request, new ListAliases(core));
    }

    @Override
    public ListGrantsResponse listGrants(ListGrantsRequest request) {
        return calls.read(caller, request, new ListGrants(core));
    }

    @Override
    public ListKeyPoliciesResponse listKeyPolicies(ListKeyPoliciesRequest request) {
        return calls.read(caller, request, new ListKeyPolicies(core));
    }

    @Override
    public ListKeysResponse listKeys(ListKeysRequest request) {
        return calls.read(caller, request, new ListKeys(core));
    }

    @Override
    public ListRetirableGrantsResponse listRetirableGrants(ListRetirableGrantsRequest request) {
        return calls.read(caller, request, new ListRetirableGrants(core));
    }

    @Override
    public PutKeyPolicyResponse putKeyPolicy(PutKeyPolicyRequest request) {
        return calls.write(caller, request, new PutKeyPolicy(core));
    }

    @Override
    public RetireGrantResponse retireGrant(RetireGrantRequest request) {
        return calls.write(caller, request, new RetireGrant(core));
    }

    @Override
    public RevokeGrantResponse revokeGrant(RevokeGrantRequest request) {
        return calls.write(caller, request, new RevokeGrant(core));
    }

    @Override
    public ScheduleKeyDeletionResponse scheduleKeyDeletion(ScheduleKeyDeletionRequest request) {
        return calls.write(caller, request, new ScheduleKeyDeletion(core));
    }

    @Override
    public UpdateAliasResponse updateAlias(UpdateAliasRequest request) {
        return calls.write(caller, request, new UpdateAlias(core));
    }

    @Override
    public DeleteImportedKeyMaterialResponse deleteImportedKeyMaterial(DeleteImportedKeyMaterialRequest request) {
        return calls.write(caller, request, new DeleteImportedKeyMaterial(core));
    }

    @Override
    public DeriveSharedSecretResponse deriveSharedSecret(DeriveSharedSecretRequest request) {
        return calls.read(caller, request, new DeriveSharedSecret(core));
    }

    @Override
    public DisableKeyRotationResponse disableKeyRotation(DisableKeyRotationRequest request) {
        return calls.write(caller, request, new DisableKeyRotation(core));
    }

    @Override
    public EnableKeyRotationResponse enableKeyRotation(EnableKeyRotationRequest request) {
        return calls.write(caller, request, new EnableKeyRotation(core));
    }

    @Override
    public GenerateDataKeyPairResponse generateDataKeyPair(GenerateDataKeyPairRequest request) {
        try (var made =
                calls.pair(caller, "GenerateDataKeyPair", request, new GenerateDataKeyPair(core, null)::needed)) {
            return calls.read(caller, request, new GenerateDataKeyPair(core, made));
        }
    }

    @Override
    public GenerateDataKeyPairWithoutPlaintextResponse generateDataKeyPairWithoutPlaintext(
            GenerateDataKeyPairWithoutPlaintextRequest request) {
        try (var made = calls.pair(
                caller,
                "GenerateDataKeyPairWithoutPlaintext",
                request,
                new GenerateDataKeyPairWithoutPlaintext(core, null)::needed)) {
            return calls.read(caller, request, new GenerateDataKeyPairWithoutPlaintext(core, made));
        }
    }

    @Override
    public GenerateMacResponse generateMac(GenerateMacRequest request) {
        return calls.read(caller, request, new GenerateMac(core));
    }

    @Override
    public GenerateRandomResponse generateRandom(GenerateRandomRequest request) {
        return calls.read(caller, request, new GenerateRandom(core));
    }

    @Override
    public GetKeyRotationStatusResponse getKeyRotationStatus(GetKeyRotationStatusRequest request) {
        return calls.read(caller, request, new GetKeyRotationStatus(core));
    }

    @Override
    public GetParametersForImportResponse getParametersForImport(GetParametersForImportRequest request) {
        try (var made =
                calls.pair(caller, "GetParametersForImport", request, new GetParametersForImport(core, null)::needed)) {
            return calls.read(caller, request, new GetParametersForImport(core, made));
        }
    }

    @Override
    public GetPublicKeyResponse getPublicKey(GetPublicKeyRequest request) {
        return calls.read(caller, request, new GetPublicKey(core));
    }

    @Override
    public ImportKeyMaterialResponse importKeyMaterial(ImportKeyMaterialRequest request) {
        return calls.write(caller, request, new ImportKeyMaterial(core));
    }

    @Override
    public ListKeyRotationsResponse listKeyRotations(ListKeyRotationsRequest request) {
        return calls.read(caller, request, new ListKeyRotations(core));
    }

    @Override
    public ListResourceTagsResponse listResourceTags(ListResourceTagsRequest request) {
        return calls.read(caller, request, new ListResourceTags(core));
    }

    @Override
    public ReEncryptResponse reEncrypt(ReEncryptRequest request) {
        return calls.read(caller, request, new ReEncrypt(core));
    }

    @Override
    public RotateKeyOnDemandResponse rotateKeyOnDemand(RotateKeyOnDemandRequest request) {
        return calls.write(caller, request, new RotateKeyOnDemand(core));
    }

    @Override
    public SignResponse sign(SignRequest request) {
        return calls.read(caller, request, new Sign(core));
    }

    @Override
    public TagResourceResponse tagResource(TagResourceRequest request) {
        return calls.write(caller, request, new TagResource(core));
    }

    @Override
    public UntagResourceResponse untagResource(UntagResourceRequest request) {
        return calls.write(caller, request, new UntagResource(core));
    }

    @Override
    public UpdateKeyDescriptionResponse updateKeyDescription(UpdateKeyDescriptionRequest request) {
        return calls.write(caller, request, new UpdateKeyDescription(core));
    }

    @Override
    public VerifyResponse verify(VerifyRequest request) {
        return calls.read(caller, request, new Verify(core));
    }

    @Override
    public VerifyMacResponse verifyMac(VerifyMacRequest request) {
        return calls.read(caller, request, new VerifyMac(core));
    }

    @Override
    public GetKeyLastUsageResponse getKeyLastUsage(GetKeyLastUsageRequest request) {
        return calls.read(caller, request, new GetKeyLastUsage(core));
    }
}
