/// The organizations' control API in WorkMail's own words, behind the SDK's client interface.
///
/// Public: [WorkMail], [ForwardedKms].
@NullMarked
package org.letterlock.workmail;

import org.jspecify.annotations.NullMarked;
