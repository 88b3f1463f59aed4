package org.letterlock.workmail;

import java.util.function.Function;
import org.letterlock.directory.Directory;
import org.letterlock.iam.Caller;
import software.amazon.awssdk.services.workmail.WorkMailClient;

/// The WorkMail API over a [Directory]. Thread-safe. Operations that are not offered answer
/// `UnsupportedOperationException`.
public final class WorkMail {
    private final Directory directory;
    private final Function<Caller.Signed, ForwardedKms> kms;

    /// @param kms the KMS as a caller whose request is served now (DP-19)
    public WorkMail(Directory directory, Function<Caller.Signed, ForwardedKms> kms) {
        this.directory = directory;
        this.kms = kms;
    }

    /// The API as `caller` may use it.
    public WorkMailClient as(Caller.Signed caller) {
        return new Organizations(directory, () -> kms.apply(caller));
    }
}
