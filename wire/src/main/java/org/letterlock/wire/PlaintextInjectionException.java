package org.letterlock.wire;

import java.io.IOException;

/// The peer sent more in the clear after STARTTLS, in the same breath (CVE-2011-0411). The connection
/// must be closed.
public final class PlaintextInjectionException extends IOException {
    PlaintextInjectionException() {
        super("plaintext after STARTTLS");
    }
}
