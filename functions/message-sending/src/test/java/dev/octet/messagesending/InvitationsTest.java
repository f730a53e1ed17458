package dev.octet.messagesending;

import static dev.octet.messagesending.Events.GROUP;
import static dev.octet.messagesending.Events.NUMBER;
import static dev.octet.messagesending.Events.json;
import static dev.octet.messagesending.Kept.person;
import static org.assertj.core.api.Assertions.assertThat;

import dev.octet.aws.Engines;
import dev.octet.aws.Ids;
import dev.octet.aws.NotificationSchema;
import dev.octet.aws.RequestCounter;
import dev.octet.aws.VirtualQueues;
import dev.octet.aws.VirtualTables;
import dev.octet.aws.table.Table;
import dev.octet.domain.Notification;
import dev.octet.domain.json.JsonObject;
import dev.octet.domain.message.InvitationState;
import dev.octet.domain.operation.Operation;
import dev.octet.graph.webhook.InviteLinkChange;
import dev.octet.graph.webhook.WebhookEvent;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Invitations are recorded, moved by whatever becomes of them, and told. */
class InvitationsTest {
  private final Kept kept = new Kept();
  private final Inviter inviter = new Inviter(kept);

  @Test
  void of_a_template_the_link_is_the_one_that_the_group_has_when_it_is_sent() {
    inviter.link("L1");
    Operation operation = inviter.byTemplate(1, "447700900123");

    assertThat(inviter.shown(operation)).isEqualTo(json("{\"id\":\"" + operation.requestId() + "\",\"state\":\"sending\",\"participant\":{\"wa_id\":\"447700900123\"},"
        + "\"type\":\"template\",\"invite_link\":\"" + Inviter.BASE + "L1\",\"invited_at\":1795506000}"));
    kept.inviting.begin(operation);
    assertThat(kept.invitations.get(operation.requestId()).orElseThrow().version()).as("a second attempt").isEqualTo(1);
  }

  @Test
  void a_group_whose_link_nobody_knows_has_invitations_without_one() {
    kept.withGroup();
    assertThat(inviter.shown(inviter.byTemplate(1, "447700900123")).has("invite_link")).isFalse();
  }

  @Test
  void of_a_text_the_group_is_the_one_whose_link_it_is() {
    inviter.link("L1");
    Operation operation = inviter.byText(1, "447700900123", "L1");

    assertThat(kept.invitations.get(operation.requestId()).orElseThrow().invitation().groupId()).isEqualTo(GROUP);
    assertThat(inviter.shown(operation).text("invite_link")).contains(Inviter.BASE + "L1");
  }

  @Test
  void a_text_with_a_link_that_belongs_to_no_known_group_is_no_invitation() {
    Operation operation = inviter.byText(1, "447700900123", "ANOTHER");

    assertThat(kept.invitations.get(operation.requestId())).isEmpty();
    assertThat(kept.inviting.sent(operation, "wamid.1", Kept.NOW)).isEmpty();
    assertThat(kept.inviting.failed(operation, Kept.NOW)).isEmpty();
    assertThat(inviter.received(operation, "delivered", "{}")).extracting(Notification::type).containsExactly("message.delivered");
  }

  @Test
  void the_end_of_the_send_moves_it_and_tells_the_same_again() {
    inviter.link("L1");
    Operation operation = inviter.byTemplate(1, "447700900123");
    Operation other = inviter.byTemplate(2, "447700900124");

    List<Notification> sent = valid(kept.inviting.sent(operation, "wamid.1", Kept.NOW));
    assertThat(sent).hasSize(1);
    assertThat(sent.getFirst().groupId()).contains(GROUP);
    assertThat(sent.getFirst().data().object("invitation").orElseThrow()).isEqualTo(inviter.shown(operation));
    assertThat(sent.getFirst().data().text("command_id")).contains("c-1");
    assertThat(inviter.shown(operation).text("state")).contains("sent");
    assertThat(kept.inviting.sent(operation, "wamid.1", Kept.NOW.plusSeconds(9))).as("a second telling").isEqualTo(sent);
    List<Notification> failed = valid(kept.inviting.failed(other, Kept.NOW));
    assertThat(failed.getFirst().data().object("invitation").flatMap(it -> it.text("state"))).contains("failed");
    assertThat(kept.inviting.failed(other, Kept.NOW.plusSeconds(9))).isEqualTo(failed);
  }

