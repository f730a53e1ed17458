package dev.octet.domain.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.octet.domain.json.JsonException;
import dev.octet.domain.json.JsonObject;
import dev.octet.domain.message.TemplateUse.Where;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TemplateUseTest {
  private static final Instant T = Instant.ofEpochSecond(1_795_506_000L);
  private static final TemplateUse NONE = TemplateUse.none(new UsedTemplate("bill", "en"));
  private static final TemplateUse IN_GROUP = NONE.sent(Where.GROUP, "R1", T, Optional.of("UTILITY"));

  @Test
  void used_both_ways_it_is_repurposed_by_the_send_that_made_it_so_and_no_other() {
    assertThat(IN_GROUP.repurposed()).isEmpty();
    TemplateUse both = IN_GROUP.sent(Where.ONE_TO_ONE, "R2", T.plusSeconds(5), Optional.empty());

    assertThat(both.repurposed()).contains(new TemplateUse.Repurposed("R2", Where.ONE_TO_ONE, T.plusSeconds(5)));
    assertThat(both.sent(Where.ONE_TO_ONE, "R2", T.plusSeconds(9), Optional.empty())).as("the same again").isEqualTo(both);
    assertThat(both.sent(Where.GROUP, "R3", T.plusSeconds(9), Optional.empty())).isEqualTo(both);
    assertThat(both.usedIn()).containsExactly("group", "one_to_one");
    assertThat(both.category()).as("what is not known any more is what it was").contains("UTILITY");
  }

  @Test
  void the_other_way_round_is_the_same() {
    TemplateUse both = NONE.sent(Where.ONE_TO_ONE, "R1", T, Optional.empty()).sent(Where.GROUP, "R2", T, Optional.empty());
    assertThat(both.repurposed()).contains(new TemplateUse.Repurposed("R2", Where.GROUP, T));
  }

  @Test
  void the_invite_template_is_made_for_one_to_one() {
    TemplateUse invite = NONE.sent(Where.INVITATION, "R1", T, Optional.empty());
    assertThat(invite.wouldRepurpose(Where.GROUP)).isFalse();
    assertThat(IN_GROUP.wouldRepurpose(Where.INVITATION)).isFalse();
    assertThat(invite.sent(Where.GROUP, "R2", T, Optional.empty()).repurposed()).isEmpty();
  }

  @Test
  void it_is_kept_as_it_is() {
    for (TemplateUse use : new TemplateUse[] {NONE, IN_GROUP, IN_GROUP.sent(Where.ONE_TO_ONE, "R2", T, Optional.empty()).sent(Where.INVITATION, "R3", T, Optional.empty()),
        NONE.sent(Where.ONE_TO_ONE, "R1", T, Optional.empty()).sent(Where.GROUP, "R2", T, Optional.empty())}) {
      assertThat(TemplateUse.ofJson(use.toJson())).isEqualTo(use);
    }
  }

  @Test
  void where_it_is_used_is_where_it_goes() throws JsonException {
    assertThat(TemplateUse.where(message("'recipient_type':'group','to':'G'", ""))).isEqualTo(Where.GROUP);
    assertThat(TemplateUse.where(message("'to':'447700900001'", ""))).isEqualTo(Where.ONE_TO_ONE);
    assertThat(TemplateUse.where(message("'to':'447700900001'", ",'components':[{'type':'body','parameters':[{'type':'group_id','group_id':'G'}]}]")))
        .isEqualTo(Where.INVITATION);
  }

  @Test
  void by_setting_only_a_send_that_would_make_it_so_is_refused() {
    assertThat(RepurposedTemplates.of("allow").problem(IN_GROUP, Where.ONE_TO_ONE)).isEmpty();
    RepurposedTemplates refuse = RepurposedTemplates.of("refuse");
    assertThat(refuse.problem(IN_GROUP, Where.ONE_TO_ONE)).hasValueSatisfying(wrong -> {
      assertThat(wrong.code()).isEqualTo(100);
      assertThat(wrong.sentence()).contains("RepurposedTemplates");
    });
    assertThat(refuse.problem(IN_GROUP, Where.GROUP)).isEmpty();
    assertThat(refuse.problem(IN_GROUP, Where.INVITATION)).isEmpty();
    assertThat(refuse.problem(NONE, Where.ONE_TO_ONE)).isEmpty();
    assertThat(refuse.problem(IN_GROUP.sent(Where.ONE_TO_ONE, "R2", T, Optional.empty()), Where.ONE_TO_ONE)).as("it is so already").isEmpty();
    assertThatThrownBy(() -> RepurposedTemplates.of("perhaps")).isInstanceOf(IllegalStateException.class).hasMessageContaining("REPURPOSED_TEMPLATES");
  }

  private static SendMessage message(String to, String components) throws JsonException {
    return SendMessage.ofBody(JsonObject.parse(("{'messaging_product':'whatsapp'," + to + ",'type':'template','template':{'name':'bill','language':{'code':'en'}"
        + components + "}}").replace('\'', '"')));
  }
}
