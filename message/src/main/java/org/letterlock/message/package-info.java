/// MIME structure, envelope, addresses; pure, no I/O.
@NullMarked
package org.letterlock.message;

import org.jspecify.annotations.NullMarked;
