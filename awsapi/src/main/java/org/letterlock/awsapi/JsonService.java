package org.letterlock.awsapi;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A service whose operations no SDK knows, each written by hand over JSON.
public record JsonService(String signingName, String targetPrefix, Map<String, Operation> operations)
        implements AwsService {
    public JsonService {
        operations = Map.copyOf(operations);
    }

    @Override
    public @Nullable Operation operation(String name) {
        return operations.get(name);
    }
}
