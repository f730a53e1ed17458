package dev.octet.aws.table;

import dev.octet.aws.BeyondLimitException;
import dev.octet.domain.json.JsonObject;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** JSON values as DynamoDB attributes and back. */
final class Attributes {
  /** Lists and maps within each other: an item has 32 levels, and is one itself. */
  private static final int MAX_DEPTH = 31;

  private static final Pattern WHOLE = Pattern.compile("-?\\d{1,18}");

  private Attributes() {}

  /** @throws BeyondLimitException when it is nested deeper than the table takes */
  static Map<String, AttributeValue> of(JsonObject object) {
    return ofFields(object.fields(), MAX_DEPTH);
  }

  static JsonObject toJson(Map<String, AttributeValue> attributes) {
    return JsonObject.of(toMap(attributes));
  }

  /** @param deep how many levels there may be below */
  private static Map<String, AttributeValue> ofFields(Map<?, ?> fields, int deep) {
    Map<String, AttributeValue> attributes = new HashMap<>();
    fields.forEach((name, value) -> {
      if (value != null) {
        attributes.put(String.valueOf(name), of(value, deep));
      }
    });
    return attributes;
  }

  private static AttributeValue of(Object value, int deep) {
    if (deep == 0 && (value instanceof Map || value instanceof List)) {
      throw new BeyondLimitException("What is to be written is nested deeper than an item may be.");
    }
    return switch (value) {
      case String text -> AttributeValue.fromS(text);
      case BigInteger number -> of(new BigDecimal(number), deep);
      // A number that the table has not is kept as its digits: JsonObject reads either.
      case BigDecimal number -> fits(number) ? AttributeValue.fromN(number.toString()) : AttributeValue.fromS(number.toString());
      case Number number -> AttributeValue.fromN(number.toString());
      case Boolean bool -> AttributeValue.fromBool(bool);
      case Map<?, ?> map -> AttributeValue.fromM(ofFields(map, deep - 1));
      case List<?> list -> AttributeValue.fromL(list.stream().map(item -> item == null ? AttributeValue.fromNul(true) : of(item, deep - 1)).toList());
      default -> throw new IllegalArgumentException("The table has no form for " + value.getClass().getName());
    };
  }

  /** 38 digits, and magnitudes from 1E-130 to 9.99E+125. */
  private static boolean fits(BigDecimal number) {
    int magnitude = number.precision() - number.scale() - 1;
    return number.precision() <= 38 && (number.signum() == 0 ? number.scale() <= 100 && number.scale() >= -100 : magnitude >= -130 && magnitude <= 125);
  }

  private static Map<String, @Nullable Object> toMap(Map<String, AttributeValue> attributes) {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    attributes.forEach((name, value) -> fields.put(name, toValue(value)));
    return fields;
  }

  private static @Nullable Object toValue(AttributeValue value) {
    return switch (value.type()) {
      case S -> value.s();
      case N -> number(value.n());
      case BOOL -> value.bool();
      case M -> toMap(value.m());
      case L -> {
        List<@Nullable Object> items = new ArrayList<>();
        value.l().forEach(item -> items.add(toValue(item)));
        yield items;
      }
      case NUL -> null;
      case SS, NS, BS, B, UNKNOWN_TO_SDK_VERSION -> throw new IllegalStateException("The table holds an attribute that Octet never writes.");
    };
  }

  private static Number number(String digits) {
    return WHOLE.matcher(digits).matches() ? (Number) Long.valueOf(digits) : new BigDecimal(digits);
  }
}
