package dev.octet.aws;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.dynamodb.services.local.shared.access.sqlite.TableSchemaInfo;
import software.amazon.dynamodb.services.local.shared.mapper.DynamoDbObjectMapper;

/**
 * DynamoDB Local reads what a table's columns are from its database, and so from JSON, up to four times a request: a
 * third of its work. Here the same text is read once.
 */
final class KeptSchemas extends JsonDeserializer<TableSchemaInfo> {
  private static final ObjectMapper MAPPER = new DynamoDbObjectMapper();
  private static final Map<String, TableSchemaInfo> SCHEMAS = new ConcurrentHashMap<>();

  @JsonDeserialize(using = KeptSchemas.class)
  private interface Kept {}

  /** Before the first table is read: the engine keeps its mapper to itself. */
  static void install() {
    try {
      var mapper = Class.forName("software.amazon.dynamodb.services.local.shared.access.sqlite.SQLiteDBAccessJob").getDeclaredField("MAPPER");
      mapper.setAccessible(true);
      ((ObjectMapper) mapper.get(null)).addMixIn(TableSchemaInfo.class, Kept.class);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("The embedded engine is another one.", e);
    }
  }

  @Override
  public TableSchemaInfo deserialize(JsonParser parser, DeserializationContext context) throws IOException {
    var rest = new ByteArrayOutputStream();
    parser.releaseBuffered(rest); // behind the brace that it has read
    return SCHEMAS.computeIfAbsent("{" + rest.toString(StandardCharsets.UTF_8), KeptSchemas::read);
  }

  private static TableSchemaInfo read(String text) {
    try {
      return MAPPER.readValue(text, TableSchemaInfo.class);
    } catch (IOException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
