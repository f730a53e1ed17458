package dev.octet.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.octet.domain.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The list of those who have asked to join a group. */
class JoinRequestsTest {
  private final Platform platform = new Platform();
  private final Doorstep door = new Doorstep(platform);

  @AfterEach
  void close() {
    platform.close();
  }

  @Test
  void requests_are_listed_in_the_order_in_which_they_came() {
    JsonObject ada = door.asking("{\"name\":\"Ada\",\"wa_id\":\"447700900123\"}");
    JsonObject bo = door.asking("{\"name\":\"Bo\",\"username\":\"bo.fits\"}");

    JsonObject answer = platform.get(door.requests()).json();

    List<JsonObject> rows = answer.objects("data");
    assertThat(rows).extracting(row -> row.without("creation_timestamp")).containsExactly(
        JsonObject.EMPTY.with("join_request_id", door.requestId(ada)).with("wa_id", "447700900123").with("user_id", ada.text("user_id")),
        JsonObject.EMPTY.with("join_request_id", door.requestId(bo)).with("user_id", bo.text("user_id")).with("username", "bo.fits"));
    assertThat(rows.getFirst().get("creation_timestamp")).isInstanceOf(Long.class);
    assertThat(paging(answer).fields().keySet()).containsExactly("cursors");
    assertThat(paging(answer).object("cursors").orElseThrow().fields().keySet()).containsExactly("before", "after");
  }

  @Test
  void requests_are_walked_both_ways() {
    List<String> ids = five();

    JsonObject first = platform.get(door.requests() + "?limit=2").json();
    JsonObject second = follow(first, "next");
    JsonObject third = follow(second, "next");

    assertThat(Doorstep.ids(first)).isEqualTo(ids.subList(0, 2));
    assertThat(Doorstep.ids(second)).isEqualTo(ids.subList(2, 4));
    assertThat(Doorstep.ids(third)).isEqualTo(ids.subList(4, 5));
    assertThat(paging(first).fields().keySet()).containsExactlyInAnyOrder("cursors", "next");
    assertThat(paging(third).fields().keySet()).containsExactlyInAnyOrder("cursors", "previous");
    assertThat(Doorstep.ids(follow(third, "previous"))).isEqualTo(ids.subList(2, 4));
    assertThat(Doorstep.ids(follow(follow(third, "previous"), "previous"))).isEqualTo(ids.subList(0, 2));
  }

  @Test
  void a_request_that_is_handled_meanwhile_moves_no_other_one() {
    List<String> ids = five();
    JsonObject first = platform.get(door.requests() + "?limit=2").json();

    door.act("DELETE", ids.subList(0, 2));

    assertThat(Doorstep.ids(follow(first, "next"))).isEqualTo(ids.subList(2, 4));
    assertThat(Doorstep.ids(platform.get(door.requests()).json())).isEqualTo(ids.subList(2, 5));
  }

  @Test
  void a_place_beyond_the_end_turns_round() {
    List<String> ids = five();
    String last = paging(platform.get(door.requests()).json()).object("cursors").orElseThrow().text("after").orElseThrow();

    JsonObject beyond = platform.get(door.requests() + "?after=" + last).json();

    assertThat(Doorstep.ids(beyond)).isEmpty();
    assertThat(Doorstep.ids(follow(beyond, "previous"))).isEqualTo(ids);
  }

  @Test
  void without_requests_the_list_is_empty() {
    assertThat(platform.get(door.requests()).json()).isEqualTo(JsonObject.EMPTY.with("data", List.of()));
    String open = platform.group("Roof repair").text("group_id").orElseThrow();
    assertThat(platform.get("/sandbox/graph/v26.0/" + open + "/join_requests").json()).isEqualTo(JsonObject.EMPTY.with("data", List.of()));
  }

  @ParameterizedTest
  @CsvSource({"limit=0,100", "limit=1025,100", "after=abc,131059", "before=,131059"})
  void a_page_that_cannot_be_is_refused(String query, long code) {
    assertThat(platform.get(door.requests() + "?" + query).code()).isEqualTo(code);
  }

  @Test
  void a_cursor_of_another_list_is_no_cursor() {
    String ofGroups = paging(platform.get(Platform.GROUPS).json()).object("cursors").orElseThrow().text("after").orElseThrow();

    assertThat(platform.get(door.requests() + "?after=" + ofGroups).code()).isEqualTo(131059);
  }

  private List<String> five() {
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      ids.add(door.requestId(door.asking("{\"name\":\"Person " + i + "\"}")));
    }
    return ids;
  }

  private static JsonObject paging(JsonObject page) {
    return page.object("paging").orElseThrow();
  }

  private JsonObject follow(JsonObject page, String which) {
    return platform.get(paging(page).text(which).orElseThrow().substring(Platform.ADDRESS.length())).json();
  }
}
