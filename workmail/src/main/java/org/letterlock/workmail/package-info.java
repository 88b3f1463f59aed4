/// The organizations' control API, in WorkMail's words.
@NullMarked
package org.letterlock.workmail;

import org.jspecify.annotations.NullMarked;