  @Test
  void a_text_with_a_link_from_before_a_reset_expires_as_soon_as_it_is_sent() {
    inviter.link("L1");
    inviter.link("L2");
    Operation operation = inviter.byText(1, "447700900123", "L1");

    List<Notification> told = valid(kept.inviting.sent(operation, "wamid.1", Kept.NOW));
    assertThat(states(told)).containsExactly("sent", "expired");
    assertThat(kept.inviting.sent(operation, "wamid.1", Kept.NOW.plusSeconds(9))).isEqualTo(told);
  }

  @Test
  void receipts_move_it_forward_and_a_late_one_changes_nothing() {
    inviter.link("L1");
    Operation operation = inviter.sent(1, "447700900123");

    assertThat(states(inviter.received(operation, "read", "{\"timestamp\":\"1795506040\"}"))).containsExactly("read");
    assertThat(states(inviter.received(operation, "delivered", "{\"timestamp\":\"1795506030\"}"))).isEmpty();
    assertThat(states(inviter.received(operation, "failed", "{\"timestamp\":\"1795506041\"}"))).isEmpty();
    assertThat(states(inviter.received(operation, "read", "{\"timestamp\":\"1795506040\"}"))).as("the same once more").containsExactly("read");
    assertThat(inviter.shown(operation).text("state")).contains("read");
    assertThat(inviter.shown(operation).text("message_id")).contains("wamid." + operation.requestId());
  }

  @ParameterizedTest
  @CsvSource({"group_participants_add,added_participants,joined", "group_join_request_created,,requested"})
  void who_answers_is_found_by_number_or_by_the_user_id_that_a_receipt_brought(String type, String list, String state) {
    inviter.link("L1");
    Operation byNumber = inviter.sent(1, "447700900123");
    Operation byReceipt = inviter.sent(2, "447700900124");
    Operation other = inviter.sent(3, "447700900125");
    inviter.received(byReceipt, "delivered", "{\"recipient_user_id\":\"GB.2\"}");

    assertThat(states(happened(answer(type, list, "447700900123", "GB.1")))).containsExactly(state);
    assertThat(states(happened(answer(type, list, "", "GB.2")))).containsExactly(state);
    assertThat(inviter.shown(byNumber).object("participant")).as("both are known now").contains(json("{\"user_id\":\"GB.1\",\"wa_id\":\"447700900123\"}"));
    assertThat(inviter.shown(byReceipt).text("state")).contains(state);
    assertThat(inviter.shown(other).text("state")).contains("sent");
  }

  @Test
  void who_answers_is_found_through_the_groups_roster() {
    kept.withGroup(person("GB.1", "447700900123"));
    inviter.link("L1");
    Operation operation = inviter.sent(1, "447700900123");

    assertThat(states(happened(answer("group_participants_add", "added_participants", "", "GB.1")))).containsExactly("joined");
    assertThat(inviter.shown(operation).text("state")).contains("joined");
  }

  @Test
  void what_follows_a_join_changes_nothing() {
    inviter.link("L1");
    Operation operation = inviter.sent(1, "447700900123");
    List<Notification> joined = happened(answer("group_participants_add", "added_participants", "447700900123", "GB.1"));
    inviter.link("L2");

    assertThat(happened(InviteLinkChange.event(NUMBER, GROUP, "L2", Kept.NOW, Kept.NOW))).isEmpty();
    assertThat(states(inviter.received(operation, "read", "{}"))).isEmpty();
    assertThat(happened(answer("group_participants_add", "added_participants", "447700900123", "GB.1"))).as("told again by the same").isEqualTo(joined);
    assertThat(happened(answer("group_participants_add", "added_participants", "447700900123", "GB.1", "1795509999"))).as("came again another time").isEmpty();
  }

