package dev.octet.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.octet.domain.json.JsonObject;
import java.time.Duration;
import java.util.List;

/** A group that lets people in by approval, and people who ask to join it. */
final class Doorstep {
  final String id;
  final String link;
  private final Platform platform;

  Doorstep(Platform platform) {
    JsonObject group = platform.group("Design review", JsonObject.EMPTY.with("join_approval_mode", "approval_required"));
    this.id = group.text("group_id").orElseThrow();
    this.link = group.text("invite_link").orElseThrow();
    this.platform = platform;
  }

  /** Somebody who has asked, a little after whoever asked before. */
  JsonObject asking(String person) {
    JsonObject made = platform.api("POST", "people", person).json();
    assertThat(platform.join(made.text("id").orElseThrow(), link).text("status")).isEqualTo("requested");
    platform.clock.advance(Duration.ofMillis(3));
    return made;
  }

  String requestId(JsonObject person) {
    return platform.truth(id).objects("join_requests").stream().filter(one -> one.text("id").equals(person.text("id"))).findFirst().orElseThrow()
        .text("join_request_id").orElseThrow();
  }

  /** What the business does with requests. */
  Platform.Answer act(String method, List<String> ids) {
    return platform.operate(method, id, "join_requests", JsonObject.EMPTY.with("join_requests", ids));
  }

  String requests() {
    return "/sandbox/graph/v26.0/" + id + "/join_requests";
  }

  static List<String> ids(JsonObject page) {
    return page.objects("data").stream().map(row -> row.text("join_request_id").orElseThrow()).toList();
  }
}
