package dev.octet.graph.webhook;

import dev.octet.domain.Hash;
import dev.octet.domain.json.JsonException;
import dev.octet.domain.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;

/**
 * One value of a delivery, read by itself.
 *
 * @param list the list that it is an item of
 * @param read the value as {@code value} of an object, since it may be anything; empty when it cannot be read
 */
record Item(String list, RawJson raw, Optional<JsonObject> read) {

  static Item of(String list, RawJson raw) {
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    text.writeBytes("{\"value\":".getBytes(StandardCharsets.US_ASCII));
    text.writeBytes(raw.bytes());
    text.write('}');
    try {
      JsonObject object = JsonObject.parse(text.toByteArray());
      // An item such as `1,"more":2` would read as two members.
      return new Item(list, raw, Optional.of(object).filter(read -> read.fields().size() == 1));
    } catch (JsonException e) {
      return new Item(list, raw, Optional.empty());
    }
  }

  Optional<JsonObject> object() {
    return read.flatMap(value -> value.object("value"));
  }

  Optional<String> text() {
    return read.flatMap(value -> value.text("value"));
  }

  /** The same text for the same value, whatever the order of its keys; what cannot be read is its bytes. */
  String canonical() {
    return read.map(JsonObject::canonical).orElseGet(() -> "bytes:" + HexFormat.of().formatHex(Hash.sha256(raw.bytes())));
  }
}