  @Test
  void a_reset_expires_those_with_earlier_links_that_nobody_answered() {
    inviter.link("L1");
    Operation open = inviter.sent(1, "447700900123");
    Operation text = inviter.byText(2, "447700900124", "L1");
    Operation requested = inviter.sent(3, "447700900125");
    happened(answer("group_join_request_created", "", "447700900125", "GB.3"));
    inviter.link("L2");
    Operation later = inviter.sent(4, "447700900126");

    List<Notification> told = happened(InviteLinkChange.event(NUMBER, GROUP, "L2", Kept.NOW, Kept.NOW));
    assertThat(states(told)).containsExactly("expired", "expired");
    assertThat(List.of(inviter.state(open), inviter.state(text), inviter.state(requested), inviter.state(later)))
        .containsExactly(InvitationState.EXPIRED, InvitationState.EXPIRED, InvitationState.REQUESTED, InvitationState.SENT);
    assertThat(happened(InviteLinkChange.event(NUMBER, GROUP, "L2", Kept.NOW, Kept.NOW))).as("a second pass").isEqualTo(told);
  }

  @Test
  void a_reset_while_it_is_written_down_is_seen() {
    AtomicReference<Runnable> once = new AtomicReference<>(() -> { });
    VirtualTables tables = new VirtualTables();
    DynamoDbClient watched = (DynamoDbClient) Proxy.newProxyInstance(DynamoDbClient.class.getClassLoader(), new Class<?>[] {DynamoDbClient.class}, (_, method, arguments) -> {
      if (method.getName().equals("putItem")) {
        once.getAndSet(() -> { }).run();
      }
      return method.invoke(tables, arguments);
    });
    Kept mine = new Kept(new Table(watched, new Engines(tables, new VirtualQueues(Clock.systemUTC()), new RequestCounter()).freshTable("GroupsTable"), Ids.random()));
    Inviter one = new Inviter(mine);
    one.link("L1");
    once.set(() -> one.link("L2"));
    Operation operation = one.byTemplate(1, "447700900123");

    assertThat(one.shown(operation).text("invite_link")).contains(Inviter.BASE + "L2");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void with_a_group_that_is_gone_all_that_are_open_expire(boolean byWebhook) {
    inviter.link("L1");
    Operation operation = inviter.sent(1, "447700900123");
    Instant end = Instant.ofEpochSecond(1_795_506_090L);
    if (!byWebhook) {
      kept.with(kept.rosters.get(GROUP).orElseThrow().deleted(end));
    }

    List<Notification> told = happened(byWebhook
        ? Events.group("group_lifecycle_update", json("{\"type\":\"group_delete\",\"timestamp\":\"1795506090\"}"))
        : InviteLinkChange.event(NUMBER, GROUP, "gone", Kept.NOW, Kept.NOW));
    assertThat(states(told)).containsExactly("expired");
    assertThat(told.getFirst().time()).isEqualTo(end);
    assertThat(inviter.state(operation)).isEqualTo(InvitationState.EXPIRED);
  }

  @Test
  void a_link_that_another_group_has_is_no_reset() {
    inviter.link("L1");
    Operation operation = inviter.sent(1, "447700900123");

    assertThat(happened(InviteLinkChange.event(NUMBER, GROUP, "L1", Kept.NOW, Kept.NOW))).as("the living link").isEmpty();
    assertThat(happened(InviteLinkChange.event(NUMBER, "OTHER", "L9", Kept.NOW, Kept.NOW))).isEmpty();
    assertThat(inviter.state(operation)).isEqualTo(InvitationState.SENT);
  }

  private List<Notification> happened(WebhookEvent event) {
    return kept.told(event);
  }

  private static WebhookEvent answer(String type, String list, String waId, String userId) {
    return answer(type, list, waId, userId, "1795506080");
  }

  private static WebhookEvent answer(String type, String list, String waId, String userId, String timestamp) {
    JsonObject person = JsonObject.EMPTY.with("user_id", userId).with("wa_id", waId);
    JsonObject item = JsonObject.EMPTY.with("type", type).with("timestamp", timestamp);
    return Events.group("group_participants_update", list == null || list.isEmpty() ? item.with("join_request_id", "J").withAll(person) : item.with(list, List.of(person)));
  }

  private static List<String> states(List<Notification> told) {
    return told.stream().filter(it -> it.type().equals("invitation.changed")).map(it -> it.data().object("invitation").flatMap(one -> one.text("state")).orElseThrow()).toList();
  }

  private static List<Notification> valid(List<Notification> told) {
    told.forEach(one -> NotificationSchema.assertValid(one.toCloudEvent()));
    return told;
  }
}
