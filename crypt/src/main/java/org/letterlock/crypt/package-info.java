/// Secrets, AEAD, streaming AEAD, key derivation, blind index, key pairs.
@NullMarked
package org.letterlock.crypt;

import org.jspecify.annotations.NullMarked;
