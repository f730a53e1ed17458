package dev.octet.localstack.template;

import dev.octet.localstack.template.StackPlan.IndexPlan;
import dev.octet.localstack.template.StackPlan.KeyPlan;
import dev.octet.localstack.template.StackPlan.TablePlan;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Tables with their keys, global secondary indexes and time to live. */
final class TableReader {
  private static final Set<String> USED = Set.of("TableName", "BillingMode", "AttributeDefinitions", "KeySchema",
      "GlobalSecondaryIndexes", "TimeToLiveSpecification");
  private static final Set<String> MEANINGLESS = Set.of("SSESpecification", "PointInTimeRecoverySpecification",
      "DeletionProtectionEnabled", "ContributorInsightsSpecification", "TableClass", "Tags");

  private final Resources resources;
  private final Problems problems;

  TableReader(Resources resources, Problems problems) {
    this.resources = resources;
    this.problems = problems;
  }

  TablePlan read(Resources.Resource resource) {
    Properties properties = properties(resource.logicalId(), resource.properties(), USED, MEANINGLESS);
    if (!properties.text("BillingMode").orElse("PROVISIONED").equals("PAY_PER_REQUEST")) {
      properties.refuse("BillingMode", "other than PAY_PER_REQUEST is not supported");
    }
    Map<String, String> attributes = new LinkedHashMap<>();
    for (Node item : properties.items("AttributeDefinitions")) {
      Properties attribute = properties("AttributeDefinitions", fields(item), Set.of("AttributeName", "AttributeType"), Set.of());
      attributes.put(attribute.required("AttributeName"), attribute.required("AttributeType"));
    }
    List<IndexPlan> indexes = properties.items("GlobalSecondaryIndexes").stream().map(this::index).toList();
    return new TablePlan(resource.logicalId(), resources.name(resource), attributes, keys(properties), indexes, timeToLive(properties));
  }

  private IndexPlan index(Node item) {
    Properties index = properties("GlobalSecondaryIndexes", fields(item), Set.of("IndexName", "KeySchema", "Projection"),
        Set.of("ContributorInsightsSpecification"));
    Properties projection = properties("Projection", index.fields("Projection"), Set.of("ProjectionType", "NonKeyAttributes"), Set.of());
    return new IndexPlan(index.required("IndexName"), keys(index), projection.required("ProjectionType"), projection.texts("NonKeyAttributes"));
  }

  private List<KeyPlan> keys(Properties properties) {
    List<KeyPlan> keys = new ArrayList<>();
    for (Node item : properties.items("KeySchema")) {
      Properties key = properties("KeySchema", fields(item), Set.of("AttributeName", "KeyType"), Set.of());
      keys.add(new KeyPlan(key.required("AttributeName"), key.required("KeyType")));
    }
    if (keys.isEmpty()) {
      properties.refuse("KeySchema", "is missing");
    }
    return keys;
  }

  private Optional<String> timeToLive(Properties properties) {
    if (!properties.has("TimeToLiveSpecification")) {
      return Optional.empty();
    }
    Properties specification = properties("TimeToLiveSpecification", properties.fields("TimeToLiveSpecification"),
        Set.of("AttributeName", "Enabled"), Set.of());
    return specification.flag("Enabled", false) ? Optional.of(specification.required("AttributeName")) : Optional.empty();
  }

  private Properties properties(String of, Node.Fields fields, Set<String> used, Set<String> meaningless) {
    return new Properties(of, fields, used, meaningless, resources.resolver(), problems);
  }

  private Node.Fields fields(Node item) {
    if (item instanceof Node.Fields fields) {
      return fields;
    }
    problems.add(item, "a mapping is expected here");
    return Node.Fields.empty(item.line());
  }
}
