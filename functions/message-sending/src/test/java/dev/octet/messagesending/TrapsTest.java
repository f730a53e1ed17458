package dev.octet.messagesending;

import static dev.octet.messagesending.Kept.person;
import static org.assertj.core.api.Assertions.assertThat;

import dev.octet.aws.Engines;
import dev.octet.aws.Ids;
import dev.octet.aws.table.Retention;
import dev.octet.aws.table.Table;
import dev.octet.domain.Notification;
import dev.octet.domain.group.Person;
import dev.octet.domain.json.JsonException;
import dev.octet.domain.json.JsonObject;
import dev.octet.domain.message.Message;
import dev.octet.domain.message.ReceiptState;
import dev.octet.domain.message.Recipient;
import dev.octet.domain.message.Sending;
import dev.octet.domain.message.TemplateCounts;
import dev.octet.graph.webhook.DeliveredEvent;
import dev.octet.graph.webhook.Delivery;
import dev.octet.graph.webhook.WebhookEvent;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What has broken others who receive messages and receipts, each tried here. Deliveries are split as webhook-intake splits
 * them, so that what an event looks like is not this test's invention.
 */
class TrapsTest {
  private static final long T = 1_795_506_000L;
  private static final Person ANA = person("GB.1", "447700900001");
  private static final Person BEN = person("DE.2", "4915700000002");
  private static final Person CLEO = person("FR.3", "33612345678");
  private static final String CHARGED = "'pricing':{'billable':true,'pricing_model':'PMP','type':'regular','category':'group_marketing'}";
  private final Kept kept = new Kept().withGroup(ANA, BEN, CLEO);

  @Test
  void trap_1_two_group_messages_in_one_array() {
    List<Notification> told = deliver(messages(message("M1", "'from_user_id':'GB.1'"), message("M2", "'from_user_id':'DE.2'")));

    assertThat(told).extracting(Notification::type).containsExactly("message.received", "message.received");
    assertThat(kept.message("M1").sender()).contains(person("GB.1", ""));
    assertThat(kept.message("M2").sender()).contains(person("DE.2", ""));
    assertThat(kept.contents.get("M2").flatMap(it -> it.object("text")).flatMap(it -> it.text("body"))).contains("Hello");
  }

  @Test
  void trap_2_two_changes_then_two_entries_of_mixed_fields() {
    List<Notification> told = deliver(entry(messages(message("M1", "'from_user_id':'GB.1'")), statuses(status("S1", "sent", 1, ""))),
        entry(statuses(status("S1", "read", 3, "'recipient_participant_user_id':'GB.1'")), messages(message("M2", "'from_user_id':'GB.1'"))));

    assertThat(told).extracting(Notification::type).containsExactly("message.received", "message.sent", "message.read", "message.received");
    assertThat(kept.message("S1").whole().state()).contains(ReceiptState.SENT);
    assertThat(kept.message("S1").recipients()).filteredOn(it -> it.receipt().has(ReceiptState.READ)).extracting(Recipient::key).containsExactly("user:GB.1");
  }

  @Test
  void trap_3_one_aggregated_status_of_one_message_and_three_participants() {
    String three = statuses(ana("delivered", 2, CHARGED), ben("delivered", 3, CHARGED), cleo("delivered", 4, CHARGED));
    List<Notification> told = deliver(three);

    assertThat(told).extracting(Notification::id).hasSize(3).doesNotHaveDuplicates();
    assertThat(told).extracting(it -> it.data().object("participant").flatMap(who -> who.text("user_id")).orElseThrow()).containsExactly("GB.1", "DE.2", "FR.3");
    assertThat(kept.message("S1").recipients()).allSatisfy(it -> assertThat(it.receipt().state()).contains(ReceiptState.DELIVERED));
    assertThat(kept.counted()).containsExactly("2026-11-24#group_marketing#regular#DE#- 1", "2026-11-24#group_marketing#regular#FR#- 1", "2026-11-24#group_marketing#regular#GB#- 1");
    Kept one = new Kept().withGroup(ANA, BEN, CLEO);
    assertThat(ids(one, statuses(ben("delivered", 3, CHARGED)))).as("the same alone").containsExactly(told.get(1).id());
  }

