package dev.octet.endtoend;

import static dev.octet.endtoend.Octet.NUMBER;
import static dev.octet.endtoend.Octet.data;
import static org.assertj.core.api.Assertions.assertThat;

import dev.octet.domain.group.GroupCommand;
import dev.octet.domain.json.JsonObject;
import dev.octet.endtoend.Octet.Answer;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.UUID;
import java.util.stream.Collectors;

/** How an operation is asked for: each of the table of operations is there in all of its ways, and does the same. */
enum Way {
  HTTP,
  /** Over HTTP, with {@code Prefer: respond-async}. */
  HTTP_LATER,
  QUEUE;

  /** When an operation's caller has its answer. */
  enum Kind { LATER, AT_ONCE, READ }

  static Kind kind(GroupCommand what) {
    return switch (what) {
      case CREATE_GROUP, DELETE_GROUP, UPDATE_GROUP_SETTINGS, REMOVE_PARTICIPANTS -> Kind.LATER;
      case RESET_INVITE_LINK, APPROVE_JOIN_REQUESTS, REJECT_JOIN_REQUESTS -> Kind.AT_ONCE;
      case GET_GROUP, GET_INVITE_LINK, LIST_GROUPS, LIST_JOIN_REQUESTS -> Kind.READ;
    };
  }

  boolean isFor(GroupCommand what) {
    return this != HTTP_LATER || kind(what) == Kind.AT_ONCE;
  }

  /**
   * Asks, and waits for the end.
   *
   * @param about the group, or the number where there is none
   * @return the platform's answer, as the caller has it in the end
   */
  JsonObject ask(Octet octet, GroupCommand what, String about, JsonObject body) {
    String id = what.word() + " " + UUID.randomUUID();
    if (this == QUEUE) {
      octet.put("octet-group-commands.fifo", command(what, id, about, body));
      return answer(octet.ended(id));
    }
    HttpRequest.Builder request = request(octet, what, about, body).header("Idempotency-Key", id);
    Answer answer = octet.send(this == HTTP_LATER ? request.header("Prefer", "respond-async") : request);
    assertThat(answer.status()).as("%s", answer).isEqualTo(this == HTTP_LATER ? 202 : 200);
    if (kind(what) == Kind.READ) {
      return answer.body();
    }
    JsonObject end = octet.ended(id);
    if (this == HTTP && kind(what) == Kind.AT_ONCE) {
      assertThat(answer.body()).isEqualTo(answer(end));
    } else {
      assertThat(answer.text("request_id")).isEqualTo(data(end).text("request_id").orElseThrow());
    }
    return answer(end);
  }

  private static JsonObject answer(JsonObject end) {
    return data(end).object("answer").orElseThrow(() -> new AssertionError(end.toJson()));
  }

  static String command(GroupCommand what, String id, String about, JsonObject body) {
    JsonObject command = JsonObject.EMPTY.with("command", what.word()).with("id", id).with("phone_number_id", NUMBER).with("body", body);
    return (about.equals(NUMBER) ? command : command.with("group_id", about)).toJson();
  }

  static HttpRequest.Builder request(Octet octet, GroupCommand what, String about, JsonObject body) {
    String at = "/graph/v26.0/" + about;
    String query = "?" + body.fields().entrySet().stream().map(it -> it.getKey() + "=" + it.getValue()).collect(Collectors.joining("&"));
    var sent = BodyPublishers.ofString(body.toJson());
    return switch (what) {
      case CREATE_GROUP -> octet.request(at + "/groups").POST(sent);
      case DELETE_GROUP -> octet.request(at).DELETE();
      case UPDATE_GROUP_SETTINGS -> octet.request(at).POST(sent);
      case REMOVE_PARTICIPANTS -> octet.request(at + "/participants").method("DELETE", sent);
      case RESET_INVITE_LINK -> octet.request(at + "/invite_link").POST(BodyPublishers.noBody());
      case APPROVE_JOIN_REQUESTS -> octet.request(at + "/join_requests").POST(sent);
      case REJECT_JOIN_REQUESTS -> octet.request(at + "/join_requests").method("DELETE", sent);
      case GET_GROUP -> octet.request(at + query).GET();
      case GET_INVITE_LINK -> octet.request(at + "/invite_link" + query).GET();
      case LIST_GROUPS -> octet.request(at + "/groups" + query).GET();
      case LIST_JOIN_REQUESTS -> octet.request(at + "/join_requests" + query).GET();
    };
  }
}
