package org.letterlock.smtp;

import java.io.IOException;

/// A message went on far over the size limit: the session ends without waiting for its end.
final class EndlessMessageException extends IOException {
    EndlessMessageException() {
        super("message far over the size limit");
    }
}