  @Test
  void trap_4_the_same_with_the_older_spelling_and_the_price_inside_conversation() {
    String older = "{'id':'S1','status':'delivered','timestamp':'" + (T + 2) + "','recipient_id':'" + Events.GROUP
        + "','recipient_type':'group','participant_recipient_id':'447700900001','conversation':{'id':'c1'," + CHARGED + "}}";
    List<Notification> told = deliver(statuses(older));

    assertThat(told.getFirst().data().object("pricing").flatMap(it -> it.text("category"))).contains("group_marketing");
    assertThat(told.getFirst().data().object("conversation")).contains(json("{'id':'c1'}"));
    assertThat(kept.counted()).containsExactly("2026-11-24#group_marketing#regular#GB#- 1");
    assertThat(deliver(statuses(ana("delivered", 2, CHARGED))).getFirst().id()).isEqualTo(told.getFirst().id());
    assertThat(kept.deliveries()).isEqualTo(1);
  }

  @Test
  void trap_5_an_aggregated_status_without_contacts_is_the_same_as_with_them() {
    Kept unknown = new Kept();
    String status = status("S1", "delivered", 2, "'recipient_participant_id':'447700900001'");
    Notification without = unknown.told(events(statuses(status)).getFirst()).getFirst();
    Notification with = unknown.told(events(change("'contacts':[{'profile':{'name':'Esme'},'wa_id':'447700900001','user_id':'GB.1'}],'statuses':[" + status + "]")).getFirst()).getFirst();

    assertThat(with.id()).isEqualTo(without.id());
    assertThat(with.data().object("participant")).contains(json("{'user_id':'GB.1','wa_id':'447700900001','profile':{'name':'Esme'}}"));
    assertThat(unknown.message("S1").recipients()).extracting(Recipient::person).as("and now both names are known").containsExactly(ANA);
    assertThat(ids(unknown, statuses(status("S1", "delivered", 2, "'recipient_participant_user_id':'GB.1'")))).containsExactly(without.id());
  }

  @Test
  void trap_6_a_participant_with_a_user_id_only() {
    deliver(messages(message("M1", "'from_user_id':'US.7'")), statuses(status("S1", "read", 3, "'recipient_participant_user_id':'US.7'," + CHARGED)));

    assertThat(kept.message("M1").sender()).contains(person("US.7", ""));
    assertThat(kept.message("S1").recipients()).extracting(Recipient::key).contains("user:US.7");
    assertThat(kept.counted()).containsExactly("2026-11-24#group_marketing#regular#US#- 1");
    assertThat(new Rosters(kept.table).get(Events.GROUP).orElseThrow().present()).as("nobody comes into the group by that").hasSize(3);
  }

  @Test
  void trap_13_a_read_with_no_delivered_before_it_counts_for_price_and_receipt() {
    deliver(statuses(ana("read", 3, CHARGED)));
    assertThat(kept.deliveries()).isEqualTo(1);
    Recipient ana = kept.message("S1").recipients().getFirst();
    assertThat(ana.receipt().has(ReceiptState.DELIVERED)).isTrue();

    deliver(statuses(ana("delivered", 2, CHARGED)));
    assertThat(kept.deliveries()).as("charged once").isEqualTo(1);
  }

  @Test
  void trap_14_delivered_after_read_and_sent_after_failed() {
    deliver(statuses(ana("read", 3, "")));
    Notification late = deliver(statuses(ana("delivered", 2, ""))).getFirst();
    assertThat(late.type()).isEqualTo("message.delivered");
    assertThat(late.data().bool("superseded")).contains(true);
    assertThat(kept.message("S1").recipients().getFirst().receipt().state()).contains(ReceiptState.READ);

    Notification failed = deliver(statuses(status("S2", "failed", 3, "'errors':[{'code':'131047','title':'Re-engagement message'}]"))).getFirst();
    assertThat(failed.data().objects("errors").getFirst().get("code")).isEqualTo(131047L);
    assertThat(deliver(statuses(status("S2", "sent", 2, ""))).getFirst().data().bool("superseded")).contains(true);
    assertThat(kept.message("S2").whole().state()).contains(ReceiptState.FAILED);
    assertThat(kept.message("S2").errors()).containsExactly(json("{'code':131047,'title':'Re-engagement message'}"));
  }

