/// Composition, configuration and the command line: the only place where the parts are put
/// together.
///
/// Public: [Main], and [Sweep] for those who judge from outside.
@NullMarked
package org.letterlock.server;

import org.jspecify.annotations.NullMarked;
