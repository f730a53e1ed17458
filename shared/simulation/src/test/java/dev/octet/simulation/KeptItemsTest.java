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
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;

/** A table that an earlier version left is read by this one, item by item, and gone on with. */
class KeptItemsTest {
  /** Kinds that nothing here reads, and why. */
  private static final Map<String, String> NEVER_READ = Map.of(
      "INVITE_LINK GROUP", "looked up for links in what is written, where Octet knows how they begin: a simulation does not tell it",
      "TEMPLATES #", "who was reached by a template in a month: written once and never read");

  private static final JsonObject VISIT = JsonObject.EMPTY.with("name", "group_visit_reminder").with("language", JsonObject.EMPTY.with("code", "en"));

  private final Engine engine = new Engine();
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
        } else if (answer instanceof UpdateItemResponse filled && filled.hasAttributes()) {
          note(filled.attributes());
        }
        return answer;
      } catch (InvocationTargetException e) {
        if (e.getCause() instanceof ConditionalCheckFailedException refused && refused.hasItem()) {
          note(refused.item()); // who was refused reads what stands there
        }
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
    kept.items().forEach(item -> messages(item).forEach(message -> world.api("POST", "/graph/v26.0/" + KeptItemsWriter.NUMBER + "/messages",
        message.with("messaging_product", "whatsapp"), Map.of())));
    world.runToTheEnd();

    assertThat(List.of(state("kept-1"), state("kept-2"), state("kept-3"))).as("one that nobody can know of, a read that had failed, and one that waited")
        .containsExactly("unknown", "failed", "succeeded");
    Set<String> unread = new TreeSet<>(kept.items().stream().map(KeptItemsTest::kind).toList());
    kept.items().stream().filter(item -> read.contains(item.get("pk").s() + " " + item.get("sk").s())).forEach(item -> unread.remove(kind(item)));
    assertThat(unread).as("kinds of items of which none was read").isEqualTo(NEVER_READ.keySet());
    assertThat(world.errors.errors()).isEmpty();
  }

  private static String kind(Map<String, AttributeValue> item) {
    return item.get("pk").s().replaceAll("#.*", "") + " " + item.get("sk").s().replaceAll("#.*|^[0-9].*", "#");
  }

  /** What is sent is looked up in what is kept, whatever the platform says of it: it is another one. */
  private static List<JsonObject> messages(Map<String, AttributeValue> item) {
    String pk = item.get("pk").s();
    return switch (kind(item)) {
      case "GROUP STATE" -> List.of(
          JsonObject.EMPTY.with("recipient_type", "group").with("to", pk.substring("GROUP#".length())).with("type", "text").with("text", JsonObject.EMPTY.with("body", "Still here?")),
          JsonObject.EMPTY.with("recipient_type", "group").with("to", pk.substring("GROUP#".length())).with("type", "template").with("template", VISIT));
      default -> List.of();
    };
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
      case "REQUEST REQUEST" -> List.of(change("group_lifecycle_update", "groups", JsonObject.EMPTY.with("timestamp", "1796000000").with("group_id", "G").with("type", "group_delete")
          .with("request_id", pk.substring(pk.lastIndexOf('#') + 1)).with("errors", List.of(JsonObject.EMPTY.with("code", 131000).with("message", "no").with("title", "no")))));
      case "INVITATION PLACE" -> List.of(change("messages", "statuses", JsonObject.EMPTY.with("id", "wamid.kept").with("status", "read").with("timestamp", "1796000000")
          .with("recipient_id", "447700900100").with("biz_opaque_callback_data", "oct_" + id)));
      case "PERSON PERSON" -> {
        String name = pk.substring(pk.lastIndexOf('#') + 1);
        yield List.of(change("group_participants_update", "groups", JsonObject.EMPTY.with("timestamp", "1796000000").with("group_id", "G").with("type", "group_participants_add")
            .with("reason", "invite_link").with("added_participants", List.of(JsonObject.EMPTY.with(name.matches("\\d+") ? "wa_id" : "user_id", name)))));
      }
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
