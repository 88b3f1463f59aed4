package org.letterlock.mailbox;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.letterlock.crypt.TamperedException;

/// The keywords of a mailbox, each with its bit, and the bits of the system flags. Immutable. Compared
/// without case, kept as the first one came (RFC 9051 §2.3.2).
///
/// Bits 0–4: `\Seen`, `\Answered`, `\Flagged`, `\Deleted`, `\Draft`. Bit 5: another row may refer to
/// the same message ([#SHARED]). Bits 8–61: keywords.
record Keywords(List<String> names) {
    static final Keywords NONE = new Keywords(List.of());
    static final int MAX = 54;
    static final int MAX_LENGTH = 64;
    static final long SEEN = 1;
    static final long DELETED = 8;
    static final long SHARED = 1 << 5;
    static final long SETTABLE = ((1L << 62) - 1) & ~0xe0L;

    private static final List<String> SYSTEM = List.of("\\Seen", "\\Answered", "\\Flagged", "\\Deleted", "\\Draft");
    private static final int FIRST_BIT = 8;
    /// In the place of a keyword that is in use no more.
    private static final String FREE = "";

    Keywords {
        names = List.copyOf(names);
    }

    boolean hasRoomFor(Set<String> flags) {
        long added = flags.stream()
                .filter(flag -> !flag.startsWith("\\") && slot(names, flag) < 0)
                .count();
        return added <= MAX - names.size() + Collections.frequency(names, FREE);
    }

    /// These keywords and those of `flags` that are new.
    ///
    /// @throws Refused if there are too many, or one is not an atom of printable ASCII
    Keywords with(Set<String> flags) throws Refused {
        var more = new ArrayList<>(names);
        for (String flag : flags) {
            if (!flag.startsWith("\\") && slot(more, flag) < 0) {
                check(flag);
                int free = more.indexOf(FREE);
                if (free >= 0) {
                    more.set(free, flag);
                } else {
                    more.add(flag);
                }
            }
        }
        if (more.size() > MAX) {
            throw new Refused(Refused.Code.LIMIT, "a mailbox has at most " + MAX + " keywords");
        }
        return more.equals(names) ? this : new Keywords(more);
    }

    /// Only those whose bit is in `mask`; the others' bits may be given to other keywords.
    Keywords usedIn(long mask) {
        var used = new ArrayList<>(names);
        for (int i = 0; i < names.size(); i++) {
            if ((mask & 1L << (FIRST_BIT + i)) == 0) {
                used.set(i, FREE);
            }
        }
        return new Keywords(used);
    }

    /// The bits of `flags`; keywords that are unknown have none.
    long mask(Set<String> flags) throws Refused {
        long mask = 0;
        for (String flag : flags) {
            if (flag.startsWith("\\")) {
                mask |= systemBit(flag);
            } else {
                int slot = slot(names, flag);
                mask |= slot < 0 ? 0 : 1L << (FIRST_BIT + slot);
            }
        }
        return mask;
    }

    Set<String> flags(long mask) {
        var flags = new LinkedHashSet<String>();
        for (int i = 0; i < SYSTEM.size(); i++) {
            if ((mask & 1L << i) != 0) {
                flags.add(SYSTEM.get(i));
            }
        }
        for (int i = 0; i < names.size(); i++) {
            if ((mask & 1L << (FIRST_BIT + i)) != 0 && !names.get(i).equals(FREE)) {
                flags.add(names.get(i));
            }
        }
        return Collections.unmodifiableSet(flags);
    }

    /// The keywords of `mask`, without the system flags.
    TreeSet<String> keywords(long mask) {
        var found = new TreeSet<String>(String.CASE_INSENSITIVE_ORDER);
        found.addAll(flags(mask));
        found.removeIf(flag -> flag.startsWith("\\"));
        return found;
    }

    void encode(Encoder out) {
        out.number(names.size());
        names.forEach(out::text);
    }

    static Keywords decode(Decoder in) throws TamperedException {
        var names = new ArrayList<String>();
        for (int left = in.small(MAX + 1); left > 0; left--) {
            names.add(in.text());
        }
        return new Keywords(names);
    }

    /// `\Recent` is nobody's to set and is passed over (RFC 9051 §2.3.2); other unknown system flags
    /// are refused.
    private static long systemBit(String flag) throws Refused {
        for (int i = 0; i < SYSTEM.size(); i++) {
            if (SYSTEM.get(i).equalsIgnoreCase(flag)) {
                return 1L << i;
            }
        }
        if (flag.equalsIgnoreCase("\\Recent")) {
            return 0;
        }
        throw new Refused(Refused.Code.CANNOT, "no such system flag");
    }

    private static int slot(List<String> names, String keyword) {
        for (int i = 0; i < names.size(); i++) {
            if (names.get(i).equalsIgnoreCase(keyword)) {
                return i;
            }
        }
        return -1;
    }

    private static void check(String keyword) throws Refused {
        boolean atom = !keyword.isEmpty()
                && keyword.chars().allMatch(c -> c > 0x20 && c < 0x7f && "(){]%*\"\\".indexOf(c) < 0);
        if (!atom) {
            throw new Refused(Refused.Code.CANNOT, "a keyword is an atom of printable ASCII");
        }
        if (keyword.length() > MAX_LENGTH) {
            throw new Refused(Refused.Code.LIMIT, "a keyword has at most " + MAX_LENGTH + " characters");
        }
    }
}
