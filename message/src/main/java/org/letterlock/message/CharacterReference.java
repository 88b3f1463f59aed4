package org.letterlock.message;

import java.util.HashMap;
import java.util.Map;

/// Character references of HTML: numeric ones, and the names of HTML 4 that texts use.
final class CharacterReference {
    /// The names of U+00A0 to U+00FF, in order.
    private static final String LATIN1 = "nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg"
            + " macr deg plusmn sup2 sup3 acute micro para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest"
            + " Agrave Aacute Acirc Atilde Auml Aring AElig Ccedil Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml"
            + " ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave Uacute Ucirc Uuml Yacute THORN szlig"
            + " agrave aacute acirc atilde auml aring aelig ccedil egrave eacute ecirc euml igrave iacute icirc iuml"
            + " eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave uacute ucirc uuml yacute thorn yuml";

    /// The names of U+0391 to U+03A9, without the gap at U+03A2; their small letters are those 32
    /// further on.
    private static final String GREEK =
            "Alpha Beta Gamma Delta Epsilon Zeta Eta Theta Iota Kappa Lambda Mu Nu Xi Omicron"
                    + " Pi Rho - Sigma Tau Upsilon Phi Chi Psi Omega";

    private static final Map<String, Integer> NAMES = names();

    private CharacterReference() {}

    /// @param reference without `&` and `;`
    /// @return empty if it is none
    static String decode(String reference) {
        if (reference.startsWith("#")) {
            return numeric(reference);
        }
        Integer known = NAMES.get(reference);
        return known == null ? "" : Character.toString(known);
    }

    private static String numeric(String reference) {
        boolean hex = reference.startsWith("#x") || reference.startsWith("#X");
        String digits = reference.substring(hex ? 2 : 1);
        if (digits.isEmpty() || digits.length() > 7) {
            return "";
        }
        int value = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = Character.digit(digits.charAt(i), hex ? 16 : 10);
            if (digit < 0) {
                return "";
            }
            value = value * (hex ? 16 : 10) + digit;
        }
        boolean scalar = Character.isValidCodePoint(value) && !(value >= 0xd800 && value < 0xe000);
        return scalar ? Character.toString(value) : "";
    }

    private static Map<String, Integer> names() {
        Map<String, Integer> names = new HashMap<>(Map.of(
                "amp",
                (int) '&',
                "lt",
                (int) '<',
                "gt",
                (int) '>',
                "quot",
                (int) '"',
                "apos",
                (int) '\'',
                "euro",
                0x20ac,
                "bull",
                0x2022,
                "hellip",
                0x2026,
                "trade",
                0x2122,
                "minus",
                0x2212));
        names.putAll(Map.of(
                "ndash", 0x2013, "mdash", 0x2014, "lsquo", 0x2018, "rsquo", 0x2019, "sbquo", 0x201a, "ldquo", 0x201c,
                "rdquo", 0x201d, "bdquo", 0x201e, "lsaquo", 0x2039, "rsaquo", 0x203a));
        names.putAll(Map.of(
                "OElig", 0x152, "oelig", 0x153, "Scaron", 0x160, "scaron", 0x161, "Yuml", 0x178, "zwnj", 0x200c, "zwj",
                0x200d, "ensp", 0x2002, "emsp", 0x2003, "thinsp", 0x2009));
        int at = 0xa0;
        for (String name : LATIN1.split(" ", -1)) {
            names.put(name, at++);
        }
        at = 0x391;
        for (String name : GREEK.split(" ", -1)) {
            names.put(name, at);
            names.put(Ascii.lower(name), at + 0x20);
            at++;
        }
        return Map.copyOf(names);
    }
}
