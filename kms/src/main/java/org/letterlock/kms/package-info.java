/// The embedded key management service.
@NullMarked
package org.letterlock.kms;

import org.jspecify.annotations.NullMarked;
