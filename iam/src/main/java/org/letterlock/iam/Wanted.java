package org.letterlock.iam;

import java.math.BigDecimal;
import java.net.InetAddress;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// One wanted value of a condition, as its operator compares it.
sealed interface Wanted {
    /// Of one value of the request.
    enum Match {
        YES,
        NO,
        /// The two cannot be compared: a value of another type, a policy variable without a value.
        UNKNOWN;

        static Match of(boolean yes) {
            return yes ? YES : NO;
        }
    }

    Match compare(String value, AccessRequest request);

    record Text(Template template) implements Wanted {
        @Override
        public Match compare(String value, AccessRequest request) {
            return template.text(request)
                    .map(text -> Match.of(text.equals(value)))
                    .orElse(Match.UNKNOWN);
        }
    }

    record Folded(Template template) implements Wanted {
        @Override
        public Match compare(String value, AccessRequest request) {
            return template.text(request)
                    .map(text -> Match.of(text.equalsIgnoreCase(value)))
                    .orElse(Match.UNKNOWN);
        }
    }

    record Like(Template template) implements Wanted {
        @Override
        public Match compare(String value, AccessRequest request) {
            return template.glob(request)
                    .map(glob -> Match.of(glob.matches(value)))
                    .orElse(Match.UNKNOWN);
        }
    }

    /// ARNs are compared part by part: no wildcard reaches over a colon before the resource.
    record Arn(Template template) implements Wanted {
        static final int PARTS = 6;

        @Override
        public Match compare(String value, AccessRequest request) {
            var parts = List.of(value.split(":", PARTS));
            if (parts.size() < PARTS || !parts.getFirst().equals("arn")) {
                return Match.UNKNOWN;
            }
            return template.glob(request)
                    .map(glob -> Match.of(matches(glob.split(PARTS), parts)))
                    .orElse(Match.UNKNOWN);
        }

        private static boolean matches(List<Glob> patterns, List<String> parts) {
            if (patterns.size() != PARTS) {
                return false;
            }
            for (int i = 0; i < PARTS; i++) {
                if (!patterns.get(i).matches(parts.get(i))) {
                    return false;
                }
            }
            return true;
        }
    }

    record Number(BigDecimal number, Operator.Relation relation) implements Wanted {
        @Override
        public Match compare(String value, AccessRequest request) {
            return Scalars.number(value)
                    .map(theirs -> Match.of(relation.holds(theirs.compareTo(number))))
                    .orElse(Match.UNKNOWN);
        }
    }

    record Date(Instant date, Operator.Relation relation) implements Wanted {
        @Override
        public Match compare(String value, AccessRequest request) {
            return Scalars.date(value)
                    .map(theirs -> Match.of(relation.holds(theirs.compareTo(date))))
                    .orElse(Match.UNKNOWN);
        }
    }

    /// @param text in lower case
    record Bool(String text) implements Wanted {
        @Override
        public Match compare(String value, AccessRequest request) {
            return Match.of(text.equals(value.toLowerCase(Locale.ROOT)));
        }
    }

    /// @param base64 as the canonical encoder writes it
    record Binary(String base64) implements Wanted {
        @Override
        public Match compare(String value, AccessRequest request) {
            return Scalars.base64(value)
                    .map(theirs -> Match.of(theirs.equals(base64)))
                    .orElse(Match.UNKNOWN);
        }
    }

    /// Addresses of one family whose first `bits` bits are those of `network`.
    record Address(InetAddress network, int bits) implements Wanted {
        @Override
        public Match compare(String value, AccessRequest request) {
            return Scalars.address(value).map(theirs -> Match.of(holds(theirs))).orElse(Match.UNKNOWN);
        }

        private boolean holds(InetAddress theirs) {
            var mine = network.getAddress();
            var other = theirs.getAddress();
            if (mine.length != other.length) {
                return false;
            }
            int whole = bits / 8;
            int rest = bits % 8;
            int mask = 0xFF00 >> rest & 0xFF;
            return Arrays.equals(mine, 0, whole, other, 0, whole)
                    && (rest == 0 || (mine[whole] & mask) == (other[whole] & mask));
        }
    }

    /// @param template the value, with its policy variables if the document may have them
    static Wanted of(Operator operator, String text, Template template) throws MalformedPolicyException {
        Optional<? extends Wanted> wanted = switch (operator.type()) {
            case TEXT -> Optional.of(new Text(template));
            case FOLDED -> Optional.of(new Folded(template));
            case PATTERN -> Optional.of(new Like(template));
            case ARN -> arn(text, template);
            case NUMBER -> Scalars.number(text).map(number -> new Number(number, operator.relation()));
            case DATE -> Scalars.date(text).map(date -> new Date(date, operator.relation()));
            case BOOLEAN -> Scalars.bool(text).map(Bool::new);
            case BINARY -> Scalars.base64(text).map(Binary::new);
            case ADDRESS -> address(text);
        };
        return wanted.orElseThrow(() -> new MalformedPolicyException(
                "Policy condition has a value of the wrong type: " + PolicyParser.brief(text)));
    }

    private static Optional<Arn> arn(String text, Template template) {
        var anything = Template.literal("*:*:*:*:*:*");
        if (text.equals("*")) {
            return Optional.of(new Arn(anything));
        }
        boolean formed = text.contains("${") || text.split(":", Arn.PARTS).length == Arn.PARTS;
        return formed ? Optional.of(new Arn(template)) : Optional.empty();
    }

    private static Optional<Address> address(String text) {
        int slash = text.indexOf('/');
        var address = Scalars.address(slash < 0 ? text : text.substring(0, slash));
        if (address.isEmpty()) {
            return Optional.empty();
        }
        int most = address.get().getAddress().length * 8;
        var bits = slash < 0 ? Optional.of(most) : Scalars.prefix(text.substring(slash + 1), most);
        return bits.map(count -> new Address(address.get(), count));
    }
}
