package dev.octet.grouplifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.octet.domain.json.JsonObject;
import dev.octet.grouplifecycle.GroupMaker.Made;
import dev.octet.operations.MemoryQueues;
import dev.octet.operations.ScriptedPlatform.Answer;
import dev.octet.operations.ScriptedPlatform.Request;
import java.time.Duration;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What has broken others who ask the platform for something about groups, each tried here; {@link TrapsTest} has the events. */
class OperationTrapsTest {
  private static final String ERROR_131213 = "{'code':131213,'title':'t','message':'m','error_data':{'details':'d'}}";
  private static final String PARTLY = "{'code':131201,'title':'Request partially succeeded','message':'Some failed'}";
  private final World world = new World();
  private final GroupMaker maker = new GroupMaker(world);

  @AfterEach
  void close() {
    world.close();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void trap_11_the_answer_is_lost_after_the_group_was_made_and_the_caller_asks_with_the_same_key_then_with_another(boolean webhook) {
    world.platform.answers(request -> maker.made.isEmpty() ? maker.lose(request) : maker.answer(request));
    String first = create("key-1");
    world.deliverCommands();
    assertThat(create("key-1")).as("the same request").isEqualTo(first);
    String other = create("key-2");
    assertThat(other).isNotEqualTo(first);
    world.runQueues();
    assertThat(maker.made).as("while nobody knows what became of the first").hasSize(1);

    if (webhook) {
      maker.sendWebhook(maker.made.getFirst());
    }
    world.runFor(World.WINDOW.plus(Duration.ofMinutes(20)));
    assertThat(maker.made).as("one for each request").hasSize(2);
    maker.sendWebhook(maker.made.getLast());
    world.runFor(Duration.ofMinutes(2));

    assertThat(world.toldTypes()).containsExactly("group.created", "operation.succeeded", "group.created", "operation.succeeded");
    assertThat(group(first)).isEqualTo(maker.made.getFirst().id());
    assertThat(group(other)).isEqualTo(maker.made.getLast().id());
    assertThat(create("key-1")).isEqualTo(first);
    world.runQueues();
    assertThat(maker.made).hasSize(2);
  }

  private String create(String key) {
    JsonObject answer = world.http("POST", "/graph/v26.0/100/groups", "token-a", "{\"messaging_product\":\"whatsapp\",\"subject\":\"Kitchen\"}",
        Map.of("idempotency-key", key));
    return World.body(answer).text("request_id").orElseThrow();
  }

  private String group(String requestId) {
    return World.body(world.get("/v1/operations/" + requestId)).text("group_id").orElseThrow();
  }

  /** The reasons beside each, beside all of them, or nowhere. */
  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
      "200 | {'join_request_id':'J-2','errors':[" + ERROR_131213 + "]} | [" + PARTLY + "] | 131213",
      "206 | {'join_request_id':'J-2','errors':[" + ERROR_131213 + "]} | [" + PARTLY + "] | 131213",
      "206 | {'join_request_id':'J-2'} | [" + PARTLY + "] | 131201",
      "200 | {'join_request_id':'J-2'} | [] | 131000"})
  void trap_20_approve_answers_with_some_ids_failed(int status, String failure, String errors, int code) {
    Made group = maker.makeKnown("Kitchen");
    answers("/join_requests", _ -> new Answer(status, json("{'messaging_product':'whatsapp','approved_join_requests':['J-1'],'failed_join_requests':["
        + failure + "],'errors':" + errors + "}").toJson()));
    JsonObject answer = world.http("POST", "/graph/v26.0/" + group.id() + "/join_requests", "token-a",
        "{\"messaging_product\":\"whatsapp\",\"join_requests\":[\"J-1\",\"J-2\"]}", Map.of());

    assertThat(World.status(answer)).isEqualTo(200);
    assertThat(World.body(answer).texts("approved_join_requests")).containsExactly("J-1");
    assertThat(World.body(answer).objects("failed_join_requests").getFirst().text("join_request_id")).contains("J-2");
    assertThat(world.toldTypes()).containsExactly("join_request.approved", "join_request.approve_failed", "operation.succeeded");
    assertThat(World.data(world.told().get(1)).objects("errors").getFirst().whole("code")).hasValue(code);
  }

  @Test
  void trap_20_approve_answers_that_all_failed_with_the_reason_beside_them() {
    Made group = maker.makeKnown("Kitchen");
    answers("/join_requests", _ -> Answer.ok(json("{'messaging_product':'whatsapp','approved_join_requests':[],'failed_join_requests':[{'join_request_id':'J-2'}],"
        + "'errors':[" + ERROR_131213 + "]}")));
    world.command(command("approve_join_requests", group, "{'messaging_product':'whatsapp','join_requests':['J-2']}"));
    world.runQueues();

    assertThat(world.toldTypes()).containsExactly("join_request.approve_failed", "operation.failed");
    assertThat(World.data(world.told().getLast()).object("error").flatMap(error -> error.text("title"))).contains("t");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void trap_20_remove_answers_131201_as_http_206_or_in_the_webhook(boolean inTheAnswer) {
    Made group = maker.makeKnown("Kitchen");
    JsonObject lists = json("{'removed_participants':[{'input':'447700900001'}],'failed_participants':[{'input':'447700900002','errors':[{'code':131212,'title':'t'}]}],"
        + "'errors':[" + PARTLY + "]}");
    answers("/participants", _ -> inTheAnswer ? new Answer(206, lists.toJson()) : Answer.ok(json("{'messaging_product':'whatsapp','request_id':'R-1'}")));
    world.command(command("remove_participants", group, "{'messaging_product':'whatsapp','participants':[{'user':'447700900001'},{'user':'447700900002'}]}"));
    world.runQueues();
    // Also when the answer said it all, the webhook may come.
    world.event("group_participants_update", JsonObject.EMPTY.with("timestamp", Long.toString(world.clock.instant().getEpochSecond())).with("group_id", group.id())
        .with("type", "group_participants_remove").with("request_id", "R-1").with("initiated_by", "business").withAll(lists));
    world.runFor(Duration.ofMinutes(1));

    assertThat(world.toldTypes().stream().distinct()).containsExactly("participant.removed", "participant.remove_failed", "operation.succeeded");
    assertThat(World.data(world.told().getFirst()).object("participant").orElseThrow().text("wa_id")).contains("447700900001");
    assertThat(World.data(world.told().get(1)).objects("errors").getFirst().whole("code")).hasValue(131212);
    assertThat(world.state("q-1")).isEqualTo("succeeded");
  }

  private void answers(String path, Function<Request, Answer> script) {
    world.platform.answers(request -> request.path().endsWith(path) && !request.method().equals("GET") ? script.apply(request) : maker.answer(request));
  }

  private static JsonObject command(String word, Made group, String body) {
    return JsonObject.EMPTY.with("command", word).with("id", "q-1").with("phone_number_id", "100").with("group_id", group.id()).with("body", json(body));
  }

  private static JsonObject json(String text) {
    return MemoryQueues.json(text.replace('\'', '"'));
  }
}
