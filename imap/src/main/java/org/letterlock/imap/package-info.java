/// The IMAP door.
@NullMarked
package org.letterlock.imap;

import org.jspecify.annotations.NullMarked;
