package dev.octet.endtoend;

import static dev.octet.endtoend.Octet.NUMBER;
import static dev.octet.endtoend.Octet.data;
import static dev.octet.endtoend.Octet.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.octet.domain.json.JsonObject;
import dev.octet.endtoend.Octet.Answer;
import dev.octet.graph.webhook.Signature;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.sqs.model.Message;

/** What is wrong gets a clear answer, nothing is half done, and what is right beside it is not lost. */
class BadInputIT {
  private static final String GROUPS = "/graph/v26.0/" + NUMBER + "/groups";
  private static final String MARK = "Zanzibar";
  private static Octet octet;

  @BeforeAll
  static void start() {
    octet = Octet.start();
  }

  @AfterAll
  static void end() {
    octet.close();
  }

  static Stream<Arguments> requests() {
    return Stream.of(
        request("no JSON", GROUPS, "subject=" + MARK, 400, 100),
        request("truncated", GROUPS, "{\"messaging_product\":\"whatsapp\",\"subject\":\"" + MARK, 400, 100),
        request("an array", GROUPS, "[\"" + MARK + "\"]", 400, 100),
        request("nothing", GROUPS, "", 400, 131008),
        request("deeply nested", GROUPS, "{\"subject\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}", 400, 100),
        request("a key twice", GROUPS, "{\"messaging_product\":\"whatsapp\",\"subject\":\"a\",\"subject\":\"" + MARK + "\"}", 400, 100),
        request("a wrong type", GROUPS, "{\"messaging_product\":\"whatsapp\",\"subject\":[\"" + MARK + "\"]}", 400, 100),
        request("no subject", GROUPS, "{\"messaging_product\":\"whatsapp\",\"description\":\"" + MARK + "\"}", 400, 131008),
        request("an unknown field", GROUPS, "{\"messaging_product\":\"whatsapp\",\"subject\":\"a\",\"" + MARK + "\":1}", 400, 100),
        request("a blank subject", GROUPS, create(" \\u00a0\\u2003 "), 400, 131009),
        request("a subject of 129 characters", GROUPS, create(MARK + "\ud83d\ude00".repeat(121)), 400, 131009),
        request("a description of 2049 characters", GROUPS,
            "{\"messaging_product\":\"whatsapp\",\"subject\":\"a\",\"description\":\"" + MARK + "x".repeat(2041) + "\"}", 400, 131009),
        request("an unknown way of joining", GROUPS,
            "{\"messaging_product\":\"whatsapp\",\"subject\":\"a\",\"join_approval_mode\":\"" + MARK + "\"}", 400, 131009),
        request("larger than Lambda takes", GROUPS, create("x".repeat(5_000_000)), 413, 0),
        request("an unknown route", "/graph/v26.0/" + NUMBER + "/" + MARK, "{}", 400, 100),
        request("a foreign number", "/graph/v26.0/999/groups", create(MARK), 403, 10));
  }

  private static Arguments request(String name, String path, String body, int status, int code) {
    return Arguments.argumentSet(name, path, body, status, code);
  }

  private static String create(String subject) {
    return "{\"messaging_product\":\"whatsapp\",\"subject\":\"" + subject + "\"}";
  }

  @ParameterizedTest
  @MethodSource("requests")
  void a_request_is_refused_in_the_platform_s_envelope_and_nothing_of_it_comes_back(String path, String body, int status, int code) {
    assertRefused(octet.post(path, body), status, code);
    assertThat(octet.get("/sandbox/api/groups").body().toJson()).doesNotContain(MARK);
  }

  @Test
  void without_a_token_or_with_a_wrong_one_nothing_is_said() {
    for (String header : List.of("Basic " + MARK, "Bearer " + MARK, "Bearer sandbox-token")) {
      assertRefused(octet.send(HttpRequest.newBuilder(octet.stack().url().resolve(GROUPS)).header("Authorization", header)
          .POST(HttpRequest.BodyPublishers.ofString(create("a")))), 401, 190);
    }
    assertRefused(octet.send(HttpRequest.newBuilder(octet.stack().url().resolve("/v1/operations/1"))), 401, 190);
  }

  @Test
  void an_unknown_group_and_a_broken_cursor_have_their_codes() {
    String unknown = Base64.getEncoder().encodeToString("capi_group:15550100001:120363000000000000".getBytes(StandardCharsets.UTF_8)).replace("=", "ZD");
    assertRefused(octet.get("/graph/v26.0/" + unknown + "?fields=subject"), 400, 131041);
    assertRefused(octet.get("/graph/v26.0/" + unknown + "/invite_link"), 400, 131041);
    assertRefused(octet.get("/graph/v26.0/no-id"), 400, 100);
    assertRefused(octet.get(GROUPS + "?after=" + MARK), 400, 131059);
    assertRefused(octet.get("/v1/operations/" + MARK), 404, 100);
  }

