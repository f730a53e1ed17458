package dev.octet.simulation;

import dev.octet.domain.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * A table as some version of Octet left it, whole: one item a line, in DynamoDB's own JSON.
 *
 * @param at when it was left
 */
record KeptItems(Instant at, List<Map<String, AttributeValue>> items) {

  void write(Path file) {
    List<String> lines = new ArrayList<>(List.of(JsonObject.EMPTY.with("at", at.toString()).toJson()));
    items.forEach(item -> lines.add(json(item).toJson()));
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(file, String.join("\n", lines) + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static KeptItems read(String name) {
    try (InputStream in = KeptItems.class.getResourceAsStream(name)) {
      List<String> lines = new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
      return new KeptItems(Instant.parse(Calls.json(lines.getFirst()).text("at").orElseThrow()),
          lines.stream().skip(1).map(line -> attributes(Calls.json(line))).toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static JsonObject json(Map<String, AttributeValue> attributes) {
    JsonObject json = JsonObject.EMPTY;
    for (String name : attributes.keySet().stream().sorted().toList()) {
      json = json.with(name, value(attributes.get(name)));
    }
    return json;
  }

  private static JsonObject value(AttributeValue value) {
    return switch (value.type()) {
      case S -> JsonObject.EMPTY.with("S", value.s());
      case N -> JsonObject.EMPTY.with("N", value.n());
      case BOOL -> JsonObject.EMPTY.with("BOOL", value.bool());
      case NUL -> JsonObject.EMPTY.with("NULL", true);
      case M -> JsonObject.EMPTY.with("M", json(value.m()));
      case L -> JsonObject.EMPTY.with("L", value.l().stream().map(KeptItems::value).toList());
      default -> throw new IllegalArgumentException("Octet writes none of type " + value.type());
    };
  }

  private static Map<String, AttributeValue> attributes(JsonObject json) {
    Map<String, AttributeValue> attributes = new HashMap<>();
    json.fields().keySet().forEach(name -> attributes.put(name, value(json.object(name).orElseThrow())));
    return attributes;
  }

  private static AttributeValue value(JsonObject json) {
    String type = json.fields().keySet().iterator().next();
    return switch (type) {
      case "S" -> AttributeValue.fromS(json.text(type).orElseThrow());
      case "N" -> AttributeValue.fromN(json.text(type).orElseThrow());
      case "BOOL" -> AttributeValue.fromBool(json.bool(type).orElseThrow());
      case "NULL" -> AttributeValue.fromNul(true);
      case "M" -> AttributeValue.fromM(attributes(json.object(type).orElseThrow()));
      default -> AttributeValue.fromL(json.objects(type).stream().map(KeptItems::value).toList());
    };
  }
}
