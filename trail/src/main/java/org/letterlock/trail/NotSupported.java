package org.letterlock.trail;

import software.amazon.awssdk.services.cloudtrail.CloudTrailClient;
import software.amazon.awssdk.services.cloudtrail.model.AddTagsRequest;
import software.amazon.awssdk.services.cloudtrail.model.AddTagsResponse;
import software.amazon.awssdk.services.cloudtrail.model.CancelQueryRequest;
import software.amazon.awssdk.services.cloudtrail.model.CancelQueryResponse;
import software.amazon.awssdk.services.cloudtrail.model.CreateChannelRequest;
import software.amazon.awssdk.services.cloudtrail.model.CreateChannelResponse;
import software.amazon.awssdk.services.cloudtrail.model.CreateDashboardRequest;
import software.amazon.awssdk.services.cloudtrail.model.CreateDashboardResponse;
import software.amazon.awssdk.services.cloudtrail.model.CreateEventDataStoreRequest;
import software.amazon.awssdk.services.cloudtrail.model.CreateEventDataStoreResponse;
import software.amazon.awssdk.services.cloudtrail.model.CreateTrailRequest;
import software.amazon.awssdk.services.cloudtrail.model.CreateTrailResponse;
import software.amazon.awssdk.services.cloudtrail.model.DeleteChannelRequest;
import software.amazon.awssdk.services.cloudtrail.model.DeleteChannelResponse;
import software.amazon.awssdk.services.cloudtrail.model.DeleteDashboardRequest;
import software.amazon.awssdk.services.cloudtrail.model.DeleteDashboardResponse;
import software.amazon.awssdk.services.cloudtrail.model.DeleteEventDataStoreRequest;
import software.amazon.awssdk.services.cloudtrail.model.DeleteEventDataStoreResponse;
import software.amazon.awssdk.services.cloudtrail.model.DeleteResourcePolicyRequest;
import software.amazon.awssdk.services.cloudtrail.model.DeleteResourcePolicyResponse;
import software.amazon.awssdk.services.cloudtrail.model.DeleteTrailRequest;
import software.amazon.awssdk.services.cloudtrail.model.DeleteTrailResponse;
import software.amazon.awssdk.services.cloudtrail.model.DeregisterOrganizationDelegatedAdminRequest;
import software.amazon.awssdk.services.cloudtrail.model.DeregisterOrganizationDelegatedAdminResponse;
import software.amazon.awssdk.services.cloudtrail.model.DescribeQueryRequest;
import software.amazon.awssdk.services.cloudtrail.model.DescribeQueryResponse;
import software.amazon.awssdk.services.cloudtrail.model.DescribeTrailsRequest;
import software.amazon.awssdk.services.cloudtrail.model.DescribeTrailsResponse;
import software.amazon.awssdk.services.cloudtrail.model.DisableFederationRequest;
import software.amazon.awssdk.services.cloudtrail.model.DisableFederationResponse;
import software.amazon.awssdk.services.cloudtrail.model.EnableFederationRequest;
import software.amazon.awssdk.services.cloudtrail.model.EnableFederationResponse;
import software.amazon.awssdk.services.cloudtrail.model.GenerateQueryRequest;
import software.amazon.awssdk.services.cloudtrail.model.GenerateQueryResponse;
import software.amazon.awssdk.services.cloudtrail.model.GetChannelRequest;
import software.amazon.awssdk.services.cloudtrail.model.GetChannelResponse;
import software.amazon.awssdk.services.cloudtrail.model.GetDashboardRequest;
import software.amazon.awssdk.services.cloudtrail.model.GetDashboardResponse;
import software.amazon.awssdk.services.cloudtrail.model.GetEventConfigurationRequest;
import software.amazon.awssdk.services.cloudtrail.model.GetEventConfigurationResponse;
import software.amazon.awssdk.services.cloudtrail.model.GetEventDataStoreRequest;
import software.amazon.awssdk.services.cloudtrail.model.GetEventDataStoreResponse;
import software.amazon.awssdk.services.cloudtrail.model.GetEventSelectorsRequest;
import software.amazon.awssdk.services.cloudtrail.model.GetEventSelectorsResponse;
import software.amazon.awssdk.services.cloudtrail.model.GetImportRequest;
import software.amazon.awssdk.services.cloudtrail.model.GetImportResponse;
import software.amazon.awssdk.services.cloudtrail.model.GetInsightSelectorsRequest;
import software.amazon.awssdk.services.cloudtrail.model.GetInsightSelectorsResponse;
import software.amazon.awssdk.services.cloudtrail.model.GetQueryResultsRequest;
import software.amazon.awssdk.services.cloudtrail.model.GetQueryResultsResponse;
import software.amazon.awssdk.services.cloudtrail.model.GetResourcePolicyRequest;
import software.amazon.awssdk.services.cloudtrail.model.GetResourcePolicyResponse;
import software.amazon.awssdk.services.cloudtrail.model.GetTrailRequest;
import software.amazon.awssdk.services.cloudtrail.model.GetTrailResponse;
import software.amazon.awssdk.services.cloudtrail.model.GetTrailStatusRequest;
import software.amazon.awssdk.services.cloudtrail.model.GetTrailStatusResponse;
import software.amazon.awssdk.services.cloudtrail.model.ListChannelsRequest;
import software.amazon.awssdk.services.cloudtrail.model.ListChannelsResponse;
import software.amazon.awssdk.services.cloudtrail.model.ListDashboardsRequest;
import software.amazon.awssdk.services.cloudtrail.model.ListDashboardsResponse;
import software.amazon.awssdk.services.cloudtrail.model.ListEventDataStoresRequest;
import software.amazon.awssdk.services.cloudtrail.model.ListEventDataStoresResponse;
import software.amazon.awssdk.services.cloudtrail.model.ListImportFailuresRequest;
import software.amazon.awssdk.services.cloudtrail.model.ListImportFailuresResponse;
import software.amazon.awssdk.services.cloudtrail.model.ListImportsRequest;
import software.amazon.awssdk.services.cloudtrail.model.ListImportsResponse;
import software.amazon.awssdk.services.cloudtrail.model.ListInsightsDataRequest;
import software.amazon.awssdk.services.cloudtrail.model.ListInsightsDataResponse;
import software.amazon.awssdk.services.cloudtrail.model.ListInsightsMetricDataRequest;
import software.amazon.awssdk.services.cloudtrail.model.ListInsightsMetricDataResponse;
import software.amazon.awssdk.services.cloudtrail.model.ListPublicKeysRequest;
import software.amazon.awssdk.services.cloudtrail.model.ListPublicKeysResponse;
import software.amazon.awssdk.services.cloudtrail.model.ListQueriesRequest;
import software.amazon.awssdk.services.cloudtrail.model.ListQueriesResponse;
import software.amazon.awssdk.services.cloudtrail.model.ListTagsRequest;
import software.amazon.awssdk.services.cloudtrail.model.ListTagsResponse;
import software.amazon.awssdk.services.cloudtrail.model.ListTrailsRequest;
import software.amazon.awssdk.services.cloudtrail.model.ListTrailsResponse;
import software.amazon.awssdk.services.cloudtrail.model.PutEventConfigurationRequest;
import software.amazon.awssdk.services.cloudtrail.model.PutEventConfigurationResponse;
import software.amazon.awssdk.services.cloudtrail.model.PutEventSelectorsRequest;
import software.amazon.awssdk.services.cloudtrail.model.PutEventSelectorsResponse;
import software.amazon.awssdk.services.cloudtrail.model.PutInsightSelectorsRequest;
import software.amazon.awssdk.services.cloudtrail.model.PutInsightSelectorsResponse;
import software.amazon.awssdk.services.cloudtrail.model.PutResourcePolicyRequest;
import software.amazon.awssdk.services.cloudtrail.model.PutResourcePolicyResponse;
import software.amazon.awssdk.services.cloudtrail.model.RegisterOrganizationDelegatedAdminRequest;
import software.amazon.awssdk.services.cloudtrail.model.RegisterOrganizationDelegatedAdminResponse;
import software.amazon.awssdk.services.cloudtrail.model.RemoveTagsRequest;
import software.amazon.awssdk.services.cloudtrail.model.RemoveTagsResponse;
import software.amazon.awssdk.services.cloudtrail.model.RestoreEventDataStoreRequest;
import software.amazon.awssdk.services.cloudtrail.model.RestoreEventDataStoreResponse;
import software.amazon.awssdk.services.cloudtrail.model.SearchSampleQueriesRequest;
import software.amazon.awssdk.services.cloudtrail.model.SearchSampleQueriesResponse;
import software.amazon.awssdk.services.cloudtrail.model.StartDashboardRefreshRequest;
import software.amazon.awssdk.services.cloudtrail.model.StartDashboardRefreshResponse;
import software.amazon.awssdk.services.cloudtrail.model.StartEventDataStoreIngestionRequest;
import software.amazon.awssdk.services.cloudtrail.model.StartEventDataStoreIngestionResponse;
import software.amazon.awssdk.services.cloudtrail.model.StartImportRequest;
import software.amazon.awssdk.services.cloudtrail.model.StartImportResponse;
import software.amazon.awssdk.services.cloudtrail.model.StartLoggingRequest;
import software.amazon.awssdk.services.cloudtrail.model.StartLoggingResponse;
import software.amazon.awssdk.services.cloudtrail.model.StartQueryRequest;
import software.amazon.awssdk.services.cloudtrail.model.StartQueryResponse;
import software.amazon.awssdk.services.cloudtrail.model.StopEventDataStoreIngestionRequest;
import software.amazon.awssdk.services.cloudtrail.model.StopEventDataStoreIngestionResponse;
import software.amazon.awssdk.services.cloudtrail.model.StopImportRequest;
import software.amazon.awssdk.services.cloudtrail.model.StopImportResponse;
import software.amazon.awssdk.services.cloudtrail.model.StopLoggingRequest;
import software.amazon.awssdk.services.cloudtrail.model.StopLoggingResponse;
import software.amazon.awssdk.services.cloudtrail.model.UnsupportedOperationException;
import software.amazon.awssdk.services.cloudtrail.model.UpdateChannelRequest;
import software.amazon.awssdk.services.cloudtrail.model.UpdateChannelResponse;
import software.amazon.awssdk.services.cloudtrail.model.UpdateDashboardRequest;
import software.amazon.awssdk.services.cloudtrail.model.UpdateDashboardResponse;
import software.amazon.awssdk.services.cloudtrail.model.UpdateEventDataStoreRequest;
import software.amazon.awssdk.services.cloudtrail.model.UpdateEventDataStoreResponse;
import software.amazon.awssdk.services.cloudtrail.model.UpdateTrailRequest;
import software.amazon.awssdk.services.cloudtrail.model.UpdateTrailResponse;

