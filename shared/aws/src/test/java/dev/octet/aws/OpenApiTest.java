package dev.octet.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.octet.domain.group.GroupCommand;
import dev.octet.domain.json.JsonObject;
import dev.octet.domain.operation.OperationState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The OpenAPI document says nothing that the template does not route, and leaves nothing of its own unsaid. */
class OpenApiTest {
  private static final JsonObject DOCUMENT = Schema.api();

  @Test
  void every_path_is_one_that_the_template_routes() throws IOException {
    Path template = Schema.directory().getParent().resolveSibling("template.yaml");
    List<String> routes = new ArrayList<>();
    Matcher route = Pattern.compile("Path: (?:\"([^\"]+)\"|([^\\s}]+))").matcher(Files.readString(template));
    while (route.find()) {
      routes.add(route.group(1) == null ? route.group(2) : route.group(1));
    }

    assertThat(routes).contains("/health", "/graph/{proxy+}");
    assertThat(DOCUMENT.object("paths").orElseThrow().fields().keySet()).allSatisfy(path -> assertThat(routes).as(path)
        .anyMatch(one -> one.equals(path) || (one.endsWith("{proxy+}") && path.startsWith(one.substring(0, one.length() - "{proxy+}".length())))));
  }

  @Test
  void every_reference_leads_somewhere_and_everything_that_is_shared_is_used() {
    Set<String> used = new HashSet<>();
    walk(DOCUMENT.fields(), object -> {
      if (object.get("$ref") instanceof String reference && reference.startsWith("#")) {
        used.add(reference);
      } else if (object.get("$ref") instanceof String reference) {
        assertElsewhere(reference);
      }
    });

    Set<String> shared = new HashSet<>();
    JsonObject components = DOCUMENT.object("components").orElseThrow().without("securitySchemes");
    components.fields().keySet().forEach(kind -> components.object(kind).orElseThrow().fields().keySet()
        .forEach(name -> shared.add("#/components/" + kind + "/" + name)));
    assertThat(used).isEqualTo(shared);
  }

  /** In a schema beside the document. */
  private static void assertElsewhere(String reference) {
    List<String> parts = List.of(reference.split("#/\\$defs/"));
    assertThat(parts).as(reference).hasSize(2);
    assertThat(Schema.named(parts.getFirst()).text().object("$defs").orElseThrow().has(parts.getLast())).as(reference).isTrue();
  }

  @Test
  void every_operation_has_a_name_of_its_own_a_summary_and_answers() {
    List<String> names = new ArrayList<>();
    JsonObject paths = DOCUMENT.object("paths").orElseThrow();
    for (String path : paths.fields().keySet()) {
      JsonObject methods = paths.object(path).orElseThrow().without("parameters");
      for (String method : methods.fields().keySet()) {
        JsonObject operation = methods.object(method).orElseThrow();
        names.add(operation.text("operationId").orElseThrow());
        assertThat(operation.text("summary")).as(path).isPresent();
        Set<String> statuses = operation.object("responses").orElseThrow().fields().keySet();
        assertThat(statuses.contains("200") || statuses.contains("202")).as(path).isEqualTo(!operation.text("summary").orElseThrow().startsWith("Always refused."));
        assertThat(declared(paths.object(path).orElseThrow(), operation)).as(path).isEqualTo(variables(path));
      }
    }
    assertThat(names).isNotEmpty().doesNotHaveDuplicates();
  }

  @Test
  void every_operation_on_groups_is_there_under_its_commands_name_and_takes_what_the_command_takes() {
    JsonObject commands = Schema.named("command.schema.json").text().object("$defs").orElseThrow();
    for (GroupCommand what : GroupCommand.values()) {
      String word = what.word();
      JsonObject operation = operation(camelCase(word));
      Set<String> taken = new HashSet<>();
      operation.objects("parameters").stream().map(parameter -> shared(parameter))
          .filter(parameter -> parameter.text("in").equals(Optional.of("query"))).forEach(parameter -> taken.add(parameter.text("name").orElseThrow()));
      operation.object("requestBody").map(OpenApiTest::shared).flatMap(body -> body.object("content")).flatMap(content -> content.object("application/json"))
          .flatMap(json -> json.object("schema")).map(OpenApiTest::shared).flatMap(schema -> schema.object("properties"))
          .ifPresent(properties -> taken.addAll(properties.fields().keySet()));
      taken.remove("messaging_product");

      JsonObject definition = commands.object(word).orElseThrow();
      JsonObject body = definition.text("$ref").map(reference -> commands.object(reference.substring(reference.lastIndexOf('/') + 1)).orElseThrow()).orElse(definition);
      assertThat(taken).as(word).isEqualTo(body.object("properties").orElseThrow().without("messaging_product").fields().keySet());
    }
  }

