package dev.octet.sandbox.traffic;

import dev.octet.domain.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What is in JSON, however deep. */
final class Members {
  private Members() {}

  /** The object itself, and all in it. */
  static Stream<JsonObject> objects(JsonObject object) {
    return Stream.concat(Stream.of(object), object.fields().values().stream().flatMap(Members::within));
  }

  private static Stream<JsonObject> within(@Nullable Object value) {
    return switch (value) {
      case Map<?, ?> map -> objects(JsonObject.of(fields(map)));
      case List<?> list -> list.stream().flatMap(Members::within);
      case null, default -> Stream.empty();
    };
  }

  @SuppressWarnings("unchecked") // the keys of what was parsed are strings
  private static Map<String, @Nullable Object> fields(Map<?, ?> map) {
    return (Map<String, @Nullable Object>) map;
  }
}
