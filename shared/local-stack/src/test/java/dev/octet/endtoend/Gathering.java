package dev.octet.endtoend;

import static dev.octet.endtoend.Octet.NUMBER;
import static dev.octet.endtoend.Octet.data;
import static org.assertj.core.api.Assertions.assertThat;

import dev.octet.domain.group.GroupCommand;
import dev.octet.domain.json.JsonObject;
import dev.octet.endtoend.Octet.Answer;
import java.util.List;

/** A group that Octet knows, people at its door, and what the platform itself knows of it. */
record Gathering(Octet octet, String id, String link) {

  /** Made by queue, and told. */
  static Gathering of(Octet octet, String subject, String joinApprovalMode) {
    octet.put("octet-group-commands.fifo", Way.command(GroupCommand.CREATE_GROUP, "make " + subject, NUMBER,
        JsonObject.EMPTY.with("messaging_product", "whatsapp").with("subject", subject).with("join_approval_mode", joinApprovalMode)));
    JsonObject created = data(octet.told("group.created", "command_id", "make " + subject));
    return new Gathering(octet, created.text("group_id").orElseThrow(), created.text("invite_link").orElseThrow());
  }

  /** Somebody who shows a phone number, or nobody's. */
  static JsonObject person(Octet octet, String name, String waId) {
    JsonObject person = JsonObject.EMPTY.with("name", name);
    return octet.post("/sandbox/api/people", (waId.isEmpty() ? person : person.with("wa_id", waId)).toJson()).body();
  }

  /** What becomes of somebody who opens a link. */
  String opens(JsonObject person, String address) {
    Answer answer = octet.post("/sandbox/api/people/" + person.text("id").orElseThrow() + "/join",
        JsonObject.EMPTY.with("invite_link", address).toJson());
    return answer.text("status") + answer.body().text("reason").map(reason -> ": " + reason).orElse("");
  }

  /** Somebody comes in, and Octet knows it. */
  JsonObject joinedBy(String name, String waId) {
    JsonObject person = person(octet, name, waId);
    assertThat(opens(person, link)).isEqualTo("joined");
    octet.told("participant.joined", one -> about(one) && isOf(one, person));
    return person;
  }

  /** Somebody asks to be let in; Octet knows it under this id. */
  String askedBy(String name) {
    JsonObject person = person(octet, name, "");
    assertThat(opens(person, link)).isEqualTo("requested");
    return data(octet.told("join_request.created", one -> about(one) && isOf(one, person))).text("join_request_id").orElseThrow();
  }

  private boolean about(JsonObject notification) {
    return data(notification).text("group_id").orElse("").equals(id);
  }

  private static boolean isOf(JsonObject notification, JsonObject person) {
    return data(notification).object("participant").orElseThrow().text("user_id").equals(person.text("user_id"));
  }

  /** Waits until this was told of the group, so many times. */
  List<JsonObject> told(String type, int times) {
    return Octet.await().until(() -> octet.told(one -> Octet.type(one).equals(type) && about(one)), found -> found.size() >= times)
        .stream().map(Octet::data).toList();
  }

  /** What the platform itself knows. */
  JsonObject truth() {
    return octet.get("/sandbox/api/groups/" + id).body();
  }

  /** What Octet's table knows. */
  JsonObject known() {
    return octet.get("/graph/v26.0/" + id + "?fields=subject,description,suspended,participants,total_participant_count").body();
  }

  String knownLink() {
    return octet.get("/graph/v26.0/" + id + "/invite_link").text("invite_link");
  }
}
