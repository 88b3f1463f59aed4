package org.letterlock.awsapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;
import software.amazon.awssdk.core.util.SdkAutoConstructList;
import software.amazon.awssdk.core.util.SdkAutoConstructMap;
import software.amazon.awssdk.utils.builder.Buildable;

/// AWS JSON 1.1 by the SDK's own field metadata, both ways. Members that a shape does not have are
/// passed over, as AWS does.
final class PojoCodec {
    private PojoCodec() {}

    static SdkPojo read(SdkPojo builder, JsonNode json) throws ServiceException {
        if (!json.isObject()) {
            throw malformed("an object was expected");
        }
        for (SdkField<?> field : builder.sdkFields()) {
            JsonNode value = json.get(field.locationName());
            if (value != null && !value.isNull()) {
                field.set(builder, value(field, value));
            }
        }
        return (SdkPojo) ((Buildable) builder).build();
    }

    private static Object value(SdkField<?> field, JsonNode json) throws ServiceException {
        return switch (field.marshallingType().getKnownType()) {
            case STRING -> text(field, json);
            case SDK_BYTES -> bytes(field, json);
            case BOOLEAN -> expect(field, json.isBoolean(), json.booleanValue());
            case INTEGER -> expect(field, json.canConvertToInt() && json.isIntegralNumber(), json.intValue());
            case LONG -> expect(field, json.canConvertToLong() && json.isIntegralNumber(), json.longValue());
            case SHORT, BYTE -> expect(field, json.canConvertToInt(), json.shortValue());
            case FLOAT -> expect(field, json.isNumber(), json.floatValue());
            case DOUBLE -> expect(field, json.isNumber(), json.doubleValue());
            case BIG_DECIMAL -> expect(field, json.isNumber(), json.decimalValue());
            case INSTANT -> instant(field, json);
            case LIST -> list(field, json);
            case MAP -> map(field, json);
            case SDK_POJO -> read(field.constructor().get(), json);
            case DOCUMENT, NULL -> throw malformed("member " + field.memberName() + " is not supported");
        };
    }

    private static <T> T expect(SdkField<?> field, boolean fits, T value) throws ServiceException {
        if (!fits) {
            throw malformed("member " + field.memberName() + " has the wrong type");
        }
        return value;
    }

    private static String text(SdkField<?> field, JsonNode json) throws ServiceException {
        return expect(field, json.isTextual(), json.asText());
    }

    private static SdkBytes bytes(SdkField<?> field, JsonNode json) throws ServiceException {
        try {
            return SdkBytes.fromByteArrayUnsafe(Base64.getDecoder().decode(text(field, json)));
        } catch (IllegalArgumentException e) {
            throw malformed("member " + field.memberName() + " is not base64");
        }
    }

    private static Instant instant(SdkField<?> field, JsonNode json) throws ServiceException {
        expect(field, json.isNumber(), json);
        try {
            BigDecimal seconds = json.decimalValue();
            long whole = seconds.setScale(0, RoundingMode.FLOOR).longValueExact();
            return Instant.ofEpochSecond(
                    whole,
                    seconds.subtract(BigDecimal.valueOf(whole))
                            .movePointRight(9)
                            .longValue());
        } catch (ArithmeticException | DateTimeException e) {
            throw malformed("member " + field.memberName() + " is not a timestamp");
        }
    }

    private static List<Object> list(SdkField<?> field, JsonNode json) throws ServiceException {
        expect(field, json.isArray(), json);
        SdkField<?> member = field.getRequiredTrait(ListTrait.class).memberFieldInfo();
        var values = new ArrayList<Object>(json.size());
        for (JsonNode element : json) {
            values.add(value(member, element));
        }
        return values;
    }

    private static Map<String, Object> map(SdkField<?> field, JsonNode json) throws ServiceException {
        expect(field, json.isObject(), json);
        SdkField<?> member = field.getRequiredTrait(MapTrait.class).valueFieldInfo();
        var values = new LinkedHashMap<String, Object>();
        for (Map.Entry<String, JsonNode> entry : json.properties()) {
            values.put(entry.getKey(), value(member, entry.getValue()));
        }
        return values;
    }

    private static ServiceException malformed(String message) {
        return new ServiceException("SerializationException", message);
    }

    static ObjectNode write(SdkPojo pojo) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        for (SdkField<?> field : pojo.sdkFields()) {
            Object value = field.getValueOrDefault(pojo);
            if (value != null && !(value instanceof SdkAutoConstructList) && !(value instanceof SdkAutoConstructMap)) {
                object.set(field.locationName(), json(field, value));
            }
        }
        return object;
    }

    private static JsonNode json(SdkField<?> field, Object value) {
        JsonNodeFactory node = JsonNodeFactory.instance;
        return switch (field.marshallingType().getKnownType()) {
            case STRING -> node.textNode(value.toString());
            case SDK_BYTES -> node.textNode(Base64.getEncoder().encodeToString(((SdkBytes) value).asByteArrayUnsafe()));
            case BOOLEAN -> node.booleanNode((Boolean) value);
            case INTEGER -> node.numberNode((Integer) value);
            case LONG -> node.numberNode((Long) value);
            case SHORT, BYTE -> node.numberNode(((Number) value).shortValue());
            case FLOAT -> node.numberNode((Float) value);
            case DOUBLE -> node.numberNode((Double) value);
            case BIG_DECIMAL -> node.numberNode((BigDecimal) value);
            case INSTANT -> node.numberNode(BigDecimal.valueOf(((Instant) value).toEpochMilli(), 3));
            case LIST -> array(field, (List<?>) value);
            case MAP -> object(field, (Map<?, ?>) value);
            case SDK_POJO -> write((SdkPojo) value);
            case DOCUMENT, NULL -> node.nullNode();
        };
    }

    private static ArrayNode array(SdkField<?> field, List<?> values) {
        SdkField<?> member = field.getRequiredTrait(ListTrait.class).memberFieldInfo();
        ArrayNode array = JsonNodeFactory.instance.arrayNode(values.size());
        values.forEach(value -> array.add(json(member, value)));
        return array;
    }

    private static ObjectNode object(SdkField<?> field, Map<?, ?> values) {
        SdkField<?> member = field.getRequiredTrait(MapTrait.class).valueFieldInfo();
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        values.forEach((key, value) -> object.set(key.toString(), json(member, value)));
        return object;
    }
}
