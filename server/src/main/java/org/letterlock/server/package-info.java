/// Composition, configuration, command line.
@NullMarked
package org.letterlock.server;

import org.jspecify.annotations.NullMarked;
