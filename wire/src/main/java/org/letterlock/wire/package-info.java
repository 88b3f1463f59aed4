/// Listeners on virtual threads, the TLS policy, bounded readers.
@NullMarked
package org.letterlock.wire;

import org.jspecify.annotations.NullMarked;
