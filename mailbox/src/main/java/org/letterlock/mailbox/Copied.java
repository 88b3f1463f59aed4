package org.letterlock.mailbox;

import java.util.List;

/// UIDPLUS's COPYUID: `from` and `to` run in parallel; UIDs that were gone are left out.
public record Copied(long uidValidity, List<Long> from, List<Long> to, long sequence) {}