  /** What is carried out while the caller waits can be asked for later, and its answer can be lost. */
  @ParameterizedTest
  @ValueSource(strings = {"resetInviteLink", "approveJoinRequests", "rejectJoinRequests", "updateGroupSettings", "sendMessage"})
  void an_inline_operation_has_all_its_answers(String name) {
    JsonObject responses = operation(name).object("responses").orElseThrow();

    assertThat(responses.fields().keySet()).contains("200", "202", "400", "401", "403", "409", "429", "504", "5XX");
    assertThat(responses.object("200").flatMap(answer -> answer.object("headers")).orElseThrow().has("Octet-Request-Id")).isTrue();
    assertThat(operation(name).objects("parameters").stream().map(parameter -> shared(parameter).text("name").orElseThrow()))
        .contains("Prefer", "Idempotency-Key");
  }

  private static JsonObject operation(String name) {
    JsonObject paths = DOCUMENT.object("paths").orElseThrow();
    return paths.fields().keySet().stream().map(path -> paths.object(path).orElseThrow().without("parameters"))
        .flatMap(methods -> methods.fields().keySet().stream().map(method -> methods.object(method).orElseThrow()))
        .filter(operation -> operation.text("operationId").equals(Optional.of(name))).findFirst().orElseThrow(() -> new AssertionError("no operation " + name));
  }

  private static JsonObject shared(JsonObject object) {
    return object.text("$ref").map(reference -> {
      JsonObject found = DOCUMENT;
      for (String step : reference.substring(2).split("/")) {
        found = found.object(step).orElseThrow();
      }
      return found;
    }).orElse(object);
  }

  private static String camelCase(String word) {
    return Pattern.compile("_(.)").matcher(word).replaceAll(letter -> letter.group(1).toUpperCase(Locale.ROOT));
  }

  @Test
  void the_states_of_an_operation_are_those_of_the_code() {
    Instant now = Instant.EPOCH;
    List<OperationState> states = List.of(new OperationState.Accepted(), new OperationState.Calling(now), new OperationState.Answered("p", now),
        new OperationState.Unsettled(now), new OperationState.Succeeded(Optional.empty(), JsonObject.EMPTY, 1),
        new OperationState.Failed(Optional.empty(), JsonObject.EMPTY), new OperationState.Unknown(Optional.empty(), now, List.of()));

    assertThat(DOCUMENT.object("components").flatMap(all -> all.object("schemas")).flatMap(all -> all.object("Operation"))
        .flatMap(operation -> operation.object("properties")).flatMap(all -> all.object("state")).orElseThrow().texts("enum"))
        .isEqualTo(states.stream().map(OperationState::word).toList());
    assertThat(states).hasSize(OperationState.class.getPermittedSubclasses().length);
  }

  private static Set<String> declared(JsonObject path, JsonObject operation) {
    JsonObject parameters = DOCUMENT.object("components").flatMap(all -> all.object("parameters")).orElseThrow();
    Set<String> names = new HashSet<>();
    for (JsonObject of : List.of(path, operation)) {
      for (JsonObject parameter : of.objects("parameters")) {
        JsonObject resolved = parameter.text("$ref")
            .map(reference -> parameters.object(reference.substring(reference.lastIndexOf('/') + 1)).orElseThrow()).orElse(parameter);
        if (resolved.text("in").orElseThrow().equals("path")) {
          names.add(resolved.text("name").orElseThrow());
        }
      }
    }
    return names;
  }

  private static Set<String> variables(String path) {
    Set<String> names = new HashSet<>();
    Matcher variable = Pattern.compile("\\{([^}]+)}").matcher(path);
    while (variable.find()) {
      names.add(variable.group(1));
    }
    return names;
  }

  private static void walk(Object value, Consumer<Map<?, ?>> visitor) {
    if (value instanceof Map<?, ?> map) {
      visitor.accept(map);
      map.values().forEach(item -> walk(item, visitor));
    } else if (value instanceof List<?> list) {
      list.forEach(item -> walk(item, visitor));
    }
  }
}
