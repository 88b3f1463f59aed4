package org.letterlock.message;

import org.jspecify.annotations.Nullable;

/// One address of an envelope (RFC 9051 §7.5.2): `name` decoded from RFC 2047 words to Unicode. A group
/// starts with an address whose `host` is null and `mailbox` is the group's name, and ends with one in
/// which both are null. An address that has no domain has an empty `host`.
public record Address(
        @Nullable String name,
        @Nullable String mailbox,
        @Nullable String host) {}