/// The operations of CloudTrail that are not here. Each is answered with CloudTrail's own
/// UnsupportedOperationException, never with Java's.
interface NotSupported extends CloudTrailClient {
    private static UnsupportedOperationException refused(String operation) {
        var message = "This trail does not support " + operation + ".";
        return (UnsupportedOperationException) UnsupportedOperationException.builder()
                .message(message)
                .awsErrorDetails(Errors.details("UnsupportedOperationException", message))
                .statusCode(Errors.BAD_REQUEST)
                .build();
    }

    @Override
    default AddTagsResponse addTags(AddTagsRequest request) {
        throw refused("AddTags");
    }

    @Override
    default CancelQueryResponse cancelQuery(CancelQueryRequest request) {
        throw refused("CancelQuery");
    }

    @Override
    default CreateChannelResponse createChannel(CreateChannelRequest request) {
        throw refused("CreateChannel");
    }

    @Override
    default CreateDashboardResponse createDashboard(CreateDashboardRequest request) {
        throw refused("CreateDashboard");
    }

    @Override
    default CreateEventDataStoreResponse createEventDataStore(CreateEventDataStoreRequest request) {
        throw refused("CreateEventDataStore");
    }

    @Override
    default CreateTrailResponse createTrail(CreateTrailRequest request) {
        throw refused("CreateTrail");
    }

