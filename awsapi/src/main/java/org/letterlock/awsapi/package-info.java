/// Puts any implementation of an SDK client interface on the network: AWS JSON 1.1 over HTTPS,
/// requests signed by SigV4.
///
/// Public: [AwsEndpoint] (the listener), [AwsService] (what it serves), [SdkService] (an SDK client
/// interface as a service), [JsonService] (operations that no SDK has), [ServiceException] (an
/// error with its name on the wire).
@NullMarked
package org.letterlock.awsapi;

import org.jspecify.annotations.NullMarked;
