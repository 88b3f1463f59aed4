package org.letterlock.iam;

import java.util.Optional;
import java.util.regex.Pattern;

/// Who acts, as policies and grants name it. Immutable.
public sealed interface Principal {
    /// How grants and events name this principal: an ARN, or a service's host name.
    String name();

    /// The account that it belongs to; empty for a service.
    default Optional<String> home() {
        return switch (this) {
            case Root root -> Optional.of(root.account());
            case User user -> Optional.of(user.account());
            case Service ignored -> Optional.empty();
        };
    }

    /// The account itself, whose administrator holds its keys: `arn:aws:iam::111122223333:root`.
    record Root(String account) implements Principal {
        public Root {
            Account.check(account);
        }

        @Override
        public String name() {
            return "arn:aws:iam::" + account + ":root";
        }
    }

    /// A user of the account.
    ///
    /// @param principalId the user's unique id, `AIDA` and 17 characters, never used again
    /// @param path        with a leading `/`, and a trailing `/` if longer
    record User(String account, String principalId, String path, String userName) implements Principal {
        private static final Pattern PATH = Pattern.compile("/|/[!-~]{1,510}/");
        private static final Pattern USER_NAME = Pattern.compile("[A-Za-z0-9+=,.@_-]{1,64}");

        public User {
            Account.check(account);
            if (!PATH.matcher(path).matches() || !USER_NAME.matcher(userName).matches()) {
                throw new IllegalArgumentException("not a user's path and name");
            }
        }

        @Override
        public String name() {
            return "arn:aws:iam::" + account + ":user" + path + userName;
        }
    }

    /// A service that acts for itself, e.g. `workmail.eu-west-1.amazonaws.com`.
    record Service(String name) implements Principal {
        private static final Pattern NAME = Pattern.compile("[a-z0-9-]{1,63}(\\.[a-z0-9-]{1,63}){1,8}");

        public Service {
            if (!isName(name)) {
                throw new IllegalArgumentException("not a service's name");
            }
        }

        public static boolean isName(String text) {
            return NAME.matcher(text).matches();
        }
    }
}