  @Test
  void trap_15_integer_and_string_timestamps_and_codes() {
    List<Notification> strings = deliver(statuses("{'id':'S1','status':'failed','timestamp':'" + T + "','recipient_type':'group','recipient_id':'" + Events.GROUP + "','errors':[{'code':'131047'}]}"));
    List<Notification> numbers = deliver(statuses("{'id':'S1','status':'failed','timestamp':" + T + ",'recipient_type':'group','recipient_id':'" + Events.GROUP + "','errors':[{'code':131047}]}"));

    assertThat(numbers).isEqualTo(strings);
    assertThat(kept.message("S1").at().getEpochSecond()).isEqualTo(T);
  }

  @Test
  void trap_15_an_unknown_status_and_an_unknown_type_are_told_and_take_nobody_down() {
    List<Notification> told = deliver(statuses(ana("read", 3, ""), ana("teleported", 3, ""), ben("read", 3, "")),
        messages(message("M1", "'from_user_id':'GB.1'").replace("'text'", "'hologram'")));

    assertThat(told).extracting(Notification::type).containsExactly("message.read", "webhook.unrecognized", "message.read", "message.received");
    assertThat(kept.message("M1").type()).contains("hologram");
  }

  @Test
  void trap_17_the_same_event_on_two_workers_at_once_is_counted_once_and_told_under_one_id() throws Exception {
    Engines engines = Engines.shared();
    String table = engines.freshTable("GroupsTable");
    Kept first = new Kept(new Table(engines.dynamoDb(), table, Ids.random())).withGroup(ANA, BEN, CLEO);
    Kept second = new Kept(new Table(engines.dynamoDb(), table, Ids.random()));
    WebhookEvent event = events(statuses(ana("delivered", 2, CHARGED))).getFirst();

    Set<String> ids = new HashSet<>();
    for (List<Notification> told : atOnce(4, worker -> (worker % 2 == 0 ? first : second).told(event))) {
      told.forEach(one -> ids.add(one.id()));
    }
    assertThat(ids).hasSize(1);
    assertThat(first.deliveries()).isEqualTo(1);
    assertThat(first.counters.group(Events.GROUP, Kept.MONTH)).hasSize(1);
  }

