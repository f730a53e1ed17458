package dev.octet.aws.table;

import dev.octet.domain.json.JsonObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A change of an item that is not read before, in DynamoDB's words. Like any write it counts the version, and says what wrote and in which format. */
record Change(String expression, Map<String, String> names, Map<String, AttributeValue> values) {
  /** Refused by an item of a newer format, and by nothing else. */
  static final String CONDITION = "attribute_not_exists(#v) OR #v <= :v";

  /** Numbers become more, or less. */
  static Change adding(Add add, String writeId) {
    List<String> sets = new ArrayList<>();
    List<String> additions = new ArrayList<>();
    Map<String, String> names = new HashMap<>();
    Map<String, AttributeValue> values = new HashMap<>();
    add.expiresAt().ifPresent(end -> {
      sets.add("#expires_at = :expires_at");
      names.put("#expires_at", Retention.EXPIRES_AT);
      values.put(":expires_at", Items.number(end));
    });
    add.numbers().forEach((attribute, number) -> {
      String place = "n" + additions.size();
      additions.add("#" + place + " :" + place);
      names.put("#" + place, attribute);
      values.put(":" + place, Items.number(number));
    });
    return of(writeId, sets, additions, names, values);
  }

  /** Attributes are set that are not there. */
  static Change filling(JsonObject attributes, String writeId) {
    List<String> sets = new ArrayList<>();
    Map<String, String> names = new HashMap<>();
    Map<String, AttributeValue> values = new HashMap<>();
    Attributes.of(attributes).forEach((attribute, value) -> {
      String place = "a" + sets.size();
      sets.add("#" + place + " = if_not_exists(#" + place + ", :" + place + ")");
      names.put("#" + place, attribute);
      values.put(":" + place, value);
    });
    return of(writeId, sets, List.of(), names, values);
  }

  private static Change of(String writeId, List<String> sets, List<String> additions, Map<String, String> names, Map<String, AttributeValue> values) {
    sets.addAll(0, List.of("#write_id = :write_id", "#v = :v"));
    names.putAll(Map.of("#version", Items.VERSION, "#write_id", Items.WRITE_ID, "#v", Items.FORMAT));
    values.putAll(Map.of(":one", Items.number(1), ":write_id", AttributeValue.fromS(writeId), ":v", Items.number(Items.FORMAT_HERE)));
    List<String> all = new ArrayList<>(List.of("#version :one"));
    all.addAll(additions);
    return new Change("SET " + String.join(", ", sets) + " ADD " + String.join(", ", all), names, values);
  }
}
