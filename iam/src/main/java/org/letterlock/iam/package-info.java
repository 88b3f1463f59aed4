/// Principals, access keys, policy documents and their evaluation, SigV4.
///
/// Public: [Principal], [AccessKey], [AccessKeys]; [Caller] with its [Origin]; [Policy],
/// [AccessRequest] and [Decision]; [Evaluator] with the [Identities] it asks and its [Verdict].
@NullMarked
package org.letterlock.iam;

import org.jspecify.annotations.NullMarked;
