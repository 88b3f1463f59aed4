/// The record engine SPI over sealed values, and an in-memory engine.
@NullMarked
package org.letterlock.store;

import org.jspecify.annotations.NullMarked;
