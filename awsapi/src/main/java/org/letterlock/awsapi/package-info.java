/// Puts an implementation of an SDK client interface on the network.
@NullMarked
package org.letterlock.awsapi;

import org.jspecify.annotations.NullMarked;
