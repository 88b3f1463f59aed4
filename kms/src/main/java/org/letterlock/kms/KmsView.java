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
import software.amazon.awssdk.services.kms.model.DescribeKeyRequest;
import software.amazon.awssdk.services.kms.model.DescribeKeyResponse;
import software.amazon.awssdk.services.kms.model.DisableKeyRequest;
import software.amazon.awssdk.services.kms.model.DisableKeyResponse;
import software.amazon.awssdk.services.kms.model.EnableKeyRequest;
import software.amazon.awssdk.services.kms.model.EnableKeyResponse;
import software.amazon.awssdk.services.kms.model.EncryptRequest;
import software.amazon.awssdk.services.kms.model.EncryptResponse;
import software.amazon.awssdk.services.kms.model.GenerateDataKeyRequest;
import software.amazon.awssdk.services.kms.model.GenerateDataKeyResponse;
import software.amazon.awssdk.services.kms.model.GenerateDataKeyWithoutPlaintextRequest;
import software.amazon.awssdk.services.kms.model.GenerateDataKeyWithoutPlaintextResponse;
import software.amazon.awssdk.services.kms.model.GetKeyPolicyRequest;
import software.amazon.awssdk.services.kms.model.GetKeyPolicyResponse;
import software.amazon.awssdk.services.kms.model.KmsRequest;
import software.amazon.awssdk.services.kms.model.KmsResponse;
import software.amazon.awssdk.services.kms.model.ListAliasesRequest;
import software.amazon.awssdk.services.kms.model.ListAliasesResponse;
import software.amazon.awssdk.services.kms.model.ListGrantsRequest;
import software.amazon.awssdk.services.kms.model.ListGrantsResponse;
import software.amazon.awssdk.services.kms.model.ListKeyPoliciesRequest;
import software.amazon.awssdk.services.kms.model.ListKeyPoliciesResponse;
import software.amazon.awssdk.services.kms.model.ListKeysRequest;
import software.amazon.awssdk.services.kms.model.ListKeysResponse;
import software.amazon.awssdk.services.kms.model.ListRetirableGrantsRequest;
import software.amazon.awssdk.services.kms.model.ListRetirableGrantsResponse;
import software.amazon.awssdk.services.kms.model.PutKeyPolicyRequest;
import software.amazon.awssdk.services.kms.model.PutKeyPolicyResponse;
import software.amazon.awssdk.services.kms.model.RetireGrantRequest;
import software.amazon.awssdk.services.kms.model.RetireGrantResponse;
import software.amazon.awssdk.services.kms.model.RevokeGrantRequest;
import software.amazon.awssdk.services.kms.model.RevokeGrantResponse;
import software.amazon.awssdk.services.kms.model.ScheduleKeyDeletionRequest;
import software.amazon.awssdk.services.kms.model.ScheduleKeyDeletionResponse;
import software.amazon.awssdk.services.kms.model.UpdateAliasRequest;
import software.amazon.awssdk.services.kms.model.UpdateAliasResponse;

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
        return calls.write(caller, request, new CreateKey(core));
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
}
