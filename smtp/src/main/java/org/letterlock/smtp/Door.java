package org.letterlock.smtp;

import java.time.Duration;
import java.time.InstantSource;
import org.letterlock.wire.Budget;
import org.letterlock.wire.Limits;
import org.letterlock.wire.Timeouts;
import org.letterlock.wire.TlsPolicy;

/// What all sessions of one door share.
///
/// @param hostname our name, in greetings and trace lines
record Door(
        Role role,
        String hostname,
        Limits limits,
        TlsPolicy tls,
        Accounts accounts,
        Delivery delivery,
        Budget budget,
        InstantSource clock) {
    /// RFC 5321 §4.5.3.1.8 asks for a hundred at least.
    static final int MAX_RECIPIENTS = 100;
    /// Commands that fail; MAIL transactions; commands in all: after that the session is over.
    static final int MAX_ERRORS = 20;

    static final int MAX_LOGIN_FAILURES = 3;
    static final int MAX_COMMANDS = 10_000;

    /// RFC 5321 §4.5.3.2.7: five minutes between commands.
    static final Timeouts COMMANDS =
            new Timeouts(Duration.ofMinutes(5), Duration.ofMinutes(1), Duration.ofMinutes(1), 512);
    /// RFC 5321 §4.5.3.2.5: three minutes for a block of data.
    static final Timeouts DATA = new Timeouts(Duration.ofMinutes(3), Duration.ofMinutes(3), Duration.ofMinutes(1), 512);
}
