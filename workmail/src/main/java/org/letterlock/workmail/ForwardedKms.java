package org.letterlock.workmail;

import software.amazon.awssdk.services.kms.KmsClient;

/// The KMS as an administrator whose request is being served now; closed with that request.
public interface ForwardedKms extends AutoCloseable {
    KmsClient kms();

    @Override
    void close();
}
