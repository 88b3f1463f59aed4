/// The embedded key management service.
///
/// Public: [EmbeddedKms], which gives each caller a KMS client; [Quotas]; and the root keys:
/// [RootKeys], [RootKey], [RootKeyProvider], [FileRootKeys], [RootKeyBackup], [RootKeyException].
/// Each operation of KMS is in the file of its name.
@NullMarked
package org.letterlock.kms;

import org.jspecify.annotations.NullMarked;