    @Override
    default DeleteChannelResponse deleteChannel(DeleteChannelRequest request) {
        throw refused("DeleteChannel");
    }

    @Override
    default DeleteDashboardResponse deleteDashboard(DeleteDashboardRequest request) {
        throw refused("DeleteDashboard");
    }

    @Override
    default DeleteEventDataStoreResponse deleteEventDataStore(DeleteEventDataStoreRequest request) {
        throw refused("DeleteEventDataStore");
    }

    @Override
    default DeleteResourcePolicyResponse deleteResourcePolicy(DeleteResourcePolicyRequest request) {
        throw refused("DeleteResourcePolicy");
    }

    @Override
    default DeleteTrailResponse deleteTrail(DeleteTrailRequest request) {
        throw refused("DeleteTrail");
    }

    @Override
    default DeregisterOrganizationDelegatedAdminResponse deregisterOrganizationDelegatedAdmin(
            DeregisterOrganizationDelegatedAdminRequest request) {
        throw refused("DeregisterOrganizationDelegatedAdmin");
    }

    @Override
    default DescribeQueryResponse describeQuery(DescribeQueryRequest request) {
        throw refused("DescribeQuery");
    }

    @Override
    default DescribeTrailsResponse describeTrails(DescribeTrailsRequest request) {
        throw refused("DescribeTrails");
    }

