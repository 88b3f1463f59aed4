package org.letterlock.kms;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.kms.model.Tag;

/// The tags of keys: at most fifty, keys of 1 to 128 characters, values of up to 256.
final class Tags {
    static final int MAX = 50;
    private static final int MAX_KEY = 128;
    private static final int MAX_VALUE = 256;
    private static final String RESERVED = "aws:";

    private Tags() {}

    static Map<String, String> of(List<Tag> tags) {
        var map = new TreeMap<String, String>();
        for (var tag : tags) {
            var key = checkKey(tag.tagKey());
            var value = tag.tagValue();
            if (value == null || value.length() > MAX_VALUE) {
                throw KmsErrors.validation("tagValue", "At most " + MAX_VALUE + " characters");
            }
            if (map.put(key, value) != null) {
                throw KmsErrors.tag("Duplicate tag keys");
            }
        }
        return map;
    }

    static String checkKey(@Nullable String key) {
        if (key == null || key.isEmpty() || key.length() > MAX_KEY) {
            throw KmsErrors.validation("tagKey", "From 1 to " + MAX_KEY + " characters");
        }
        if (key.startsWith(RESERVED)) {
            throw KmsErrors.tag("Tag keys that begin with aws: are reserved.");
        }
        return key;
    }

    static void checkCount(Map<String, String> tags) {
        if (tags.size() > MAX) {
            throw KmsErrors.limitExceeded("No more than " + MAX + " tags are allowed for a key.");
        }
    }

    /// What policies see of the tags in a request.
    static Map<String, List<String>> conditions(Map<String, String> tags) {
        var conditions = new HashMap<String, List<String>>();
        tags.forEach((key, value) -> Conditions.put(conditions, "aws:RequestTag/" + key, value));
        conditions.put("aws:TagKeys", List.copyOf(tags.keySet()));
        return conditions;
    }
}
