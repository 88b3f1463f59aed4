package org.letterlock.mailbox;

/// Tells a listener that a folder has changed; opaque numbers only, so that it may be told without a
/// lease.
///
/// @param appended UIDs that have come, ascending
/// @param vanished UIDs that are gone, ascending
/// @param flagged  UIDs whose flags have changed
/// @param deleted  whether the folder itself is gone
public record Change(
        long folder, long sequence, long[] appended, long[] vanished, long[] flagged, boolean deleted, long origin) {}
