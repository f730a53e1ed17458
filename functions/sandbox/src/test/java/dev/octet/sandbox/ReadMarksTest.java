package dev.octet.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.octet.domain.json.JsonObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Marking messages as read, by the edition of the rules. */
class ReadMarksTest {

  @ParameterizedTest
  @ValueSource(strings = {"2025-11", "2026-06"})
  void a_message_of_a_group_is_marked_by_the_newer_edition_alone_and_one_of_a_person_by_both(String edition) {
    try (var platform = new Platform(edition)) {
      JsonObject group = platform.group("Roof repair");
      String id = group.text("group_id").orElseThrow();
      String ada = platform.member("Ada", "447700900123", group);
      String inGroup = platform.write(ada, id, "Hello?");
      String alone = platform.act(ada, "messages", JsonObject.EMPTY.with("phone_number_id", Platform.NUMBER)
          .with("text", JsonObject.EMPTY.with("body", "And here?"))).text("message_id");

      Platform.Answer marked = mark(platform, inGroup);

      if (edition.equals("2026-06")) {
        assertThat(marked.json()).as("spec/graph/mark_read").isEqualTo(JsonObject.EMPTY.with("success", true));
      } else {
        assertThat(marked.code()).isEqualTo(100);
      }
      assertThat(mark(platform, alone).json()).isEqualTo(JsonObject.EMPTY.with("success", true));
    }
  }

  @Test
  void only_what_people_wrote_to_the_number_can_be_marked() {
    try (var platform = new Platform("2026-06")) {
      JsonObject group = platform.group("Roof repair");
      String id = group.text("group_id").orElseThrow();
      platform.write(platform.member("Ada", "447700900123", group), id, "Hello?");

      assertThat(mark(platform, platform.text(id, "Our own")).code()).isEqualTo(131009);
      assertThat(mark(platform, "wamid.nowhere").code()).isEqualTo(131009);
      assertThat(platform.send(JsonObject.EMPTY.with("status", "read")).code()).isEqualTo(131008);
    }
  }

  private static Platform.Answer mark(Platform platform, String messageId) {
    return platform.send(JsonObject.EMPTY.with("status", "read").with("message_id", messageId));
  }
}
