package dev.octet.grouplifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.octet.aws.table.Key;
import dev.octet.aws.table.Write;
import dev.octet.domain.json.JsonObject;
import dev.octet.operations.ScriptedPlatform.Answer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is no business of groups, and goes on to the platform. */
class PassThroughTest {
  private static final String ALL = "message_templates, template_library number,subscribed_apps";
  private final World world = new World();

  @BeforeEach
  void knowTheAccount() {
    account("100", "5001");
    world.platform.answers(_ -> new Answer(200, "{\"from\":\"the platform\"}"));
  }

  @AfterEach
  void close() {
    world.close();
  }

  /** As message-sending learns it. */
  private void account(String number, String account) {
    assertThat(world.table().put(Write.create(new Key("NUMBER#" + number, "ACCOUNT"), JsonObject.EMPTY.with("account_id", account))).applied()).isTrue();
  }

  private JsonObject ask(String method, String path, String body) {
    return world.http(method, "/graph/v26.0" + path, "token-a", body, Map.of());
  }

  private static String text(JsonObject answer) {
    return new String(Base64.getDecoder().decode(answer.text("body").orElseThrow()), StandardCharsets.UTF_8);
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "GET    | /5001/message_templates?name=order&limit=5&access_token=mine&appsecret_proof=x | ''             | message_templates | name=order&limit=5",
      "POST   | /5001/message_templates                                      | {\"name\": \"order\", \"n\": 1.50} | message_templates | null",
      "DELETE | /5001/message_templates?name=order&hsm_id=7                  | ''                                 | message_templates | name=order&hsm_id=7",
      "GET    | /message_template_library?topic=group_invite_link            | ''                                 | template_library  | topic=group_invite_link",
      "GET    | /100?fields=verified_name,quality_rating                     | ''                                 | number            | fields=verified_name%2Cquality_rating",
      "GET    | /5001/subscribed_apps                                        | ''                                 | subscribed_apps   | null",
      "POST   | /5001/subscribed_apps                                        | ''                                 | subscribed_apps   | null",
      "DELETE | /5001/subscribed_apps                                        | ''                                 | subscribed_apps   | null"})
  void what_the_setting_names_goes_on_with_the_number_s_token_and_nothing_else_does(String method, String path, String body, String setting, String query) {
    JsonObject off = ask(method, path, body);
    assertThat(World.status(off)).isEqualTo(400);
    assertThat(text(off)).contains("`PassThrough`").contains("`" + setting + "`");
    assertThat(world.platform.requests).isEmpty();

    world.restart();
    world.passThrough = setting;
    JsonObject answer = ask(method, path, body);

    assertThat(World.status(answer)).isEqualTo(200);
    assertThat(text(answer)).isEqualTo("{\"from\":\"the platform\"}");
    assertThat(world.platform.requests).singleElement().satisfies(request -> {
      assertThat(request.method()).isEqualTo(method);
      assertThat(request.path()).isEqualTo("/v26.0" + path.replaceAll("\\?.*", ""));
      assertThat(request.query()).isEqualTo(query);
      assertThat(request.token()).isEqualTo("Bearer platform-100");
      assertThat(request.body()).isEqualTo(body);
    });
  }

  @Test
  void an_answer_comes_back_as_it_is_whatever_it_says() {
    world.passThrough = ALL;
    for (int status : new int[] {400, 403, 429, 500, 503}) {
      world.platform.answers(_ -> new Answer(status, "<p>no JSON & \u00fc</p>"));
      JsonObject answer = ask("GET", "/5001/message_templates", "");
      assertThat(World.status(answer)).isEqualTo(status);
      assertThat(text(answer)).isEqualTo("<p>no JSON & \u00fc</p>");
      assertThat(answer.object("headers").flatMap(headers -> headers.text("X-Content-Type-Options"))).contains("nosniff");
    }
  }

  @Test
  void the_number_s_token_stays_here_wherever_the_platform_writes_it() {
    world.passThrough = ALL;
    world.platform.answers(_ -> new Answer(200, "{\"data\":[],\"echo\":\"platform-100\",\"paging\":{\"next\":\"https:\\/\\/graph.facebook.com\\/v26.0\\/5001\\/message_templates"
        + "?access_token=platform-100&limit=25&after=QVFI\",\"previous\":\"https://x/?limit=25\\u0026access_token=platform-100\"}}"));

    String answer = text(ask("GET", "/5001/message_templates", ""));

    assertThat(answer).doesNotContain("platform-100").contains("message_templates?limit=25&after=QVFI").contains("https://x/?limit=25\\u0026\"");
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "GET    | /5001/message_templates?unheard_of=1                         | ''",
      "GET    | /5001/message_templates?method=delete                        | ''",
      "GET    | /5001/message_templates?ids=1,2                              | ''",
      "GET    | /100?fields=whatsapp_business_account%7Bowner_business_info%7D | ''",
      "GET    | /100?fields=message_templates.limit(5)                       | ''",
      "GET    | /100?metadata=1                                              | ''",
      "GET    | /100                                                         | {}",
      "POST   | /100                                                         | {}",
      "DELETE | /100                                                         | ''",
      "PUT    | /5001/message_templates                                      | {}",
      "POST   | /message_template_library                                    | {}",
      "POST   | /5001/message_templates?name=x                               | {}",
      "POST   | /5001/message_templates                                      | no JSON",
      "POST   | /5001/message_templates                                      | {\"method\":\"delete\",\"name\":\"x\"}",
      "POST   | /5001/message_templates                                      | {\"batch\":[]}",
      "POST   | /5001/message_templates                                      | {\"name\":\"x\",\"fields\":\"id{owner_business_info}\"}",
      "POST   | /5001/subscribed_apps                                        | {\"ids\":[\"5002\"]}",
      "DELETE | /5001/message_templates?name=x                               | {}"})
  void what_the_list_does_not_have_is_not_passed_on(String method, String path, String body) {
    world.passThrough = ALL;
    JsonObject answer = ask(method, path, body);

    assertThat(World.status(answer)).isEqualTo(400);
    assertThat(World.code(answer)).isEqualTo(100);
    assertThat(world.platform.requests).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/5002/message_templates", "/5003/subscribed_apps", "/../message_templates", "/me/message_templates", "/5001%2F../message_templates",
      "/evil.example/message_templates", "/9999/message_templates"})
  void an_account_that_is_not_known_to_be_of_the_token_s_numbers_is_not_asked(String path) {
    world.passThrough = ALL;
    account("101", "5003x");
    account("200", "5002"); // the other token's
    JsonObject answer = ask("GET", path, "");

    assertThat(World.status(answer)).isBetween(400, 403);
    assertThat(world.platform.requests).allSatisfy(request -> assertThat(request.path()).doesNotContain("message_templates").doesNotContain("subscribed_apps"));
  }

  @Test
  void a_number_of_another_token_is_not_asked_for_its_fields() {
    world.passThrough = ALL;
    ask("GET", "/200?fields=verified_name", "");
    assertThat(world.platform.requests).allSatisfy(request -> assertThat(request.token()).isNotEqualTo("Bearer platform-200"));
    assertThat(world.platform.requests).allSatisfy(request -> assertThat(request.query()).doesNotContain("verified_name"));
  }

  @Test
  void an_account_that_nobody_has_learned_of_is_asked_for_by_its_number() {
    world.passThrough = ALL;
    world.platform.answers(request -> request.path().equals("/v26.0/101")
        ? new Answer(200, "{\"id\":\"101\",\"whatsapp_business_account\":{\"id\":\"6001\"}}") : new Answer(200, "{\"data\":[]}"));

    assertThat(World.status(ask("GET", "/6001/message_templates", ""))).isEqualTo(200);
    assertThat(world.platform.requests.getLast().token()).isEqualTo("Bearer platform-101");
    assertThat(World.status(ask("GET", "/6002/message_templates", ""))).isEqualTo(403);
  }

  @Test
  void a_lost_answer_says_what_that_means() {
    world.passThrough = ALL;
    world.platform.answers(_ -> Answer.lost());

    JsonObject read = ask("GET", "/5001/message_templates", "");
    JsonObject written = ask("POST", "/5001/message_templates", "{\"name\":\"x\"}");

    assertThat(World.status(read)).isEqualTo(504);
    assertThat(text(read)).contains("Nothing was changed");
    assertThat(World.status(written)).isEqualTo(504);
    assertThat(text(written)).contains("It may have been done, or not");
    assertThat(world.platform.requests.stream().filter(request -> request.method().equals("POST"))).as("what changes something goes once").hasSize(1);
  }

  @Test
  void a_caller_s_own_token_in_a_body_is_left_out() {
    world.passThrough = ALL;
    ask("POST", "/5001/message_templates", "{\"name\":\"x\",\"access_token\":\"mine\"}");
    assertThat(world.platform.requests.getFirst().body()).isEqualTo("{\"name\":\"x\"}");
  }

  @Test
  void groups_are_answered_as_ever() {
    world.passThrough = ALL;
    assertThat(World.status(ask("GET", "/100/groups", ""))).isEqualTo(200);
    assertThat(world.platform.requests).isEmpty();
  }
}
