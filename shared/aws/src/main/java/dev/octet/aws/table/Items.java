package dev.octet.aws.table;

import dev.octet.aws.BeyondLimitException;
import dev.octet.aws.NewerFormatException;
import dev.octet.domain.json.JsonObject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What every item carries beside its own attributes: its key, its version, what wrote it last, and its format. */
final class Items {
  static final String PK = "pk";
  static final String SK = "sk";
  static final String VERSION = "version";
  static final String WRITE_ID = "write_id";
  static final String FORMAT = "v";

  /**
   * The format of the items that this code writes, and the newest that it reads; an item without one has 1. It becomes another when an
   * item is written that the code before would misread, and then the one before stays readable. A new attribute alone needs none.
   */
  static final long FORMAT_HERE = 1;

  /** The table's own limit is 400 KiB. As ASCII JSON, text counts at least as much as it does there. */
  private static final int MAX_ITEM = 390 << 10;

  private Items() {}

  /** @throws BeyondLimitException when it is more than an item holds */
  static void check(Key key, JsonObject attributes) {
    if (!key.fits() || attributes.toJson().length() > MAX_ITEM) {
      throw new BeyondLimitException("What is to be written is more than an item holds.");
    }
  }

  /** @throws BeyondLimitException when it is more than an item holds */
  static Map<String, AttributeValue> of(Write write, String writeId) {
    check(write.key(), write.attributes());
    Map<String, AttributeValue> item = new HashMap<>(Attributes.of(write.attributes()));
    item.putAll(key(write.key()));
    item.put(VERSION, number(write.expected() + 1));
    item.put(WRITE_ID, AttributeValue.fromS(writeId));
    item.put(FORMAT, number(FORMAT_HERE));
    return item;
  }

  static Map<String, AttributeValue> key(Key key) {
    return Map.of(PK, AttributeValue.fromS(key.pk()), SK, AttributeValue.fromS(key.sk()));
  }

  static AttributeValue number(long value) {
    return AttributeValue.fromN(Long.toString(value));
  }

  static @Nullable String writeId(Map<String, AttributeValue> item) {
    AttributeValue id = item.get(WRITE_ID);
    return id == null ? null : id.s();
  }

  /** @throws NewerFormatException when it is of a format that this code does not know */
  static Stored stored(Map<String, AttributeValue> item) {
    AttributeValue format = item.get(FORMAT);
    if (format != null && Long.parseLong(format.n()) > FORMAT_HERE) {
      throw new NewerFormatException(FORMAT_HERE);
    }
    Map<String, AttributeValue> attributes = new HashMap<>(item);
    attributes.keySet().removeAll(List.of(PK, SK, VERSION, WRITE_ID, FORMAT));
    AttributeValue version = item.get(VERSION);
    return new Stored(new Key(text(item, PK), text(item, SK)), Attributes.toJson(attributes), version == null ? 0 : Long.parseLong(version.n()));
  }

  private static String text(Map<String, AttributeValue> item, String name) {
    return Optional.ofNullable(item.get(name)).orElseThrow().s();
  }
}
