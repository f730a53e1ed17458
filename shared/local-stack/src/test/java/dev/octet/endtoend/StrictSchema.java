package dev.octet.endtoend;

import dev.octet.domain.json.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A schema of the OpenAPI document, for a test: references are resolved, {@code allOf} is one, and an object has no field that
 * the document does not name. Who reads the published document should take what is new there; the test should not.
 */
final class StrictSchema {
  private final JsonObject document;
  private final JsonObject schema;
  private final Set<String> fields = new TreeSet<>();

  /** @param where the place of the schema, for the names of fields that are in no component */
  StrictSchema(JsonObject document, JsonObject published, String where) {
    this.document = document;
    this.schema = strict(published, where);
  }

  /** A JSON Schema. The {@code $comment} of each property is its field. */
  JsonObject schema() {
    return schema;
  }

  /** All fields that it names, each by the component in which it stands: {@code Message/receipts/[]/status}. */
  Set<String> fields() {
    return fields;
  }

  private JsonObject strict(JsonObject published, String where) {
    Optional<String> reference = published.text("$ref");
    if (reference.isPresent()) {
      String name = reference.get().substring(reference.get().lastIndexOf('/') + 1);
      return strict(document.object("components").flatMap(it -> it.object("schemas")).flatMap(it -> it.object(name)).orElseThrow(), name);
    }
    if (published.has("oneOf") || published.has("anyOf")) {
      throw new AssertionError(where + " is one thing or another: the test cannot tell which of its fields were seen.");
    }
    JsonObject strict = published.without("allOf").without("properties").without("items").without("additionalProperties");
    Map<String, @Nullable Object> properties = new LinkedHashMap<>();
    List<Object> required = new ArrayList<>(published.texts("required"));
    for (JsonObject part : published.objects("allOf")) {
      JsonObject other = strict(part, where);
      other.object("properties").ifPresent(it -> properties.putAll(it.fields()));
      required.addAll(other.texts("required"));
    }
    published.object("properties").ifPresent(own -> own.fields().keySet().forEach(name -> {
      String field = where + "/" + name;
      fields.add(field);
      properties.put(name, strict(own.object(name).orElseThrow(), field).with("$comment", field));
    }));
    if (published.has("items")) {
      strict = strict.with("items", strict(published.object("items").orElseThrow(), where + "/[]"));
    }
    return properties.isEmpty() && !published.text("type").equals(Optional.of("object")) ? strict
        : strict.with("properties", JsonObject.of(properties)).with("required", required).with("additionalProperties", rest(published, where, properties.isEmpty()));
  }

  /** What may stand beside the properties: a map has values, and an object of somebody else's says so. */
  private Object rest(JsonObject published, String where, boolean unnamed) {
    if (published.object("additionalProperties").isPresent()) {
      return strict(published.object("additionalProperties").orElseThrow(), where + "/*");
    }
    if (unnamed && !published.has("additionalProperties")) {
      throw new AssertionError(where + " says nothing of its fields. Name them, or say that it may have any: `additionalProperties: true`.");
    }
    return published.bool("additionalProperties").orElse(false);
  }

  /** The fields that this has. */
  Set<String> seenIn(@Nullable Object value) {
    Set<String> seen = new TreeSet<>();
    see(value, schema, seen);
    return seen;
  }

  private static void see(@Nullable Object value, JsonObject schema, Set<String> seen) {
    if (value instanceof List<?> list) {
      schema.object("items").ifPresent(items -> list.forEach(item -> see(item, items, seen)));
    } else if (value instanceof Map<?, ?> map) {
      JsonObject properties = schema.object("properties").orElse(JsonObject.EMPTY);
      map.forEach((name, inner) -> properties.object(String.valueOf(name)).or(() -> schema.object("additionalProperties")).ifPresent(known -> {
        known.text("$comment").ifPresent(seen::add);
        see(inner, known, seen);
      }));
    }
  }
}
