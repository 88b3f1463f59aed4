package org.letterlock.mailbox;

import org.letterlock.crypt.TamperedException;

/// What a mailbox counts up and never counts down.
///
/// @param nextMid     all message ids that were ever committed are below it
/// @param nextFolder  the next folder's id
/// @param uidValidity the youngest folder's UIDVALIDITY
/// @param limitBytes  the quota
record Counters(long nextMid, long nextFolder, long uidValidity, long limitBytes) {
    Counters withNextMid(long next) {
        return new Counters(next, nextFolder, uidValidity, limitBytes);
    }

    /// After a folder was made: its UIDVALIDITY is the time, or one more than the last, so that no name
    /// ever has the same twice.
    Counters afterFolder(long now) {
        return new Counters(nextMid, nextFolder + 1, Math.max(now, uidValidity + 1), limitBytes);
    }

    void encode(Encoder out) {
        out.number(nextMid).number(nextFolder).number(uidValidity).number(limitBytes);
    }

    static Counters decode(Decoder in) throws TamperedException {
        return new Counters(in.number(), in.number(), in.number(), in.number());
    }
}
