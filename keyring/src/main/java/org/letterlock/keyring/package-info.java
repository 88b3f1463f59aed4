/// Mailbox, organization and message keys, and their leases.
@NullMarked
package org.letterlock.keyring;

import org.jspecify.annotations.NullMarked;
