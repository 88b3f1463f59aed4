/// Outside judges: structure, real clients, crashes, canaries.
@NullMarked
package org.letterlock.testbed;

import org.jspecify.annotations.NullMarked;
