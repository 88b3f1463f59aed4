/// The audit trail: CloudTrail events, chained and looked up.
@NullMarked
package org.letterlock.trail;

import org.jspecify.annotations.NullMarked;
