package dev.octet.aws;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.AbstractConstruct;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.nodes.Node;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.Projection;

/** The tables of {@code template.yaml}, so that no test knows keys and indexes a second time. */
final class TemplateTables {
  private static final Map<String, Object> TEMPLATE = template();

  private TemplateTables() {}

  static CreateTableRequest request(String logicalId, String tableName) {
    Map<String, Object> properties = map(map(map(TEMPLATE.get("Resources")).get(logicalId)).get("Properties"));
    var request = CreateTableRequest.builder()
        .tableName(tableName)
        .billingMode(BillingMode.PAY_PER_REQUEST)
        .keySchema(keySchema(properties))
        .attributeDefinitions(list(properties.get("AttributeDefinitions")).stream().map(TemplateTables::map).map(definition ->
            AttributeDefinition.builder().attributeName(text(definition, "AttributeName")).attributeType(text(definition, "AttributeType")).build()).toList());
    if (properties.containsKey("GlobalSecondaryIndexes")) {
      request.globalSecondaryIndexes(list(properties.get("GlobalSecondaryIndexes")).stream().map(TemplateTables::map).map(index -> {
        Map<String, Object> projection = map(index.get("Projection"));
        return GlobalSecondaryIndex.builder()
            .indexName(text(index, "IndexName"))
            .keySchema(keySchema(index))
            .projection(Projection.builder().projectionType(text(projection, "ProjectionType"))
                .nonKeyAttributes(projection.containsKey("NonKeyAttributes")
                    ? list(projection.get("NonKeyAttributes")).stream().map(String::valueOf).toList() : null).build())
            .build();
      }).toList());
    }
    return request.build();
  }

  private static List<KeySchemaElement> keySchema(Map<String, Object> of) {
    return list(of.get("KeySchema")).stream().map(TemplateTables::map).map(key ->
        KeySchemaElement.builder().attributeName(text(key, "AttributeName")).keyType(text(key, "KeyType")).build()).toList();
  }

  private static Map<String, Object> template() {
    Path file = Path.of(System.getProperty("octet.root", "../.."), "template.yaml");
    try {
      return map(new Yaml(new IgnoringTags()).load(Files.readString(file)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String text(Map<String, Object> map, String name) {
    return String.valueOf(map.get(name));
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> map(Object value) {
    return (Map<String, Object>) value;
  }

  @SuppressWarnings("unchecked")
  private static List<Object> list(Object value) {
    return (List<Object>) value;
  }

  /** Reads past {@code !Ref} and its kin, which say nothing about a table's keys. */
  private static final class IgnoringTags extends SafeConstructor {
    IgnoringTags() {
      super(new LoaderOptions());
      yamlMultiConstructors.put("!", new AbstractConstruct() {
        @Override
        public Object construct(Node node) {
          return "";
        }
      });
    }
  }
}
