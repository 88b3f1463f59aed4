package org.letterlock.iam;

import java.util.regex.Pattern;

/// Whom a statement speaks of.
sealed interface PrincipalPattern {
    enum Match {
        ITSELF,
        ITS_ACCOUNT,
        NOT
    }

    Match match(Principal principal);

    /// `*`: everyone, in every account.
    record Everyone() implements PrincipalPattern {
        @Override
        public Match match(Principal principal) {
            return Match.ITSELF;
        }
    }

    /// `111122223333` or `arn:aws:iam::111122223333:root`: the account, which may delegate to its
    /// users.
    record OfAccount(String account) implements PrincipalPattern {
        @Override
        public Match match(Principal principal) {
            return switch (principal) {
                case Principal.Root root -> root.account().equals(account) ? Match.ITSELF : Match.NOT;
                case Principal.User user -> user.account().equals(account) ? Match.ITS_ACCOUNT : Match.NOT;
                case Principal.Service ignored -> Match.NOT;
            };
        }
    }

    /// One principal by its exact name.
    record Exactly(String name) implements PrincipalPattern {
        @Override
        public Match match(Principal principal) {
            return principal.name().equals(name) ? Match.ITSELF : Match.NOT;
        }
    }

    Pattern ROOT = Pattern.compile("arn:aws:iam::([0-9]{12}):root");
    Pattern IDENTITY = Pattern.compile("arn:aws:(iam::[0-9]{12}:(user|role)|sts::[0-9]{12}:assumed-role)/[!-~]{1,576}");

    static PrincipalPattern ofAws(String text) throws MalformedPolicyException {
        if (text.equals("*")) {
            return new Everyone();
        }
        if (Account.isId(text)) {
            return new OfAccount(text);
        }
        var root = ROOT.matcher(text);
        if (root.matches()) {
            return new OfAccount(root.group(1));
        }
        if (IDENTITY.matcher(text).matches() && text.indexOf('*') < 0 && text.indexOf('?') < 0) {
            return new Exactly(text);
        }
        throw new MalformedPolicyException("Policy contains a statement with one or more invalid principals.");
    }

    static PrincipalPattern ofService(String text) throws MalformedPolicyException {
        if (!Principal.Service.isName(text)) {
            throw new MalformedPolicyException("Policy contains a statement with one or more invalid principals.");
        }
        return new Exactly(text);
    }
}