    @Override
    default DisableFederationResponse disableFederation(DisableFederationRequest request) {
        throw refused("DisableFederation");
    }

    @Override
    default EnableFederationResponse enableFederation(EnableFederationRequest request) {
        throw refused("EnableFederation");
    }

    @Override
    default GenerateQueryResponse generateQuery(GenerateQueryRequest request) {
        throw refused("GenerateQuery");
    }

    @Override
    default GetChannelResponse getChannel(GetChannelRequest request) {
        throw refused("GetChannel");
    }

    @Override
    default GetDashboardResponse getDashboard(GetDashboardRequest request) {
        throw refused("GetDashboard");
    }

    @Override
    default GetEventConfigurationResponse getEventConfiguration(GetEventConfigurationRequest request) {
        throw refused("GetEventConfiguration");
    }

    @Override
    default GetEventDataStoreResponse getEventDataStore(GetEventDataStoreRequest request) {
        throw refused("GetEventDataStore");
    }

    @Override
    default GetEventSelectorsResponse getEventSelectors(GetEventSelectorsRequest request) {
        throw refused("GetEventSelectors");
    }

    @Override
    default GetImportResponse getImport(GetImportRequest request) {
        throw refused("GetImport");
    }

    @Override
    default GetInsightSelectorsResponse getInsightSelectors(GetInsightSelectorsRequest request) {
        throw refused("GetInsightSelectors");
    }

    @Override
    default GetQueryResultsResponse getQueryResults(GetQueryResultsRequest request) {
        throw refused("GetQueryResults");
    }

    @Override
    default GetResourcePolicyResponse getResourcePolicy(GetResourcePolicyRequest request) {
        throw refused("GetResourcePolicy");
    }

    @Override
    default GetTrailResponse getTrail(GetTrailRequest request) {
        throw refused("GetTrail");
    }

    @Override
    default GetTrailStatusResponse getTrailStatus(GetTrailStatusRequest request) {
        throw refused("GetTrailStatus");
    }

    @Override
    default ListChannelsResponse listChannels(ListChannelsRequest request) {
        throw refused("ListChannels");
    }

    @Override
    default ListDashboardsResponse listDashboards(ListDashboardsRequest request) {
        throw refused("ListDashboards");
    }

    @Override
    default ListEventDataStoresResponse listEventDataStores(ListEventDataStoresRequest request) {
        throw refused("ListEventDataStores");
    }

    @Override
    default ListImportFailuresResponse listImportFailures(ListImportFailuresRequest request) {
        throw refused("ListImportFailures");
    }

