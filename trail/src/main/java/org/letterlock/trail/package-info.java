/// The audit trail: CloudTrail events, chained and looked up.
///
/// Public: [Trail], which is also a CloudTrail client; [TrailEvent], [Actor] and [Entry] for
/// whoever writes; [Query], [Page] and [RecordedEvent] for whoever reads.
@NullMarked
package org.letterlock.trail;

import org.jspecify.annotations.NullMarked;
