package dev.octet.localstack.contact;

import static org.assertj.core.api.Assertions.assertThat;

import dev.octet.domain.json.JsonException;
import dev.octet.domain.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;

class ShapeTest {
  @Test
  void what_differs_is_told_by_member_and_kind() throws JsonException {
    assertThat(differences("{\"data\":{\"groups\":[{\"id\":\"abc\",\"created_at\":1795012800}]},\"more\":true}",
        "{\"data\":{\"groups\":[{\"id\":\"xyz\",\"created_at\":\"1795012800\"}]},\"paging\":{\"next\":\"https://a/b\"}}"))
        .containsExactly("`data.groups[].created_at` is a number; in the sandbox digits as text", "only the platform has `more`: true or false",
            "only the sandbox has `paging`: an object", "only the sandbox has `paging.next`: an address");
  }

  @Test
  void other_values_of_the_same_kind_are_no_difference() throws JsonException {
    assertThat(differences("{\"invite_link\":\"https://chat.whatsapp.com/AbC\",\"request_id\":\"0123456789ABCDEF0123456789ABCDEF\"}",
        "{\"invite_link\":\"http://127.0.0.1:8080/sandbox/invite/x\",\"request_id\":\"FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF\"}")).isEmpty();
  }

  @Test
  void codes_and_the_platforms_own_words_are_compared_as_they_are() throws JsonException {
    assertThat(differences("{\"error\":{\"code\":131215,\"message\":\"A\"},\"join_approval_mode\":\"auto_approve\"}",
        "{\"error\":{\"code\":100,\"message\":\"B\"},\"join_approval_mode\":\"approval_required\"}"))
        .containsExactly("`error.code` is `131215`; in the sandbox `100`", "`join_approval_mode` is `auto_approve`; in the sandbox `approval_required`");
  }

  @Test
  void nothing_that_somebody_wrote_is_told() throws JsonException {
    List<String> lines = differences("{\"447700900123\":\"Ada\",\"participants\":[{\"wa_id\":\"447700900123\",\"username\":\"ada\"}],\"note\":[\"secret\",1,null]}", "{}");
    assertThat(String.join("\n", lines)).contains("`participants[].wa_id`: digits as text", "`note[]`: a number or null or text", "`…`: text")
        .doesNotContain("4477", "Ada", "ada\"", "secret");
  }

  private static List<String> differences(String platform, String sandbox) throws JsonException {
    return Shape.differences(Shape.of(JsonObject.parse(platform)), Shape.of(JsonObject.parse(sandbox)));
  }
}
