package dev.octet.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.octet.endtoend.Exchanges.Exchange;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What {@code ApiSeenIT} relies on: an exchange that the OpenAPI document does not have is found out. */
class ApiDocumentTest {
  private static final ApiDocument DOCUMENT = ApiDocument.read();
  private static final String LINK = "/graph/v26.0/G1/invite_link";
  private static final String ANSWER = "{\"messaging_product\":\"whatsapp\",\"invite_link\":\"https://chat.example/1\"}";

  private static Exchange exchange(String method, String path, int status, String body, String... headers) {
    return new Exchange(method, path, status, body.isEmpty() ? "" : "application/json", List.of(headers), body);
  }

  private static void assertFound(Exchange exchange, String what) {
    assertThat(DOCUMENT.violations(exchange)).singleElement().asString().contains(what);
  }

  @Test
  void what_the_document_says_is_no_violation() {
    assertThat(DOCUMENT.violations(exchange("GET", LINK, 200, ANSWER))).isEmpty();
    assertThat(DOCUMENT.violations(exchange("POST", LINK, 200, ANSWER, "octet-request-id", "date"))).isEmpty();
    assertThat(DOCUMENT.violations(exchange("POST", "/webhooks/whatsapp", 401, ""))).isEmpty();
  }

  @Test
  void a_field_a_type_a_status_a_header_or_a_body_that_is_not_in_it_is_one() {
    assertFound(exchange("GET", LINK, 200, ANSWER.replace("}", ",\"expires\":1}")), "expires");
    assertFound(exchange("GET", LINK, 200, ANSWER.replace("\"https://chat.example/1\"", "7")), "invite_link");
    assertFound(exchange("GET", LINK, 200, "{\"messaging_product\":\"whatsapp\"}"), "invite_link");
    assertFound(exchange("GET", LINK, 418, ANSWER), "getInviteLink has no answer with this status");
    assertFound(exchange("GET", LINK, 200, ANSWER, "octet-request-id"), "octet-request-id");
    assertFound(exchange("POST", "/webhooks/whatsapp", 401, ANSWER), "its body is");
    assertFound(exchange("GET", LINK, 200, ""), "its body is");
  }

  /** Deep inside, and where {@code allOf} makes one of two. */
  @Test
  void a_field_that_is_not_in_it_is_found_wherever_it_stands() {
    String group = """
        {"id":"G1","phone_number_id":"1","subject":"a","join_approval_mode":"auto_approve","suspended":false,"created_at":"2026-11-26T00:00:00Z",
         "invite_link":"l","total_participant_count":1,"join_requests":[],"banned":[],
         "participants":[{"id":"p","user_id":"GB.1","name":"Ada","joined_at":"2026-11-26T00:00:00Z"}]}""";
    assertThat(DOCUMENT.violations(exchange("GET", "/sandbox/api/groups/G1", 200, group))).isEmpty();
    assertFound(exchange("GET", "/sandbox/api/groups/G1", 200, group.replace("\"name\"", "\"age\":7,\"name\"")), "age");
  }

  @Test
  void a_route_that_is_not_in_it_must_be_refused() {
    assertFound(exchange("GET", "/v1/secrets", 200, "{}"), "no such route");
    assertThat(DOCUMENT.violations(exchange("GET", "/v1/secrets", 404, "{\"error\":{\"message\":\"There is no such path.\",\"code\":100}}"))).isEmpty();
    assertThat(DOCUMENT.violations(exchange("GET", "/secrets", 404, "{\"message\":\"Not Found\"}"))).isEmpty();
  }

  @Test
  void what_was_seen_is_told_apart_by_status_field_and_header() {
    assertThat(DOCUMENT.seenIn(exchange("POST", LINK, 200, ANSWER, "octet-request-id")))
        .containsExactlyInAnyOrder("resetInviteLink 200", "resetInviteLink 200 header Octet-Request-Id", "InviteLink/messaging_product", "InviteLink/invite_link");
    assertThat(DOCUMENT.seenIn(exchange("GET", LINK, 503, "{\"error\":{\"message\":\"m\",\"code\":2}}"))).contains("getInviteLink 5XX").doesNotContain("GraphError/error/type");
    assertThat(DOCUMENT.documented()).contains("getInviteLink 5XX", "GraphError/error/type", "resetInviteLink 200 header Octet-Request-Id");
  }

  @Test
  void a_path_without_variables_is_the_better_match() {
    assertThat(DOCUMENT.route("GET", "/sandbox/api/templates/review").orElseThrow().id()).isEqualTo("getTemplateReview");
    assertThat(DOCUMENT.route("GET", "/sandbox/api/templates/1").orElseThrow().id()).isEqualTo("getTemplate");
  }
}
