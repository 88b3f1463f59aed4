package org.letterlock.kms;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import software.amazon.awssdk.services.kms.model.GrantOperation;

/// The operations that a grant on a symmetric key can give.
final class GrantOperations {
    private static final Set<GrantOperation> SYMMETRIC = EnumSet.of(
            GrantOperation.DECRYPT,
            GrantOperation.ENCRYPT,
            GrantOperation.GENERATE_DATA_KEY,
            GrantOperation.GENERATE_DATA_KEY_WITHOUT_PLAINTEXT,
            GrantOperation.GENERATE_DATA_KEY_PAIR,
            GrantOperation.GENERATE_DATA_KEY_PAIR_WITHOUT_PLAINTEXT,
            GrantOperation.RE_ENCRYPT_FROM,
            GrantOperation.RE_ENCRYPT_TO,
            GrantOperation.CREATE_GRANT,
            GrantOperation.RETIRE_GRANT,
            GrantOperation.DESCRIBE_KEY);

    private GrantOperations() {}

    static Set<GrantOperation> checked(List<String> names) {
        if (names.isEmpty()) {
            throw KmsErrors.validation("operations", "Member must not be null");
        }
        var operations = EnumSet.noneOf(GrantOperation.class);
        for (var name : names) {
            var operation = GrantOperation.fromValue(name);
            if (operation == null || !SYMMETRIC.contains(operation)) {
                throw KmsErrors.validation("operations", "Operations of symmetric encryption keys");
            }
            operations.add(operation);
        }
        return operations;
    }
}
