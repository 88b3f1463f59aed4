/// Organizations, domains, users, credentials.
@NullMarked
package org.letterlock.directory;

import org.jspecify.annotations.NullMarked;
