package dev.octet.domain.json;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An immutable JSON object. Reading is lenient, because the platform is: a field that is absent, null or of another
 * type reads as empty, and a number may stand where a string is meant and the other way round (spec §7 row 15).
 *
 * <p>Values are {@code String}, {@code Long}, {@code BigInteger}, {@code BigDecimal}, {@code Boolean}, {@code null},
 * {@code List} and {@code Map}.
 */
public final class JsonObject {
  public static final JsonObject EMPTY = new JsonObject(new LinkedHashMap<>());

  private static final Pattern WHOLE = Pattern.compile("-?\\d{1,18}");

  private final Map<String, @Nullable Object> fields;

  private JsonObject(Map<String, @Nullable Object> fields) {
    this.fields = Collections.unmodifiableMap(fields);
  }

  /** Strict: no key twice, nothing after the end, at most 64 levels deep. */
  public static JsonObject parse(String text) throws JsonException {
    return asObject(JsonText.read(text));
  }

  /** As {@link #parse(String)}, from UTF-8. */
  public static JsonObject parse(byte[] utf8) throws JsonException {
    return asObject(JsonText.read(utf8));
  }

  /** A copy of a map whose values JSON has a form for. */
  public static JsonObject of(Map<String, ? extends @Nullable Object> fields) {
    return wrap(plain(fields)).orElseThrow();
  }

  private static JsonObject asObject(@Nullable Object value) throws JsonException {
    return wrap(value).orElseThrow(() -> new JsonException("The body is JSON, but not a JSON object."));
  }

  @SuppressWarnings("unchecked") // keys of a parsed or built map are strings
  private static Optional<JsonObject> wrap(@Nullable Object value) {
    return value instanceof Map<?, ?> map ? Optional.of(new JsonObject((Map<String, @Nullable Object>) map)) : Optional.empty();
  }

  /** A copy with one more field. An empty {@code Optional} adds nothing; {@code null} adds a JSON null. */
  public JsonObject with(String name, @Nullable Object value) {
    if (value instanceof Optional<?> optional) {
      return optional.isPresent() ? with(name, optional.get()) : this;
    }
    Map<String, @Nullable Object> copy = new LinkedHashMap<>(fields);
    copy.put(name, plain(value));
    return new JsonObject(copy);
  }

  /** A copy with all fields of the other object, which win. */
  public JsonObject withAll(JsonObject other) {
    Map<String, @Nullable Object> copy = new LinkedHashMap<>(fields);
    copy.putAll(other.fields);
    return new JsonObject(copy);
  }

  public JsonObject without(String name) {
    Map<String, @Nullable Object> copy = new LinkedHashMap<>(fields);
    copy.remove(name);
    return new JsonObject(copy);
  }

  private static @Nullable Object plain(@Nullable Object value) {
    return switch (value) {
      case null -> null;
      case JsonObject object -> object.fields;
      case Integer number -> (long) number;
      case Collection<?> items -> {
        List<@Nullable Object> copy = new ArrayList<>(items.size());
        items.forEach(item -> copy.add(plain(item)));
        yield Collections.unmodifiableList(copy);
      }
      case String s -> s;
      case Boolean b -> b;
      case Long l -> l;
      case BigInteger i -> i;
      case BigDecimal d -> d;
      case Map<?, ?> map -> {
        Map<String, @Nullable Object> copy = new LinkedHashMap<>();
        map.forEach((key, item) -> copy.put(String.valueOf(key), plain(item)));
        yield copy;
      }
      default -> throw new IllegalArgumentException("JSON has no form for " + value.getClass().getName());
    };
  }

  /** A string, or a number's digits. */
  public Optional<String> text(String name) {
    return switch (fields.get(name)) {
      case String text -> Optional.of(text);
      case Number number -> Optional.of(number.toString());
      case null, default -> Optional.empty();
    };
  }

  /** A whole number, or a string of its digits. */
  public OptionalLong whole(String name) {
    return switch (fields.get(name)) {
      case Long number -> OptionalLong.of(number);
      case String digits when WHOLE.matcher(digits).matches() -> OptionalLong.of(Long.parseLong(digits));
      case null, default -> OptionalLong.empty();
    };
  }

  /** True or false, or either as a string. */
  public Optional<Boolean> bool(String name) {
    return switch (fields.get(name)) {
      case Boolean bool -> Optional.of(bool);
      case String text when text.equals("true") || text.equals("false") -> Optional.of(text.equals("true"));
      case null, default -> Optional.empty();
    };
  }

  public Optional<JsonObject> object(String name) {
    return wrap(fields.get(name));
  }

  /** The objects among an array's items; empty when there is no such array. */
  public List<JsonObject> objects(String name) {
    return items(name).stream().flatMap(item -> wrap(item).stream()).toList();
  }

  /** The strings (and numbers, as digits) among an array's items; empty when there is no such array. */
  public List<String> texts(String name) {
    List<String> texts = new ArrayList<>();
    for (Object item : items(name)) {
      if (item instanceof String || item instanceof Number) {
        texts.add(item.toString());
      }
    }
    return texts;
  }

  /** An array's items as they are; empty when there is no such array. */
  public List<? extends @Nullable Object> items(String name) {
    return fields.get(name) instanceof List<?> list ? list : List.of();
  }

  public @Nullable Object get(String name) {
    return fields.get(name);
  }

  public boolean has(String name) {
    return fields.containsKey(name);
  }

  public boolean isEmpty() {
    return fields.isEmpty();
  }

  /** The fields in the order in which they were read or added; not modifiable. */
  public Map<String, @Nullable Object> fields() {
    return fields;
  }

  /** One line of ASCII: characters beyond it are escaped, as the platform does. */
  public String toJson() {
    return JsonText.write(fields, false);
  }

  public byte[] toBytes() {
    return toJson().getBytes(StandardCharsets.US_ASCII);
  }

  /** The same text for equal objects, whatever the order of their keys: what a hash is taken of. */
  public String canonical() {
    return JsonText.write(fields, true);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof JsonObject that && fields.equals(that.fields);
  }

  @Override
  public int hashCode() {
    return fields.hashCode();
  }

  /** The JSON itself: do not log it, it may hold what people wrote. */
  @Override
  public String toString() {
    return toJson();
  }
}