    @Override
    default ListImportsResponse listImports(ListImportsRequest request) {
        throw refused("ListImports");
    }

    @Override
    default ListInsightsDataResponse listInsightsData(ListInsightsDataRequest request) {
        throw refused("ListInsightsData");
    }

    @Override
    default ListInsightsMetricDataResponse listInsightsMetricData(ListInsightsMetricDataRequest request) {
        throw refused("ListInsightsMetricData");
    }

    @Override
    default ListPublicKeysResponse listPublicKeys(ListPublicKeysRequest request) {
        throw refused("ListPublicKeys");
    }

    @Override
    default ListQueriesResponse listQueries(ListQueriesRequest request) {
        throw refused("ListQueries");
    }

    @Override
    default ListTagsResponse listTags(ListTagsRequest request) {
        throw refused("ListTags");
    }

    @Override
    default ListTrailsResponse listTrails(ListTrailsRequest request) {
        throw refused("ListTrails");
    }

    @Override
    default PutEventConfigurationResponse putEventConfiguration(PutEventConfigurationRequest request) {
        throw refused("PutEventConfiguration");
    }

    @Override
    default PutEventSelectorsResponse putEventSelectors(PutEventSelectorsRequest request) {
        throw refused("PutEventSelectors");
    }

    @Override
    default PutInsightSelectorsResponse putInsightSelectors(PutInsightSelectorsRequest request) {
        throw refused("PutInsightSelectors");
    }

    @Override
    default PutResourcePolicyResponse putResourcePolicy(PutResourcePolicyRequest request) {
        throw refused("PutResourcePolicy");
    }

    @Override
    default RegisterOrganizationDelegatedAdminResponse registerOrganizationDelegatedAdmin(
            RegisterOrganizationDelegatedAdminRequest request) {
        throw refused("RegisterOrganizationDelegatedAdmin");
    }

    @Override
    default RemoveTagsResponse removeTags(RemoveTagsRequest request) {
        throw refused("RemoveTags");
    }

    @Override
    default RestoreEventDataStoreResponse restoreEventDataStore(RestoreEventDataStoreRequest request) {
        throw refused("RestoreEventDataStore");
    }

    @Override
    default SearchSampleQueriesResponse searchSampleQueries(SearchSampleQueriesRequest request) {
        throw refused("SearchSampleQueries");
    }

    @Override
    default StartDashboardRefreshResponse startDashboardRefresh(StartDashboardRefreshRequest request) {
        throw refused("StartDashboardRefresh");
    }

    @Override
    default StartEventDataStoreIngestionResponse startEventDataStoreIngestion(
            StartEventDataStoreIngestionRequest request) {
        throw refused("StartEventDataStoreIngestion");
    }

    @Override
    default StartImportResponse startImport(StartImportRequest request) {
        throw refused("StartImport");
    }

    @Override
    default StartLoggingResponse startLogging(StartLoggingRequest request) {
        throw refused("StartLogging");
    }

    @Override
    default StartQueryResponse startQuery(StartQueryRequest request) {
        throw refused("StartQuery");
    }

    @Override
    default StopEventDataStoreIngestionResponse stopEventDataStoreIngestion(
            StopEventDataStoreIngestionRequest request) {
        throw refused("StopEventDataStoreIngestion");
    }

    @Override
    default StopImportResponse stopImport(StopImportRequest request) {
        throw refused("StopImport");
    }

    @Override
    default StopLoggingResponse stopLogging(StopLoggingRequest request) {
        throw refused("StopLogging");
    }

    @Override
    default UpdateChannelResponse updateChannel(UpdateChannelRequest request) {
        throw refused("UpdateChannel");
    }

    @Override
    default UpdateDashboardResponse updateDashboard(UpdateDashboardRequest request) {
        throw refused("UpdateDashboard");
    }

    @Override
    default UpdateEventDataStoreResponse updateEventDataStore(UpdateEventDataStoreRequest request) {
        throw refused("UpdateEventDataStore");
    }

    @Override
    default UpdateTrailResponse updateTrail(UpdateTrailRequest request) {
        throw refused("UpdateTrail");
    }
}
