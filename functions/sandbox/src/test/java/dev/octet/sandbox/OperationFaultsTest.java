package dev.octet.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.octet.domain.json.JsonObject;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** Every operation on a group goes wrong in the ways in which creating one does. */
class OperationFaultsTest {
  private final Platform platform = new Platform();
  private final JsonObject group = platform.group("Design review", JsonObject.EMPTY.with("join_approval_mode", "approval_required"));
  private final String id = group.text("group_id").orElseThrow();
  private final JsonObject before;

  /** Each as it is called with Ada waiting and Bo in, and the type of its webhook. */
  private enum Operation {
    DELETE("DELETE", "", "group_delete"),
    SETTINGS("POST", "", "group_settings_update"),
    REMOVE("DELETE", "participants", "group_participants_remove"),
    APPROVE("POST", "join_requests", "group_participants_add"),
    REJECT("DELETE", "join_requests", ""),
    RESET("POST", "invite_link", "");

    private final String method;
    private final String edge;
    private final String type;

    Operation(String method, String edge, String type) {
      this.method = method;
      this.edge = edge;
      this.type = type;
    }
  }

  OperationFaultsTest() {
    ask("Bo", "447700900124");
    platform.operate("POST", id, "join_requests", requests());
    ask("Ada", "447700900123");
    platform.deliver();
    before = state();
  }

  @AfterEach
  void close() {
    platform.close();
  }

  @ParameterizedTest
  @EnumSource(Operation.class)
  void a_lost_answer_has_had_its_effect_and_its_webhook(Operation operation) {
    Platform.Answer answer = call("{\"answer_lost\":1}", operation);

    assertThat(answer.status()).isEqualTo(504);
    assertThat(answer.body()).isEmpty();
    assertThat(state()).isNotEqualTo(before);
    assertThat(told(operation)).isEqualTo(operation.type.isEmpty() ? 0 : 1);
  }

  @ParameterizedTest
  @EnumSource(Operation.class)
  void no_answer_and_an_error_have_no_effect(Operation operation) {
    assertThat(call("{\"no_answer\":1}", operation).status()).isEqualTo(504);
    assertThat(call("{\"status\":{\"code\":429,\"times\":1}}", operation).code()).isEqualTo(131208);

    assertThat(state()).isEqualTo(before);
    assertThat(told(operation)).isZero();
    assertThat(call("{}", operation).status()).as("and the next call does what it says").isEqualTo(200);
    assertThat(state()).isNotEqualTo(before);
  }

  @ParameterizedTest
  @EnumSource(value = Operation.class, mode = Mode.EXCLUDE, names = {"REJECT", "RESET"})
  void a_webhook_is_lost_and_the_truth_is_not(Operation operation) {
    assertThat(call("{\"lost_webhook\":1}", operation).status()).isEqualTo(200);

    assertThat(state()).isNotEqualTo(before);
    assertThat(told(operation)).isZero();
  }

  @ParameterizedTest
  @EnumSource(value = Operation.class, mode = Mode.EXCLUDE, names = {"REJECT", "RESET"})
  void a_webhook_comes_twice_or_later_or_before_the_answer(Operation operation) {
    Platform.Answer answer = call("{\"webhook_before_answer\":1,\"duplicate\":1}", operation);

    assertThat(answer.status()).isEqualTo(200);
    List<JsonObject> events = events(operation);
    assertThat(events).as("already taken").hasSize(1);
    assertThat(events.getFirst().text("request_id")).as("the outcome of this call").isEqualTo(answer.json().text("request_id"));
    platform.clock.advance(Duration.ofSeconds(6));
    platform.deliver();
    assertThat(events(operation)).hasSize(2).containsOnly(events.getFirst());
  }

  @ParameterizedTest
  @EnumSource(value = Operation.class, mode = Mode.EXCLUDE, names = {"REJECT", "RESET"})
  void a_webhook_is_delayed_and_reordered(Operation operation) {
    call("{\"delay\":\"PT5S\",\"reorder\":1}", operation);

    assertThat(told(operation)).isZero();
    platform.clock.advance(Duration.ofSeconds(5));
    assertThat(told(operation)).as("held back for longer than the delay alone").isZero();
    platform.clock.advance(Duration.ofSeconds(2));
    assertThat(told(operation)).isEqualTo(1);
  }

  private Platform.Answer call(String faults, Operation operation) {
    platform.faults(faults);
    Platform.Answer answer = platform.operate(operation.method, id, operation.edge, switch (operation) {
      case SETTINGS -> JsonObject.EMPTY.with("subject", "Design done");
      case REMOVE -> JsonObject.EMPTY.with("participants", List.of(JsonObject.EMPTY.with("user", "447700900124")));
      case APPROVE, REJECT -> requests();
      case DELETE, RESET -> JsonObject.EMPTY;
    });
    platform.faults("{}");
    return answer;
  }

  /** All that there is of the group, and the number's count. */
  private JsonObject state() {
    return platform.truth(id).with("groups", platform.get(Platform.GROUPS).json());
  }

  private long told(Operation operation) {
    platform.deliver();
    return events(operation).size();
  }

  /** Those of this operation: Bo's coming in was told of before. */
  private List<JsonObject> events(Operation operation) {
    return platform.receiver.deliveries().stream().filter(delivery -> delivery.type().equals(operation.type)).map(Receiver.Delivery::event)
        .filter(event -> event.objects("added_participants").stream().noneMatch(one -> one.text("wa_id").orElse("").equals("447700900124"))).toList();
  }

  private void ask(String name, String waId) {
    String person = platform.api("POST", "people", JsonObject.EMPTY.with("name", name).with("wa_id", waId).toJson()).text("id");
    platform.join(person, group.text("invite_link").orElseThrow());
  }

  private JsonObject requests() {
    return JsonObject.EMPTY.with("join_requests",
        platform.truth(id).objects("join_requests").stream().map(one -> one.text("join_request_id").orElseThrow()).toList());
  }
}
