/// The SMTP door: reception and submission.
@NullMarked
package org.letterlock.smtp;

import org.jspecify.annotations.NullMarked;
