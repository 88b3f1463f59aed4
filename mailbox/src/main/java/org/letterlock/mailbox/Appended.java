package org.letterlock.mailbox;

import java.util.List;

/// Where messages have come to lie: UIDPLUS's APPENDUID.
public record Appended(long uidValidity, List<Long> uids, long sequence) {}
