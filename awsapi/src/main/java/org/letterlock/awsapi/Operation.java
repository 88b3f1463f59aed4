package org.letterlock.awsapi;

import com.fasterxml.jackson.databind.JsonNode;
import org.letterlock.iam.Caller;

/// One operation of an [AwsService]: JSON in, JSON out, on behalf of a caller.
public interface Operation {
    /// @throws Exception an `AwsServiceException` or a [ServiceException] says how it reads on the
    ///     wire; a `StoreException` reads as `ServiceUnavailable`; all else is a fault of the
    ///     service, of which the caller learns only the request id
    JsonNode call(Caller.Signed caller, JsonNode request) throws Exception;
}
