package dev.octet.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.octet.domain.group.GroupCommand;
import dev.octet.domain.json.JsonObject;
import dev.octet.domain.message.MessageCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The AsyncAPI document has every queue of the template, every command and every notification, and nothing that is none. */
class AsyncApiTest {
  private static final JsonObject DOCUMENT = read();
  private static final JsonObject CHANNELS = DOCUMENT.object("channels").orElseThrow();
  private static final JsonObject OPERATIONS = DOCUMENT.object("operations").orElseThrow();
  private static final JsonObject MESSAGES = DOCUMENT.object("components").flatMap(it -> it.object("messages")).orElseThrow();
  private static final String STACK = "{stack}-";

  /** What the members of each kind of object are called (AsyncAPI 3.0.0), as far as this document needs them. */
  private static final Map<String, Set<String>> MEMBERS = Map.of(
      "document", Set.of("asyncapi", "info", "defaultContentType", "servers", "channels", "operations", "components"),
      "server", Set.of("host", "protocol", "description", "variables"),
      "channel", Set.of("address", "title", "description", "parameters", "bindings", "messages"),
      "operation", Set.of("action", "channel", "summary", "bindings", "traits"),
      "message", Set.of("name", "contentType", "payload"),
      "components", Set.of("parameters", "operationTraits", "messages"));

