package dev.octet.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.octet.domain.json.JsonObject;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Approving and rejecting those who have asked to join a group. */
class AdmissionTest {
  private static final String UNKNOWN = "MTU1NTAxOTAzNDQ6MTIwMzYzNDE3NzMzMDE4ODQ2";
  private final Platform platform = new Platform();
  private final Doorstep door = new Doorstep(platform);

  @AfterEach
  void close() {
    platform.close();
  }

  @Test
  void who_is_approved_is_in_and_one_webhook_tells_of_all() {
    JsonObject ada = door.asking("{\"name\":\"Ada\",\"wa_id\":\"447700900123\"}");
    JsonObject bo = door.asking("{\"name\":\"Bo\",\"username\":\"bo.fits\"}");
    List<String> both = List.of(door.requestId(ada), door.requestId(bo));

    Platform.Answer answer = door.act("POST", both);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json()).isEqualTo(JsonObject.EMPTY.with("messaging_product", "whatsapp").with("approved_join_requests", both));
    platform.deliver();
    Receiver.Delivery webhook = platform.receiver.only("group_participants_add");
    assertThat(webhook.field()).isEqualTo("group_participants_update");
    assertThat(webhook.event().without("timestamp")).isEqualTo(JsonObject.EMPTY
        .with("group_id", door.id).with("type", "group_participants_add").with("reason", "invite_link").with("added_participants", List.of(
            JsonObject.EMPTY.with("input", "447700900123").with("wa_id", "447700900123").with("user_id", ada.text("user_id")),
            JsonObject.EMPTY.with("input", bo.text("user_id")).with("user_id", bo.text("user_id")).with("username", "bo.fits"))));
    assertThat(names()).containsExactly("Ada", "Bo");
    assertThat(platform.truth(door.id).objects("join_requests")).isEmpty();
    assertThat(platform.join(ada.text("id").orElseThrow(), door.link).text("status")).isEqualTo("joined");
  }

  @Test
  void who_is_rejected_is_not_in_is_not_told_of_and_may_ask_again() {
    JsonObject ada = door.asking("{\"name\":\"Ada\",\"wa_id\":\"447700900123\"}");
    String request = door.requestId(ada);

    Platform.Answer answer = door.act("DELETE", List.of(request));

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json()).isEqualTo(JsonObject.EMPTY.with("messaging_product", "whatsapp").with("rejected_join_requests", List.of(request)));
    platform.deliver();
    assertThat(platform.receiver.deliveries()).extracting(Receiver.Delivery::type).containsExactlyInAnyOrder("group_create", "group_join_request_created");
    assertThat(names()).isEmpty();
    assertThat(platform.join(ada.text("id").orElseThrow(), door.link).text("status")).isEqualTo("requested");
  }

  @ParameterizedTest
  @CsvSource({"POST,approved_join_requests", "DELETE,rejected_join_requests"})
  void of_some_that_do_not_exist_each_has_a_reason_and_the_others_are_done(String method, String list) {
    String known = door.requestId(door.asking("{\"name\":\"Ada\"}"));

    Platform.Answer answer = door.act(method, List.of(UNKNOWN, known));

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json()).as("spec/graph/reject_join_requests_partial").isEqualTo(JsonObject.EMPTY
        .with("messaging_product", "whatsapp").with(list, List.of(known))
        .with("failed_join_requests", List.of(failed(UNKNOWN, noRequest())))
        .with("errors", List.of(error(131201, "Request partially succeeded", "Not all participant-level operations in the request succeeded."))));
    assertThat(platform.truth(door.id).objects("join_requests")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"POST", "DELETE"})
  void when_none_exists_the_reason_stands_once_and_nothing_happens(String method) {
    String request = door.requestId(door.asking("{\"name\":\"Ada\"}"));
    door.act("DELETE", List.of(request));

    Platform.Answer answer = door.act(method, List.of(request, UNKNOWN));

    assertThat(answer.json()).isEqualTo(JsonObject.EMPTY
        .with("messaging_product", "whatsapp")
        .with("failed_join_requests", List.of(failed(request, noRequest()), failed(UNKNOWN, noRequest())))
        .with("errors", List.of(noRequest())));
    platform.deliver();
    assertThat(platform.receiver.deliveries()).extracting(Receiver.Delivery::type).doesNotContain("group_participants_add");
  }

  @Test
  void a_request_that_was_taken_back_does_not_exist() {
    JsonObject ada = door.asking("{\"name\":\"Ada\"}");
    String request = door.requestId(ada);
    platform.act(ada.text("id").orElseThrow(), "cancel", JsonObject.EMPTY.with("group_id", door.id));

    assertThat(door.act("POST", List.of(request)).json().objects("errors")).containsExactly(noRequest());
    assertThat(names()).isEmpty();
  }

  @Test
  void the_ninth_is_not_approved_and_may_be_later() {
    List<String> nine = IntStream.range(0, 9).mapToObj(i -> door.requestId(door.asking("{\"name\":\"Person " + i + "\"}"))).toList();

    JsonObject answer = door.act("POST", nine).json();

    assertThat(answer.texts("approved_join_requests")).isEqualTo(nine.subList(0, 8));
    JsonObject full = error(131204, "Participant overlimit", "The group has as many participants as it may have.");
    assertThat(answer.objects("failed_join_requests")).containsExactly(failed(nine.getLast(), full));
    assertThat(door.act("POST", nine.subList(8, 9)).json().objects("errors")).containsExactly(full);
    String gone = platform.truth(door.id).objects("participants").getFirst().text("id").orElseThrow();
    platform.act(gone, "leave", JsonObject.EMPTY.with("group_id", door.id));
    assertThat(door.act("POST", nine.subList(8, 9)).json().texts("approved_join_requests")).hasSize(1);
    assertThat(names()).hasSize(8).contains("Person 8");
  }

  @Test
  void who_has_not_accepted_the_newer_terms_is_not_approved_until_they_have() {
    JsonObject ada = door.asking("{\"name\":\"Ada\",\"accepted_terms\":false}");
    String bo = door.requestId(door.asking("{\"name\":\"Bo\"}"));
    String request = door.requestId(ada);

    JsonObject answer = door.act("POST", List.of(request, bo)).json();

    JsonObject terms = JsonObject.EMPTY.with("code", 131203).with("message", "(#131203) Recipient has not accepted our new Terms of Service and Privacy Policy.")
        .with("title", "Unable to add participant to group")
        .with("error_data", JsonObject.EMPTY.with("details", "Recipient has not accepted our new Terms of Service and Privacy Policy."));
    assertThat(answer).as("spec/graph/approve_join_requests_partial").isEqualTo(JsonObject.EMPTY
        .with("messaging_product", "whatsapp").with("approved_join_requests", List.of(bo))
        .with("failed_join_requests", List.of(failed(request, terms)))
        .with("errors", List.of(error(131201, "Request partially succeeded", "Not all participant-level operations in the request succeeded."))));
    assertThat(names()).containsExactly("Bo");
    assertThat(terms(ada, true).has("accepted_terms")).isFalse();
    assertThat(door.act("POST", List.of(request)).json().texts("approved_join_requests")).containsExactly(request);
    assertThat(names()).containsExactly("Bo", "Ada");
  }

  @Test
  void terms_can_be_new_again_and_are_the_same_everywhere() {
    JsonObject ada = door.asking("{\"name\":\"Ada\",\"wa_id\":\"447700900123\",\"username\":\"ada.l\"}");

    assertThat(terms(ada, false)).isEqualTo(ada.with("accepted_terms", false));

    assertThat(platform.api("GET", "people/" + ada.text("id").orElseThrow(), "").json()).isEqualTo(ada.with("accepted_terms", false));
    assertThat(platform.api("GET", "people", "").json().objects("people")).containsExactly(ada.with("accepted_terms", false));
    assertThat(platform.truth(door.id).objects("join_requests").getFirst().bool("accepted_terms")).contains(false);
    assertThat(door.act("POST", List.of(door.requestId(ada))).json().objects("errors")).extracting(one -> one.whole("code").getAsLong()).containsExactly(131203L);
    assertThat(door.act("DELETE", List.of(door.requestId(ada))).json().texts("rejected_join_requests")).as("rejected they can be").hasSize(1);
    assertThat(platform.act(ada.text("id").orElseThrow(), "terms", JsonObject.EMPTY.with("accepted_terms", "yes")).status()).isEqualTo(400);
  }

  private JsonObject terms(JsonObject person, boolean accepted) {
    return platform.act(person.text("id").orElseThrow(), "terms", JsonObject.EMPTY.with("accepted_terms", accepted)).json();
  }

  @Test
  void one_request_is_approved_once_however_often_it_is_named_or_asked_for() throws Exception {
    String request = door.requestId(door.asking("{\"name\":\"Ada\"}"));
    try (var executor = Executors.newFixedThreadPool(4)) {
      List<Callable<Platform.Answer>> calls = List.of(() -> door.act("POST", List.of(request, request)), () -> door.act("POST", List.of(request)),
          () -> door.act("DELETE", List.of(request)), () -> door.act("DELETE", List.of(request)));
      List<Platform.Answer> answers = executor.invokeAll(calls).stream().map(AdmissionTest::result).toList();
      assertThat(answers).filteredOn(answer -> !answer.json().has("failed_join_requests")).hasSize(1);
    }
    platform.deliver();
    assertThat(platform.receiver.deliveries()).filteredOn(one -> one.type().equals("group_participants_add")).hasSameSizeAs(names());
  }

  private static Platform.Answer result(Future<Platform.Answer> answer) {
    try {
      return answer.get();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void who_is_approved_without_phone_numbers_is_a_user_id() {
    JsonObject ada = door.asking("{\"name\":\"Ada\",\"wa_id\":\"447700900123\"}");
    platform.faults("{\"without_phone_numbers\":true}");

    door.act("POST", List.of(door.requestId(ada)));

    platform.deliver();
    assertThat(platform.receiver.only("group_participants_add").event().objects("added_participants")).containsExactly(
        JsonObject.EMPTY.with("input", ada.text("user_id")).with("user_id", ada.text("user_id")));
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "{}                                    | 131008",
      "{\"join_requests\":[]}                | 131008",
      "{\"join_requests\":\"x\"}             | 100",
      "{\"join_requests\":[7]}               | 100",
      "{\"join_requests\":[\"x\",null]}      | 100",
      "{\"join_requests\":[\" \"]}           | 131009",
      "{\"join_requests\":[\"\\ud800\"]}     | 131009"})
  void a_body_that_names_no_request_is_refused_with_its_code(String body, long code) throws Exception {
    door.asking("{\"name\":\"Ada\"}");
    for (String method : List.of("POST", "DELETE")) {
      Platform.Answer answer = platform.operate(method, door.id, "join_requests", JsonObject.parse(body));
      assertThat(answer.status()).isEqualTo(400);
      assertThat(answer.code()).isEqualTo(code);
      assertThat(answer.details()).endsWith(".");
    }
    assertThat(platform.truth(door.id).objects("join_requests")).hasSize(1);
  }

  @Test
  void a_suspended_group_can_be_read_alone() {
    String request = door.requestId(door.asking("{\"name\":\"Ada\"}"));
    platform.suspend(door.id);

    assertThat(door.act("POST", List.of(request)).code()).isEqualTo(131207);
    assertThat(door.act("DELETE", List.of(request)).code()).isEqualTo(131207);
    assertThat(Doorstep.ids(platform.get(door.requests()).json())).containsExactly(request);
  }

  private List<String> names() {
    return platform.truth(door.id).objects("participants").stream().map(one -> one.text("name").orElseThrow()).toList();
  }

  private static JsonObject failed(String request, JsonObject reason) {
    return JsonObject.EMPTY.with("join_request_id", request).with("errors", List.of(reason));
  }

  private static JsonObject noRequest() {
    return error(131213, "Group join request does not exist.", "Group join request does not exist.");
  }

  private static JsonObject error(long code, String title, String details) {
    return JsonObject.EMPTY
        .with("code", code).with("message", "(#" + code + ") " + title).with("title", title).with("error_data", JsonObject.EMPTY.with("details", details));
  }
}
