package dev.octet.messagesending;

import static dev.octet.messagesending.Events.GROUP;
import static dev.octet.messagesending.Events.NUMBER;
import static dev.octet.messagesending.Events.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.octet.aws.Engines;
import dev.octet.aws.Ids;
import dev.octet.aws.table.Table;
import dev.octet.domain.json.JsonObject;
import dev.octet.domain.operation.Operation;
import dev.octet.operations.Cursors;
import dev.octet.operations.Refused;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is read of invitations, on the table as the template makes it. */
class InvitationReadsTest {
  private static final List<String> MINE = List.of("200", NUMBER);
  private static final Optional<BiFunction<String, String, String>> ADDRESS = Optional.of((direction, cursor) -> "/page?" + direction + "=" + cursor);
  private final Engines engines = Engines.shared();
  private final Kept kept = new Kept(new Table(engines.dynamoDb(), engines.freshTable("GroupsTable"), Ids.random()));
  private final Inviter inviter = new Inviter(kept);
  private final InvitationReads reads = new InvitationReads(kept.invitations, kept.rosters, new Cursors(() -> List.of("app-secret")));

  @Test
  void they_come_newest_first_page_by_page_each_once() {
    inviter.link("L1");
    IntStream.rangeClosed(1, 7).forEach(n -> inviter.byTemplate(n, "44770090012" + n));

    List<String> seen = new ArrayList<>();
    JsonObject asked = json("{\"limit\":\"3\"}");
    int pages = 0;
    for (boolean more = true; more; pages++) {
      JsonObject page = reads.ofGroup(MINE, GROUP, asked, ADDRESS);
      seen.addAll(people(page));
      JsonObject paging = page.object("paging").orElseThrow();
      String after = paging.object("cursors").flatMap(it -> it.text("after")).orElseThrow();
      more = paging.text("next").filter(next -> next.equals("/page?after=" + after)).isPresent();
      asked = asked.with("after", after);
    }
    assertThat(pages).isEqualTo(3);
    assertThat(seen).containsExactly("7", "6", "5", "4", "3", "2", "1");
    JsonObject back = json("{\"limit\":4}").with("before", asked.text("after"));
    assertThat(people(reads.ofGroup(MINE, GROUP, back, ADDRESS))).containsExactly("5", "4", "3", "2");
    assertThat(reads.ofGroup(MINE, GROUP, asked, ADDRESS).objects("data")).as("beyond the last").isEmpty();
  }

  @Test
  void those_of_one_state_are_as_many_as_are_asked_for_however_many_others_stand_between() {
    inviter.link("L1");
    IntStream.rangeClosed(1, 230).forEach(n -> {
      if (n % 115 == 0 || n == 1) {
        inviter.sent(n, "44770090012" + n);
      } else {
        inviter.byTemplate(n, "44770090012" + n);
      }
    });

    JsonObject first = reads.ofGroup(MINE, GROUP, json("{\"limit\":2,\"state\":\"sent\"}"), ADDRESS);
    assertThat(people(first)).containsExactly("230", "115");
    JsonObject paging = first.object("paging").orElseThrow();
    String after = paging.object("cursors").flatMap(it -> it.text("after")).orElseThrow();
    assertThat(paging.text("next")).contains("/page?after=" + after + "&state=sent");
    JsonObject second = reads.ofGroup(MINE, GROUP, json("{\"limit\":2,\"state\":\"sent\"}").with("after", after), ADDRESS);
    assertThat(people(second)).containsExactly("1");
    assertThat(second.object("paging").orElseThrow().has("next")).isFalse();
    assertThat(reads.ofGroup(MINE, GROUP, json("{\"state\":\"joined\"}"), ADDRESS)).isEqualTo(json("{\"data\":[]}"));
    assertThatThrownBy(() -> reads.ofGroup(MINE, GROUP, json("{\"limit\":2}").with("after", after), ADDRESS)).as("a cursor of another list").isInstanceOf(Refused.class);
  }

  @Test
  void one_is_shown_whole() {
    inviter.link("L1");
    Operation operation = inviter.sent(1, "447700900123");
    inviter.received(operation, "read", "{\"recipient_user_id\":\"GB.1\"}");

    assertThat(reads.ofGroup(MINE, GROUP, JsonObject.EMPTY, ADDRESS).objects("data")).containsExactly(json("{\"id\":\"" + operation.requestId()
        + "\",\"state\":\"read\",\"participant\":{\"user_id\":\"GB.1\",\"wa_id\":\"447700900123\"},\"type\":\"template\",\"invite_link\":\"https://chat.whatsapp.com/L1\","
        + "\"message_id\":\"wamid." + operation.requestId() + "\",\"invited_at\":1795506000,\"sent_at\":1795506010,\"read_at\":1795506030,\"command_id\":\"c-1\",\"sequence\":3}"));
  }

  @Test
  void a_group_of_others_is_not_shown_and_one_without_invitations_is_empty() {
    inviter.link("L1");

    assertThat(reads.ofGroup(MINE, GROUP, JsonObject.EMPTY, ADDRESS)).isEqualTo(json("{\"data\":[]}"));
    assertThatThrownBy(() -> reads.ofGroup(List.of("200"), GROUP, JsonObject.EMPTY, ADDRESS)).isInstanceOf(Refused.class);
    assertThatThrownBy(() -> reads.ofGroup(MINE, "OTHER", JsonObject.EMPTY, ADDRESS)).isInstanceOf(Refused.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"state\":\"gone\"}", "{\"state\":\"\"}", "{\"state\":7}", "{\"limit\":0}", "{\"after\":\"x\"}", "{\"after\":\"x\",\"before\":\"x\"}"})
  void what_is_no_page_is_refused(String asked) {
    inviter.link("L1");
    assertThatThrownBy(() -> reads.ofGroup(MINE, GROUP, json(asked), ADDRESS)).isInstanceOf(Refused.class);
  }

  private static List<String> people(JsonObject page) {
    return page.objects("data").stream().map(it -> it.object("participant").flatMap(one -> one.text("wa_id")).orElseThrow().substring("44770090012".length())).toList();
  }
}
