package org.letterlock.trail;

import java.util.List;

/// Events newest first, and where to go on.
///
/// @param next the [Query#before()] of the next page; 0: this was the last. A page may be short,
///     even empty, and not be the last
public record Page(List<RecordedEvent> events, long next) {}
