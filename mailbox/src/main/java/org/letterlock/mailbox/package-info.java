/// Folders, messages, flags, search: the sealed mailbox log.
@NullMarked
package org.letterlock.mailbox;

import org.jspecify.annotations.NullMarked;
