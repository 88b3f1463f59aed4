/// Measurements.
@NullMarked
package org.letterlock.bench;

import org.jspecify.annotations.NullMarked;
