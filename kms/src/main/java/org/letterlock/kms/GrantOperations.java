package org.letterlock.kms;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import software.amazon.awssdk.services.kms.model.GrantOperation;

/// The operations that a grant can give, by what the key is for.
final class GrantOperations {
    private static final Set<GrantOperation> MANAGEMENT =
            EnumSet.of(GrantOperation.CREATE_GRANT, GrantOperation.RETIRE_GRANT, GrantOperation.DESCRIBE_KEY);

    private static final Set<GrantOperation> ENCRYPTION = EnumSet.of(
            GrantOperation.DECRYPT,
            GrantOperation.ENCRYPT,
            GrantOperation.RE_ENCRYPT_FROM,
            GrantOperation.RE_ENCRYPT_TO);

    private static final Set<GrantOperation> DATA_KEYS = EnumSet.of(
            GrantOperation.GENERATE_DATA_KEY,
            GrantOperation.GENERATE_DATA_KEY_WITHOUT_PLAINTEXT,
            GrantOperation.GENERATE_DATA_KEY_PAIR,
            GrantOperation.GENERATE_DATA_KEY_PAIR_WITHOUT_PLAINTEXT);

    private GrantOperations() {}

    private static Set<GrantOperation> of(KmsKey key) {
        var operations = EnumSet.copyOf(MANAGEMENT);
        switch (key.usage()) {
            case ENCRYPT_DECRYPT -> operations.addAll(ENCRYPTION);
            case SIGN_VERIFY -> operations.addAll(EnumSet.of(GrantOperation.SIGN, GrantOperation.VERIFY));
            case GENERATE_VERIFY_MAC ->
                operations.addAll(EnumSet.of(GrantOperation.GENERATE_MAC, GrantOperation.VERIFY_MAC));
            case KEY_AGREEMENT -> operations.add(GrantOperation.DERIVE_SHARED_SECRET);
            default -> {}
        }
        if (key.isSymmetric()) {
            operations.addAll(DATA_KEYS);
        }
        if (KeyForm.isPair(key)) {
            operations.add(GrantOperation.GET_PUBLIC_KEY);
        }
        return operations;
    }

    static Set<GrantOperation> checked(KmsKey key, List<String> names) {
        if (names.isEmpty()) {
            throw KmsErrors.validation("operations", "Member must not be null");
        }
        var possible = of(key);
        var operations = EnumSet.noneOf(GrantOperation.class);
        for (var name : names) {
            var operation = GrantOperation.fromValue(name);
            if (operation == null || !possible.contains(operation)) {
                throw KmsErrors.validation(
                        "operations", "Operations of a key of spec " + key.spec() + " for " + key.usage());
            }
            operations.add(operation);
        }
        return operations;
    }
}
