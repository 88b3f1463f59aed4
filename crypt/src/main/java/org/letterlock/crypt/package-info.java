/// Secrets, AEAD, streaming AEAD, key derivation, blind index.
@NullMarked
package org.letterlock.crypt;

import org.jspecify.annotations.NullMarked;