  @Test
  void trap_17_receipts_of_one_template_on_many_workers_at_once_are_each_counted_once_and_each_person_once() throws Exception {
    Engines engines = Engines.shared();
    Table table = new Table(engines.dynamoDb(), engines.freshTable("GroupsTable"), Ids.random());
    Kept shared = new Kept(table).withGroup(ANA, BEN, CLEO);
    Instant sent = Instant.ofEpochSecond(T);
    Sending bill = new Sending(Optional.of("0123456789ABCDEF0123456789ABCDEF"), Optional.empty(), Optional.empty(), Optional.of(new Sending.Template("bill", "en", Optional.empty())));
    for (int i = 0; i < 8; i++) {
      String id = "T" + i;
      shared.messages.update(id, () -> Message.sent(id, Events.NUMBER, Optional.of(Events.GROUP), sent, Optional.empty()),
          message -> Messages.Change.of(message.ours(bill, Optional.of("template"), Optional.of(sent))));
    }

    List<List<Notification>> _ = atOnce(8, worker -> new Kept(table).told(events(statuses(ana("read", 3, CHARGED).replace("'S1'", "'T" + worker + "'"))).getFirst()));

    assertThat(new TemplateCounters(table, Retention.FOREVER, Clock.systemUTC()).number(Events.NUMBER, Kept.MONTH)).isEqualTo(Map.of("bill#en", new TemplateCounts(8, 8, 8, 0, 1)));
    assertThat(shared.counted()).hasSizeGreaterThan(0).allSatisfy(line -> assertThat(line).contains("#bill/en "));
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void trap_18_the_same_event_again_inside_a_different_batch(boolean alone) {
    String one = statuses(ana("delivered", 2, CHARGED));
    String many = statuses(ana("delivered", 2, CHARGED), ben("delivered", 2, CHARGED));
    List<Notification> before = deliver(alone ? one : many);
    List<Notification> again = deliver(alone ? many : one);

    Set<String> ids = new HashSet<>();
    before.forEach(it -> ids.add(it.id()));
    again.forEach(it -> ids.add(it.id()));
    assertThat(ids).hasSize(2);
    assertThat(kept.deliveries()).isEqualTo(2);
  }

  private static String message(String id, String sender) {
    return "{" + sender + ",'group_id':'" + Events.GROUP + "','id':'" + id + "','timestamp':'" + T + "','type':'text','text':{'body':'Hello'}}";
  }

  private static String ana(String status, int after, String more) {
    return status("S1", status, after, "'recipient_participant_id':'447700900001','recipient_participant_user_id':'GB.1'" + (more.isEmpty() ? "" : "," + more));
  }

  private static String ben(String status, int after, String more) {
    return status("S1", status, after, "'recipient_participant_user_id':'DE.2'" + (more.isEmpty() ? "" : "," + more));
  }

  private static String cleo(String status, int after, String more) {
    return status("S1", status, after, "'recipient_participant_id':'33612345678'" + (more.isEmpty() ? "" : "," + more));
  }

  private static String status(String id, String status, int after, String more) {
    return "{'id':'" + id + "','status':'" + status + "','timestamp':'" + (T + after) + "','recipient_id':'" + Events.GROUP + "','recipient_type':'group'"
        + (more.isEmpty() ? "" : "," + more) + "}";
  }

  private static String messages(String... items) {
    return change("'messages':[" + String.join(",", items) + "]");
  }

  private static String statuses(String... items) {
    return change("'statuses':[" + String.join(",", items) + "]");
  }

  private static String change(String lists) {
    return "{'value':{'messaging_product':'whatsapp','metadata':{'display_phone_number':'447700900000','phone_number_id':'" + Events.NUMBER + "'}," + lists + "},'field':'messages'}";
  }

  private static String entry(String... changes) {
    return "{'id':'2088','changes':[" + String.join(",", changes) + "]}";
  }

  /** Changes of one entry, or whole entries. */
  private static List<WebhookEvent> events(String... parts) {
    String entries = parts[0].startsWith("{'id'") ? String.join(",", parts) : entry(parts);
    List<WebhookEvent> events = new ArrayList<>();
    try {
      for (DeliveredEvent event : Delivery.split(("{'object':'whatsapp_business_account','entry':[" + entries + "]}").replace('\'', '"').getBytes(StandardCharsets.UTF_8))) {
        events.add(WebhookEvent.parse(event.text(Kept.NOW).orElseThrow()));
      }
    } catch (JsonException e) {
      throw new AssertionError(e);
    }
    return events;
  }

  private List<Notification> deliver(String... parts) {
    return events(parts).stream().flatMap(event -> kept.told(event).stream()).toList();
  }

  private static List<String> ids(Kept where, String... parts) {
    return events(parts).stream().flatMap(event -> where.told(event).stream()).map(Notification::id).toList();
  }

  private static JsonObject json(String text) {
    return Events.json(text.replace('\'', '"'));
  }

  private static List<List<Notification>> atOnce(int workers, IntFunction<List<Notification>> work) throws Exception {
    List<Callable<List<Notification>>> all = new ArrayList<>();
    for (int i = 0; i < workers; i++) {
      int worker = i;
      all.add(() -> work.apply(worker));
    }
    List<List<Notification>> told = new ArrayList<>();
    try (ExecutorService executor = Executors.newFixedThreadPool(workers)) {
      for (Future<List<Notification>> one : executor.invokeAll(all)) {
        told.add(one.get());
      }
    }
    return told;
  }
}