  private static JsonObject read() {
    try {
      Map<String, Object> document = new Yaml(new SafeConstructor(new LoaderOptions())).load(Files.readString(Schema.directory().resolve("asyncapi.yaml")));
      return JsonObject.of(document);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static List<JsonObject> objects(JsonObject map) {
    return map.fields().keySet().stream().map(name -> map.object(name).orElseThrow()).toList();
  }

  private static void assertMembers(String kind, JsonObject object, String... required) {
    assertThat(MEMBERS.get(kind)).as("members of a %s", kind).containsAll(object.fields().keySet());
    assertThat(object.fields().keySet()).as(kind).containsAll(List.of(required));
  }

  @Test
  void it_is_an_asyncapi_document() {
    assertMembers("document", DOCUMENT, "asyncapi", "info", "channels", "operations");
    assertThat(DOCUMENT.text("asyncapi")).contains("3.0.0");
    assertThat(DOCUMENT.object("info").orElseThrow().fields().keySet()).contains("title", "version");
    objects(DOCUMENT.object("servers").orElseThrow()).forEach(server -> {
      assertMembers("server", server, "host", "protocol");
      assertThat(server.text("host").orElseThrow()).doesNotContain("/");
    });
    objects(CHANNELS).forEach(channel -> {
      assertMembers("channel", channel, "address", "messages");
      assertThat(channel.object("messages").orElseThrow().isEmpty()).isFalse();
      Set<String> placed = channel.text("address").stream().flatMap(address -> Pattern.compile("\\{(\\w+)}").matcher(address).results().map(match -> match.group(1))).collect(Collectors.toSet());
      assertThat(channel.object("parameters").map(it -> it.fields().keySet()).orElse(Set.of())).isEqualTo(placed);
    });
    objects(OPERATIONS).forEach(operation -> {
      assertMembers("operation", operation, "action", "channel");
      assertThat(operation.text("action").orElseThrow()).isIn("send", "receive");
    });
    objects(MESSAGES).forEach(message -> {
      assertMembers("message", message, "name", "payload");
      assertThat(message.object("payload").orElseThrow().fields().keySet()).containsExactlyInAnyOrder("schemaFormat", "schema");
    });
    assertMembers("components", DOCUMENT.object("components").orElseThrow());
    Stream.of(CHANNELS, OPERATIONS, MESSAGES).forEach(named -> assertThat(named.fields().keySet()).allMatch(name -> name.matches("[a-zA-Z0-9.\\-_]+")));
  }

  @Test
  void every_reference_leads_somewhere_and_everything_that_is_shared_is_used() {
    Set<String> used = new TreeSet<>();
    walk(DOCUMENT.fields(), reference -> {
      if (reference.startsWith("./")) {
        assertThat(Schema.directory().resolve(reference.substring(2))).exists();
      } else {
        assertThat(at(reference)).as(reference).isPresent();
        used.add(reference);
      }
    });

    Set<String> shared = new HashSet<>();
    JsonObject components = DOCUMENT.object("components").orElseThrow();
    components.fields().keySet().forEach(kind -> components.object(kind).orElseThrow().fields().keySet().forEach(name -> shared.add("#/components/" + kind + "/" + name)));
    CHANNELS.fields().keySet().forEach(name -> shared.add("#/channels/" + name));
    assertThat(used).isEqualTo(shared);
  }

  private static Optional<JsonObject> at(String reference) {
    Optional<JsonObject> at = Optional.of(DOCUMENT);
    for (String part : reference.substring(2).split("/")) {
      at = at.flatMap(it -> it.object(part));
    }
    return at;
  }

  private static void walk(Object value, Consumer<String> reference) {
    if (value instanceof Map<?, ?> map) {
      if (map.get("$ref") instanceof String to) {
        reference.accept(to);
      }
      map.values().forEach(it -> walk(it, reference));
    } else if (value instanceof List<?> list) {
      list.forEach(it -> walk(it, reference));
    }
  }

  @Test
  void every_queue_of_the_template_is_a_channel_or_has_the_dead_letters_of_one_and_every_channel_is_a_queue_of_the_template() throws IOException {
    Set<String> queues = Pattern.compile("QueueName: !Sub \\$\\{AWS::StackName}-(\\S+)").matcher(Files.readString(Schema.directory().getParent().resolveSibling("template.yaml")))
        .results().map(match -> match.group(1)).collect(Collectors.toCollection(TreeSet::new));
    Set<String> channels = new TreeSet<>();
    for (JsonObject channel : objects(CHANNELS)) {
      Optional<String> address = channel.text("address");
      address.map(it -> it.substring(STACK.length())).ifPresent(channels::add);
      Optional<JsonObject> queue = channel.object("bindings").flatMap(it -> it.object("sqs")).flatMap(it -> it.object("queue"));
      assertThat(queue.flatMap(it -> it.text("name"))).isEqualTo(address);
      queue.ifPresent(it -> assertThat(it.bool("fifoQueue")).contains(address.orElseThrow().endsWith(".fifo")));
    }

    assertThat(queues).hasSizeGreaterThan(10).filteredOn(queue -> !queue.contains("-dlq")).containsExactlyInAnyOrderElementsOf(channels);
    Set<String> mourned = channels.stream().filter(channel -> !channel.equals("sandbox-notifications"))
        .map(channel -> channel.endsWith(".fifo") ? channel.replace(".fifo", "-dlq.fifo") : channel + "-dlq").collect(Collectors.toSet());
    assertThat(queues).filteredOn(queue -> queue.contains("-dlq")).containsExactlyInAnyOrderElementsOf(mourned);
  }

  @Test
  void every_command_is_in_its_queue_and_no_other() {
    assertThat(words("groupCommands", "command.")).isEqualTo(Arrays.stream(GroupCommand.values()).map(GroupCommand::word).collect(Collectors.toSet()));
    assertThat(words("messageCommands", "command.")).isEqualTo(Arrays.stream(MessageCommand.values()).map(MessageCommand::word).collect(Collectors.toSet()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"notifications", "notificationCopies", "notificationDeliveries", "sandboxNotifications", "deliveredByHttps"})
  void every_notification_is_where_notifications_go(String channel) {
    Set<String> types = Set.copyOf(Schema.named("notification.schema.json").text().object("properties").flatMap(it -> it.object("type")).orElseThrow().texts("enum"));
    assertThat(types).hasSizeGreaterThan(40);
    assertThat(words(channel, "notification.")).isEqualTo(types);
  }

  private static Set<String> words(String channel, String kind) {
    return CHANNELS.object(channel).flatMap(it -> it.object("messages")).orElseThrow().fields().keySet().stream()
        .filter(name -> name.startsWith(kind)).map(name -> name.substring(kind.length())).collect(Collectors.toSet());
  }

  @Test
  void a_command_and_a_notification_are_their_schema_s_with_their_own_word() {
    MESSAGES.fields().keySet().forEach(id -> {
      JsonObject message = MESSAGES.object(id).orElseThrow();
      List<JsonObject> parts = message.object("payload").flatMap(it -> it.object("schema")).orElseThrow().objects("allOf");
      if (id.startsWith("command.") || id.startsWith("notification.")) {
        String kind = id.substring(0, id.indexOf('.'));
        String word = id.substring(id.indexOf('.') + 1);
        assertThat(message.text("name")).contains(word);
        assertThat(parts.getFirst().text("$ref")).contains("./" + kind + ".schema.json");
        assertThat(parts.getLast().object("properties").flatMap(it -> it.object(kind.equals("command") ? "command" : "type")).flatMap(it -> it.text("const"))).contains(word);
      }
    });
  }

  @Test
  void what_octet_reads_it_receives_and_what_it_tells_it_sends() {
    Map<String, Set<String>> actions = objects(OPERATIONS).stream().collect(Collectors.groupingBy(
        operation -> operation.object("channel").flatMap(it -> it.text("$ref")).orElseThrow().substring("#/channels/".length()),
        Collectors.mapping(operation -> operation.text("action").orElseThrow(), Collectors.toSet())));
    assertThat(actions.keySet()).isEqualTo(CHANNELS.fields().keySet());
    Set.of("groupCommands", "messageCommands", "webhookIntake").forEach(channel -> assertThat(actions.get(channel)).as(channel).containsExactly("receive"));
    Set.of("notifications", "otherWebhooks", "deliveredByHttps").forEach(channel -> assertThat(actions.get(channel)).as(channel).containsExactly("send"));
  }
}