  @Test
  void a_number_that_is_not_eligible_is_told_so_by_the_platform() {
    octet.put("octet-group-commands.fifo", Octet.createCommand("not-eligible", "a").with("phone_number_id", "100000000000002").toJson());

    JsonObject failed = data(octet.told("operation.failed", "command_id", "not-eligible"));
    assertThat(failed.object("error").orElseThrow().whole("code")).hasValue(131215);
  }

  @Test
  void what_is_no_command_is_rejected_and_the_next_one_is_done() {
    List<String> bad = List.of("no JSON", "{\"command\":\"create_group\"", "[]", "{}",
        Octet.createCommand("", "a").toJson(),
        Octet.createCommand("x".repeat(129), "a").toJson(),
        Octet.createCommand("unknown", "a").with("command", "add_participants").toJson(),
        Octet.createCommand("blank", " ").toJson(),
        Octet.createCommand("typed", "a").with("body", List.of()).toJson());
    bad.forEach(body -> octet.put("octet-group-commands.fifo", body));
    octet.put("octet-group-commands.fifo", Octet.createCommand("good", "Good").toJson());

    octet.told("operation.succeeded", "command_id", "good");
    Octet.await().untilAsserted(() -> assertThat(octet.told(one -> Octet.type(one).equals("command.rejected"))).hasSize(bad.size()));
    assertThat(octet.told(one -> Octet.type(one).equals("command.rejected"))).allSatisfy(one -> {
      assertThat(data(one).text("sqs_message_id")).isPresent();
      assertThat(data(one).text("reason").orElseThrow()).endsWith(".");
    });
  }

  @Test
  void a_delivery_that_is_not_the_platform_s_is_refused_with_a_status_alone() {
    String body = "{\"object\":\"whatsapp_business_account\",\"entry\":[]}";
    assertThat(deliver(body, "")).isEqualTo(401);
    assertThat(deliver(body, "sha256=" + "0".repeat(64))).isEqualTo(401);
    assertThat(deliver(body, sign(body + " "))).isEqualTo(401);
    assertThat(deliver(body.substring(1), sign(body.substring(1)))).isEqualTo(400);
    assertThat(deliver("[]", sign("[]"))).isEqualTo(400);
    String large = body + " ".repeat(3 << 20);
    assertThat(deliver(large, sign(large))).isEqualTo(413);
    assertThat(deliver(body, sign(body))).isEqualTo(200);
  }

  @Test
  void a_bad_item_never_takes_its_neighbours_down() {
    String bad = "{\"a\":" + "[".repeat(5_000) + "]".repeat(5_000) + "}";
    String body = """
        {"object":"whatsapp_business_account","entry":[{"id":"1","changes":[
          {"field":"group_participants_update","value":{"messaging_product":"whatsapp","metadata":{"phone_number_id":"%s"},"groups":[
            {"group_id":"G1","type":"group_participants_add","timestamp":"1795000000","added_participants":[{"wa_id":"1","user_id":"GB.1"}]},
            %s, 7, {"group_id":"G1","type":"group_participants_add","timestamp":"1795000000","added_participants":"nobody"},
            {"group_id":"G1","type":"group_participants_add","timestamp":"1795000001","added_participants":[{"wa_id":"2","user_id":"GB.2"}]}]}},
          {"field":"account_update","value":{"event":"VERIFIED_ACCOUNT"}}]}]}""".formatted(NUMBER, bad);

    assertThat(deliver(body, sign(body))).isEqualTo(200);

    Octet.await().untilAsserted(() -> assertThat(octet.told(one -> Octet.type(one).equals("participant.joined"))).hasSize(2));
    List<Message> others = Octet.await().until(() -> octet.sqs().receiveMessage(request -> request
        .queueUrl(octet.stack().queueUrl("octet-other-webhooks.fifo")).maxNumberOfMessages(10)).messages(), messages -> !messages.isEmpty());
    assertThat(others).anySatisfy(message -> assertThat(json(message.body()).toJson()).contains("VERIFIED_ACCOUNT"));
    Octet.await().untilAsserted(() -> assertThat(octet.told(one -> Octet.type(one).equals("webhook.unrecognized"))).isNotEmpty());
  }

  private static int deliver(String body, String signature) {
    HttpRequest.Builder request = HttpRequest.newBuilder(octet.stack().url().resolve("/webhooks/whatsapp")).POST(HttpRequest.BodyPublishers.ofString(body));
    return octet.send(signature.isEmpty() ? request : request.header("X-Hub-Signature-256", signature)).status();
  }

  private static String sign(String body) {
    return Signature.sign(body.getBytes(StandardCharsets.UTF_8), "local-app-secret");
  }

  private static void assertRefused(Answer answer, int status, int code) {
    assertThat(answer.status()).as("%s", answer).isEqualTo(status);
    if (code != 0) {
      assertThat(answer.code()).as("%s", answer).isEqualTo(code);
      JsonObject error = answer.body().object("error").orElseThrow();
      assertThat(error.text("message")).isPresent();
      assertThat(error.text("fbtrace_id")).isPresent();
      assertThat(error.object("error_data").flatMap(it -> it.text("details")).orElse("")).endsWith(".");
    }
    assertThat(answer.body().toJson()).doesNotContain(MARK);
  }
}
