package dev.octet.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.octet.domain.json.JsonObject;
import dev.octet.graph.webhook.Signature;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;

/** A table that an earlier version left is read by this one, item by item, and gone on with. */
class KeptItemsTest {
  private final Engine engine = Engine.memory();
  private final String table = engine.freshTable();
  private final Set<String> read = new TreeSet<>();
  private final World world = new World(noting(engine.client()), table, KeptItemsWriter.NUMBER, new HashMap<>(), new SplittableRandom(2));

  /** Remembers which items were read. */
  private DynamoDbClient noting(DynamoDbClient client) {
    return (DynamoDbClient) Proxy.newProxyInstance(DynamoDbClient.class.getClassLoader(), new Class<?>[] {DynamoDbClient.class}, (_, method, arguments) -> {
      try {
        Object answer = method.invoke(client, arguments);
        if (method.getName().equals("getItem")) {
          note(get(arguments[0]).key());
        } else if (answer instanceof QueryResponse response) {
          response.items().forEach(this::note);
        }
        return answer;
      } catch (InvocationTargetException e) {
        throw e.getCause();
      }
    });
  }

  @SuppressWarnings("unchecked")
  private static GetItemRequest get(Object request) {
    return request instanceof GetItemRequest it ? it : GetItemRequest.builder().applyMutation((Consumer<GetItemRequest.Builder>) request).build();
  }

  private void note(Map<String, AttributeValue> key) {
    read.add(key.get("pk").s() + " " + key.get("sk").s());
  }

  @ParameterizedTest
  @ValueSource(strings = "kept-items-1.jsonl")
  void what_an_earlier_version_left_is_read_and_gone_on_with(String name) {
    KeptItems kept = KeptItems.read(name);
    kept.items().forEach(item -> world.table.putItem(put -> put.tableName(table).item(item)
        .conditionExpression("attribute_not_exists(#pk)").expressionAttributeNames(Map.of("#pk", "pk"))));
    world.clock.advanceTo(kept.at().plus(Duration.ofMinutes(1)));
    read.clear();

    Set<String> refused = new TreeSet<>();
    kept.items().forEach(item -> requests(item).forEach(path -> {
      int status = world.api("GET", path, JsonObject.EMPTY, Map.of()).status();
      if (status != 200) {
        refused.add(path.replaceAll("[A-Za-z0-9+=]{20,}", "…") + " " + status);
      }
    }));
    assertThat(refused).isEmpty();

    kept.items().forEach(item -> events(item).forEach(this::deliver));
    world.runToTheEnd();

    assertThat(List.of(state("kept-1"), state("kept-2"), state("kept-3"))).containsExactly("unknown", "succeeded", "succeeded");
    Set<String> unread = new TreeSet<>();
    kept.items().stream().map(item -> item.get("pk").s() + " " + item.get("sk").s()).filter(key -> !read.contains(key)).forEach(unread::add);
    assertThat(unread).isEmpty();
    assertThat(world.errors.errors()).isEmpty();
  }

  private String state(String commandId) {
    return world.api("GET", "/v1/operations/" + dev.octet.domain.operation.Operation.requestId(KeptItemsWriter.NUMBER, "", commandId), JsonObject.EMPTY, Map.of())
        .json().text("state").orElseThrow();
  }

  /** What reads an item over HTTP. */
  private static List<String> requests(Map<String, AttributeValue> item) {
    String pk = item.get("pk").s();
    String id = pk.substring(pk.indexOf('#') + 1);
    return switch (pk.substring(0, pk.indexOf('#')) + " " + item.get("sk").s().replaceAll("#.*", "")) {
      case "GROUP STATE" -> item.containsKey("active_number") ? List.of("/graph/v26.0/" + id + "?fields=subject,description,suspended,creation_timestamp,join_approval_mode,participants,total_participant_count",
          "/graph/v26.0/" + id + "/invite_link", "/graph/v26.0/" + id + "/join_requests", "/v1/groups/" + id + "/history", "/v1/groups/" + id + "/messages",
          "/v1/groups/" + id + "/invitations", "/v1/groups/" + id + "/costs") : List.of("/v1/groups/" + id + "/history");
      case "OPERATION OPERATION" -> List.of("/v1/operations/" + id);
      case "MESSAGE STATE" -> List.of("/v1/messages/" + id);
      case "NUMBER NUMBER" -> List.of("/graph/v26.0/" + id + "/groups", "/v1/numbers/" + id + "/costs", "/v1/numbers/" + id + "/templates", "/v1/numbers/" + id + "/rate-card",
          "/v1/numbers/" + id + "/reconcile");
      default -> List.of();
    };
  }

  /** What the platform may still have to say of an item. */
  private static List<JsonObject> events(Map<String, AttributeValue> item) {
    String pk = item.get("pk").s();
    String id = pk.substring(pk.indexOf('#') + 1);
    return switch (pk.substring(0, pk.indexOf('#')) + " " + item.get("sk").s().replaceAll("#.*", "")) {
      case "GROUP STATE" -> List.of(
          change("group_settings_update", "groups", JsonObject.EMPTY.with("timestamp", "1796000000").with("group_id", id).with("type", "group_settings_update")
              .with("group_subject", JsonObject.EMPTY.with("text", "Gone on with").with("update_successful", true))));
      case "MESSAGE STATE" -> List.of(change("messages", "statuses", JsonObject.EMPTY.with("id", item.containsKey("message_id") ? item.get("message_id").s() : id)
          .with("status", "sent").with("timestamp", "1796000000").with("recipient_type", "group").with("recipient_id", item.containsKey("group_id") ? item.get("group_id").s() : "G")));
      default -> List.of();
    };
  }

  private static JsonObject change(String field, String list, JsonObject item) {
    JsonObject value = JsonObject.EMPTY.with("messaging_product", "whatsapp").with("metadata", JsonObject.EMPTY.with("phone_number_id", KeptItemsWriter.NUMBER)).with(list, List.of(item));
    return JsonObject.EMPTY.with("value", value).with("field", field);
  }

  private void deliver(JsonObject change) {
    byte[] body = JsonObject.EMPTY.with("object", "whatsapp_business_account")
        .with("entry", List.of(JsonObject.EMPTY.with("id", "102290129340398").with("changes", List.of(change)))).toBytes();
    assertThat(world.webhook(Signature.sign(body, World.SECRET), body).status()).isEqualTo(200);
  }
}
