/// Principals, access keys, policy documents and their evaluation, SigV4.
@NullMarked
package org.letterlock.iam;

import org.jspecify.annotations.NullMarked;
