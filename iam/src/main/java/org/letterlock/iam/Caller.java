package org.letterlock.iam;

/// On whose behalf a call is made. Which of the three it is decides what condition keys a policy
/// sees, so only `server` makes the last two, and neither ever comes from a header (the structure
/// test holds it).
public sealed interface Caller {
    /// Who is authorized.
    Principal principal();

    /// A principal that signed this very request with its access key. `kms:ViaService` and
    /// `kms:CallerAccount` are as for a direct call: the first is absent.
    record Signed(Principal principal, String accessKeyId, Origin origin) implements Caller {
        public Signed {
            if (principal instanceof Principal.Service) {
                throw new IllegalArgumentException("a service does not sign");
            }
        }
    }

    /// A signed caller whose request a service is serving now: the service asks on the signer's
    /// behalf, with `kms:ViaService` and `kms:CallerAccount` set. Dies with that request: closed,
    /// it is refused. Thread-safe.
    final class Forwarded implements Caller, AutoCloseable {
        private final Signed signer;
        private final Principal.Service service;
        private volatile boolean over;

        public Forwarded(Signed signer, Principal.Service service) {
            this.signer = signer;
            this.service = service;
        }

        @Override
        public Principal principal() {
            return signer.principal();
        }

        public Signed signer() {
            return signer;
        }

        public Principal.Service service() {
            return service;
        }

        /// Whether the request on whose behalf this was made has ended.
        public boolean isOver() {
            return over;
        }

        @Override
        public void close() {
            over = true;
        }
    }

    /// A service that asks for itself (every `Encrypt` and `Decrypt` for a mailbox):
    /// `kms:ViaService` and `kms:CallerAccount` are both absent, and only a grant can allow it.
    record Service(Principal.Service principal) implements Caller {
        public Service(String name) {
            this(new Principal.Service(name));
        }
    }
}
