package dev.octet.messagesending;

import static dev.octet.messagesending.Events.GROUP;
import static dev.octet.messagesending.Events.json;
import static dev.octet.messagesending.Events.receipt;
import static dev.octet.messagesending.Events.status;
import static dev.octet.messagesending.Kept.person;
import static org.assertj.core.api.Assertions.assertThat;

import dev.octet.domain.Notification;
import dev.octet.domain.group.Participant.Move;
import dev.octet.domain.json.JsonObject;
import dev.octet.graph.webhook.WebhookEvent;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What happens to groups, as far as messages are concerned: who goes may have been the only one who had not read something. */
class GroupNewsTest {
  private final Kept kept = new Kept().withGroup(person("GB.1", ""), person("GB.2", "447700900002"));
  private final GroupNews news = new GroupNews(kept.inviting, new UnreadMessages(kept.messages), kept.rosters);

  @ParameterizedTest
  @ValueSource(strings = {"participant", "business"})
  void who_goes_unread_makes_it_read_by_all_who_stay(String by) {
    kept.told(receipt(status("wamid.S1", "read", "GB.1")));
    kept.told(receipt(status("wamid.S2", "delivered", "GB.1")));

    List<Notification> told = kept.told(left("447700900002", by));
    assertThat(told).extracting(Notification::type).containsExactly("message.read_by_all");
    assertThat(told.getFirst().data().object("message")).contains(json("{\"id\":\"wamid.S1\"}"));
    assertThat(told.getFirst().time()).isEqualTo(Instant.ofEpochSecond(1_795_506_090L));
    assertThat(kept.told(left("447700900002", by))).as("a second pass").isEqualTo(told);
    rosterHears();
    assertThat(kept.told(receipt(status("wamid.S1", "read", "GB.1")))).as("told by the going, and by nothing else").hasSize(1);
    assertThat(kept.told(receipt(status("wamid.S2", "read", "GB.1")))).hasSize(2);
  }

  @Test
  void what_was_read_by_all_before_is_not_told_again() {
    kept.told(receipt(status("wamid.S1", "read", "GB.1")));
    assertThat(kept.told(receipt(status("wamid.S1", "read", "GB.2")))).hasSize(2);

    assertThat(kept.told(left("447700900002", "participant"))).isEmpty();
  }

  @Test
  void while_somebody_who_stays_has_not_read_it_nobody_is_told() {
    kept.withGroup(person("GB.1", ""), person("GB.2", "447700900002"), person("GB.3", ""));
    kept.told(receipt(status("wamid.S1", "read", "GB.1")));

    assertThat(kept.told(left("447700900002", "participant"))).isEmpty();
  }

  @Test
  void what_people_wrote_nobody_is_waited_for_to_read() {
    kept.told(Events.message(Events.text("wamid.M1", "GB.1", "x")));

    assertThat(kept.told(left("447700900002", "participant"))).isEmpty();
  }

  @Test
  void the_twenty_latest_are_judged() {
    IntStream.range(0, 25).forEach(i -> kept.told(receipt(status("wamid.S" + i, "read", "GB.1").with("timestamp", Integer.toString(1_795_506_000 + i)))));

    assertThat(kept.told(left("447700900002", "participant"))).hasSize(20)
        .anySatisfy(it -> assertThat(it.data().object("message")).contains(json("{\"id\":\"wamid.S24\"}")))
        .noneSatisfy(it -> assertThat(it.data().object("message")).contains(json("{\"id\":\"wamid.S4\"}")));
  }

  @Test
  void it_waits_for_the_roster_but_not_for_ever() {
    WebhookEvent left = left("447700900002", "participant");
    assertThat(news.isEarly(left, Events.ARRIVED.plusSeconds(9))).isTrue();
    assertThat(news.isEarly(left, Events.ARRIVED.plusSeconds(10))).as("something holds it up").isFalse();
    assertThat(news.isEarly(left("447700900009", "participant"), Events.ARRIVED)).as("of nobody who is in it").isFalse();

    rosterHears();
    assertThat(news.isEarly(left, Events.ARRIVED)).isFalse();
  }

  @Test
  void who_came_back_since_is_not_waited_for() {
    kept.with(kept.rosters.get(GROUP).orElseThrow().moved(person("GB.2", ""), Move.JOINED, Instant.ofEpochSecond(1_795_506_099L)).group());

    assertThat(news.isEarly(left("447700900002", "participant"), Events.ARRIVED)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"group_create", "group_suspend", "group_participants_add", "group_join_request_revoked", "unheard_of"})
  void what_group_lifecycle_tells_is_not_told_here(String type) {
    assertThat(kept.told(Events.group("group_participants_update", json("{\"type\":\"" + type + "\"}")))).isEmpty();
    assertThat(kept.told(Events.group("group_lifecycle_update", json("{\"type\":\"" + type + "\"}")))).isEmpty();
  }

  private void rosterHears() {
    kept.with(kept.rosters.get(GROUP).orElseThrow().moved(person("GB.2", "447700900002"), Move.LEFT, Instant.ofEpochSecond(1_795_506_090L)).group());
  }

  private static WebhookEvent left(String waId, String by) {
    JsonObject item = JsonObject.EMPTY.with("type", "group_participants_remove").with("timestamp", "1795506090").with("initiated_by", by)
        .with("removed_participants", List.of(JsonObject.EMPTY.with("wa_id", waId)));
    return Events.group("group_participants_update", item);
  }
}
