package dev.octet.sandbox.platform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.octet.domain.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What messages cost, when they may be sent, and how their statuses are told, without any part of a machine. */
class MessageRulesTest {
  private static final Instant NOW = Instant.parse("2026-11-24T09:00:00Z");
  private static final BusinessNumber NUMBER = BusinessNumber.of("100000000000001");
  private static final String GROUP = "Y2FwaV9ncm91cDoxNTU1MDEwMDAwMToxMjAzNjMwMDAwMDAwMDAwMDEZD";
  private static final Person ADA = new Person("p_1", "GB.1", Optional.of("447700900123"), Optional.empty(), "Ada", true);
  private static final Person BEN = new Person("p_2", "US.2", Optional.of("447700900124"), Optional.of("ben"), "Ben", true);

  @ParameterizedTest
  @CsvSource({
      "2026-09-30T23:59:59Z, SERVICE,   true,  FREE", "2026-09-30T23:59:59Z, UTILITY,   true,  FREE", "2026-09-30T23:59:59Z, UTILITY,   false, CHARGED",
      "2026-09-30T23:59:59Z, MARKETING, true,  CHARGED", "2026-09-30T23:59:59Z, MARKETING, false, CHARGED", "2025-11-01T00:00:00Z, SERVICE, true, FREE",
      "2026-10-01T00:00:00Z, SERVICE,   true,  FREE_TIER", "2026-10-01T00:00:00Z, UTILITY, true, CHARGED", "2026-10-01T00:00:00Z, UTILITY,  false, CHARGED",
      "2026-10-01T00:00:00Z, MARKETING, true,  CHARGED", "2027-05-01T00:00:00Z, SERVICE, true, FREE_TIER"})
  void what_a_delivery_costs_is_what_its_date_and_the_window_say(Instant at, Pricing.Kind kind, boolean inWindow, Pricing.Charge charge) {
    assertThat(Pricing.charge(kind, inWindow, at)).isEqualTo(charge);
  }

  @Test
  void of_the_free_deliveries_a_month_has_a_thousand_and_before_october_none_were_counted() {
    assertThat(Pricing.at(NOW).freeTier()).isEqualTo(1000);
    assertThat(Pricing.at(Instant.parse("2026-09-30T23:59:59Z")).freeTier()).isZero();
    assertThat(Pricing.month(Instant.parse("2026-11-30T23:59:59Z"))).hasToString("2026-11");
    assertThat(Pricing.month(Instant.parse("2026-12-01T00:00:00Z"))).hasToString("2026-12");
  }

  @Test
  void a_message_to_more_people_than_are_free_is_free_for_some_of_them() {
    List<Price> prices = Pricing.prices(Pricing.Kind.SERVICE, true, Pricing.Charge.FREE_TIER, 3, 2);

    assertThat(prices).containsExactly(new Price("free_group_customer_service", "group_service"), new Price("free_group_customer_service", "group_service"),
        new Price("regular", "group_service"));
    assertThat(Pricing.prices(Pricing.Kind.UTILITY, false, Pricing.Charge.FREE, 1, 0)).containsExactly(new Price("free_customer_service", "utility"));
    assertThat(Pricing.prices(Pricing.Kind.MARKETING, true, Pricing.Charge.CHARGED, 1, 5)).containsExactly(new Price("regular", "group_marketing"));
  }

  @Test
  void whoever_writes_opens_the_window_for_a_day_and_nothing_shortens_it() {
    Conversation written = Conversation.NONE.written(NOW);

    assertThat(Conversation.NONE.windowOpen(NOW)).isFalse();
    assertThat(written.windowOpen(NOW.plus(Duration.ofHours(24)).minusMillis(1))).isTrue();
    assertThat(written.windowOpen(NOW.plus(Duration.ofHours(24)))).isFalse();
    assertThat(written.written(NOW.minusSeconds(5)).windowUntil()).contains(NOW.plus(Duration.ofHours(24)));
  }

  @Test
  void a_fourth_pin_takes_the_place_of_the_oldest_and_the_newest_message_stands_first() {
    Conversation three = Conversation.NONE.pinned("c", NOW.minusSeconds(1), 7, NOW).pinned("a", NOW.minusSeconds(3), 7, NOW.plusSeconds(1))
        .pinned("b", NOW.minusSeconds(2), 7, NOW.plusSeconds(2));
    assertThat(ids(three, NOW.plusSeconds(3))).containsExactly("c", "b", "a");

    assertThat(ids(three.pinned("d", NOW.minusSeconds(4), 7, NOW.plusSeconds(3)), NOW.plusSeconds(4))).as("c was pinned first").containsExactly("b", "a", "d");
    Conversation again = three.pinned("c", NOW.minusSeconds(1), 7, NOW.plusSeconds(3));
    assertThat(ids(again, NOW.plusSeconds(4))).as("pinned again, it is none more").containsExactly("c", "b", "a");
    assertThat(ids(again.pinned("d", NOW, 7, NOW.plusSeconds(5)), NOW.plusSeconds(6))).as("and not the oldest any more").containsExactly("d", "c", "b");
    assertThat(ids(three.unpinned("b"), NOW.plusSeconds(3))).containsExactly("c", "a");
    assertThat(three.unpinned("x")).isEqualTo(three);
  }

  @Test
  void pins_run_out_and_make_room() {
    Conversation pinned = Conversation.NONE.pinned("short", NOW, 1, NOW).pinned("a", NOW.plusSeconds(1), 30, NOW).pinned("b", NOW.plusSeconds(2), 30, NOW);
    Instant later = NOW.plus(Duration.ofDays(1));

    assertThat(ids(pinned, later.minusMillis(1))).containsExactly("b", "a", "short");
    assertThat(ids(pinned, later)).containsExactly("b", "a");
    assertThat(ids(pinned.pinned("c", NOW.plusSeconds(3), 1, later), later)).containsExactly("c", "b", "a");
    assertThat(Conversation.ofJson(pinned.written(NOW).toJson())).isEqualTo(pinned.written(NOW));
  }

  private static List<String> ids(Conversation conversation, Instant at) {
    return conversation.activePins(at).stream().map(Conversation.Pin::messageId).toList();
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "{'recipient_type':'group','type':'text','text':{'body':'x'}}                                              | 131008",
      "{'recipient_type':'group','to':'','text':{'body':'x'}}                                                    | 131008",
      "{'recipient_type':'group','to':7,'text':{'body':'x'}}                                                     | 100",
      "{'recipient_type':'crowd','to':'G','text':{'body':'x'}}                                                   | 131009",
      "{'recipient_type':'group','to':'15550190311','text':{'body':'x'}}                                         | 131009",
      "{'recipient_type':'group','recipient':'US.1','text':{'body':'x'}}                                         | 131008",
      "{'recipient_type':'individual','to':'G','text':{'body':'x'}}                                              | 131009",
      "{'to':'G','text':{'body':'x'}}                                                                            | 131009",
      "{'to':'somebody','text':{'body':'x'}}                                                                     | 131009",
      "{'to':'-- ---','text':{'body':'x'}}                                                                       | 131009",
      "{'text':{'body':'x'}}                                                                                     | 131008",
      "{'recipient':'15550190311','text':{'body':'x'}}                                                           | 131009",
      "{'recipient_type':'group','to':'G','type':'text'}                                                         | 131008",
      "{'recipient_type':'group','to':'G','type':'text','text':'x'}                                              | 100",
      "{'recipient_type':'group','to':'G','type':'text','text':{}}                                               | 131008",
      "{'recipient_type':'group','to':'G','type':'text','text':{'body':7}}                                       | 100",
      "{'recipient_type':'group','to':'G','type':'text','text':{'body':'\\ud800'}}                               | 131009",
      "{'recipient_type':'group','to':'G','type':7}                                                              | 100",
      "{'recipient_type':'group','to':'G','type':'image','image':{}}                                             | 131008",
      "{'recipient_type':'group','to':'G','type':'image','image':{'id':'1','link':'https://x.test/a'}}           | 100",
      "{'recipient_type':'group','to':'G','type':'image','image':{'link':'file:///a'}}                           | 131009",
      "{'recipient_type':'group','to':'G','type':'audio','audio':{'id':'1','caption':'x'}}                       | 100",
      "{'recipient_type':'group','to':'G','type':'audio','audio':{'id':'1','voice':'yes'}}                       | 100",
      "{'recipient_type':'group','to':'G','type':'template','template':{'language':{'code':'en'}}}               | 131008",
      "{'recipient_type':'group','to':'G','type':'template','template':{'name':'x'}}                             | 131008",
      "{'recipient_type':'group','to':'G','type':'template','template':{'name':'x','language':'en'}}             | 100",
      "{'recipient_type':'group','to':'G','type':'template','template':{'name':'x','language':{'code':'en'},'components':{}}} | 100",
      "{'recipient_type':'group','to':'G','type':'template','template':{'name':'x','language':{'code':'en'},'components':[7]}} | 100",
      "{'recipient_type':'group','to':'G','type':'pin','pin':{'message_id':'m','expiration_days':7}}             | 131008",
      "{'recipient_type':'group','to':'G','type':'pin','pin':{'type':'fix','message_id':'m','expiration_days':7}} | 131009",
      "{'recipient_type':'group','to':'G','type':'pin','pin':{'type':'pin','expiration_days':7}}                 | 131008",
      "{'recipient_type':'group','to':'G','type':'pin','pin':{'type':'pin','message_id':'m'}}                    | 131008",
      "{'recipient_type':'group','to':'G','type':'pin','pin':{'type':'pin','message_id':'m','expiration_days':'7'}} | 100",
      "{'recipient_type':'group','to':'G','type':'pin','pin':{'type':'pin','message_id':'m','expiration_days':0}} | 131009",
      "{'recipient_type':'group','to':'G','type':'pin','pin':{'type':'pin','message_id':'m','expiration_days':31}} | 131009",
      "{'to':'15550190311','type':'pin','pin':{'type':'unpin','message_id':'m'}}                                 | 131051",
      "{'recipient_type':'group','to':'G','type':'interactive','interactive':{'type':'button'}}                  | 131051",
      "{'recipient_type':'group','to':'G','type':'reaction','reaction':{'message_id':'m','emoji':'x'}}           | 131051",
      "{'recipient_type':'group','to':'G','text':{'body':'x'},'context':'m'}                                     | 100",
      "{'recipient_type':'group','to':'G','text':{'body':'x'},'context':{}}                                      | 131008"})
  void what_cannot_be_sent_is_refused_by_its_shape(String body, long code) throws Exception {
    JsonObject asked = JsonObject.parse(body.replace("'G'", "'" + GROUP + "'").replace('\'', '"')).with("messaging_product", "whatsapp");

    assertThat(SendRequest.read(asked, false)).isInstanceOfSatisfying(SendRequest.Read.Invalid.class, invalid -> {
      assertThat(invalid.refusal().error().whole("code")).hasValue(code);
      assertThat(invalid.refusal().error().object("error_data").orElseThrow().text("details").orElseThrow()).endsWith(".");
    });
  }

  @ParameterizedTest
  @CsvSource({"text,body,4096", "image,caption,1024", "document,caption,1024"})
  void texts_are_as_long_as_they_may_be_and_not_longer(String type, String field, int most) {
    JsonObject content = type.equals("text") ? JsonObject.EMPTY : JsonObject.EMPTY.with("id", "1");

    assertThat(SendRequest.read(toGroup(type, content.with(field, "\uD83D\uDE00".repeat(most))), false)).isInstanceOf(SendRequest.Read.Valid.class);
    assertThat(SendRequest.read(toGroup(type, content.with(field, "x".repeat(most + 1))), false)).isInstanceOf(SendRequest.Read.Invalid.class);
  }

  @Test
  void what_is_given_back_has_512_characters_at_most_and_types_that_nothing_confirms_need_a_setting() {
    JsonObject text = toGroup("text", JsonObject.EMPTY.with("body", "x"));
    assertThat(SendRequest.read(text.with("biz_opaque_callback_data", "x".repeat(512)), false)).isInstanceOf(SendRequest.Read.Valid.class);
    assertThat(SendRequest.read(text.with("biz_opaque_callback_data", "x".repeat(513)), false)).isInstanceOf(SendRequest.Read.Invalid.class);
    JsonObject reaction = toGroup("reaction", JsonObject.EMPTY.with("message_id", "m").with("emoji", "x"));
    assertThat(SendRequest.read(reaction, true)).isInstanceOfSatisfying(SendRequest.Read.Valid.class, valid ->
        assertThat(Sending.kind(valid.request().content(), Optional.empty())).as("never charged").isEmpty());
  }

  private static JsonObject toGroup(String type, JsonObject content) {
    return JsonObject.EMPTY.with("messaging_product", "whatsapp").with("recipient_type", "group").with("to", GROUP).with("type", type).with(type, content);
  }

  @Test
  void a_phone_that_is_off_gets_and_pays_nothing_until_it_reads() {
    Sending.Outcome sent = sent(List.of(new Sending.Arrival(ADA, Sending.Reach.LATER), new Sending.Arrival(BEN, Sending.Reach.DELIVERED)), Aggregation.SEPARATE);
    assertThat(statuses(sent.webhooks())).containsExactly("sent ", "delivered US.2");
    assertThat(sent.lines()).extracting(LedgerLine::country).containsExactly("US");

    Reading.Outcome read = Reading.of(NUMBER, List.of(sent.message()), ADA, _ -> Optional.of(new Price("regular", "group_service")), false, Aggregation.SEPARATE, NOW);

    assertThat(statuses(read.webhooks())).containsExactly("read GB.1");
    assertThat(read.lines()).extracting(LedgerLine::country).containsExactly("GB");
    assertThat(Reading.unread(read.messages().getFirst(), ADA.id())).isFalse();
    assertThat(read.messages().getFirst().receiptOf(ADA.id()).orElseThrow().deliveredAt()).as("what is read has been delivered").contains(NOW);
  }

  @Test
  void statuses_share_a_webhook_by_message_or_by_person() {
    List<Sending.Arrival> both = List.of(new Sending.Arrival(ADA, Sending.Reach.DELIVERED_AND_READ), new Sending.Arrival(BEN, Sending.Reach.DELIVERED_AND_READ));
    assertThat(sent(both, Aggregation.SEPARATE).webhooks()).hasSize(5);
    assertThat(statuses(sent(both, Aggregation.BY_MESSAGE).webhooks())).containsExactly("sent ", "delivered GB.1, delivered US.2", "read GB.1, read US.2");

    PlatformMessage first = sent(List.of(new Sending.Arrival(ADA, Sending.Reach.DELIVERED)), Aggregation.SEPARATE).message();
    PlatformMessage second = sent(List.of(new Sending.Arrival(ADA, Sending.Reach.DELIVERED)), Aggregation.SEPARATE).message();
    List<StagedWebhook> read = Reading.of(NUMBER, List.of(first, second), ADA, _ -> Optional.empty(), false, Aggregation.BY_PERSON, NOW).webhooks();
    assertThat(statuses(read)).containsExactly("read GB.1, read GB.1");
    assertThat(read.getFirst().webhook().value().objects("contacts")).as("one person, one contact").hasSize(1);
  }

  @Test
  void an_older_status_spells_the_participant_otherwise_and_has_its_price_beside_a_conversation() {
    Webhook delivered = sent(List.of(new Sending.Arrival(ADA, Sending.Reach.DELIVERED)), Aggregation.SEPARATE).webhooks().getLast().webhook().older();

    assertThat(delivered.value().has("contacts")).isFalse();
    JsonObject status = delivered.value().objects("statuses").getFirst();
    JsonObject conversation = status.object("conversation").orElseThrow();
    JsonObject pricing = JsonObject.EMPTY.with("billable", true).with("pricing_model", "PMP").with("category", "group_service");
    assertThat(status.without("conversation").without("id")).as("spec/webhooks/messages.group_status_delivered_legacy")
        .isEqualTo(JsonObject.EMPTY.with("status", "delivered").with("timestamp", NOW.getEpochSecond())
            .with("recipient_id", GROUP).with("recipient_type", "group").with("participant_recipient_id", "447700900123").with("pricing", pricing));
    assertThat(conversation.text("id").orElseThrow()).matches("[0-9a-f]{32}");
    assertThat(conversation.without("id")).isEqualTo(JsonObject.EMPTY.with("origin", JsonObject.EMPTY.with("type", "group_service")));
    Webhook both = sent(List.of(new Sending.Arrival(ADA, Sending.Reach.DELIVERED), new Sending.Arrival(BEN, Sending.Reach.DELIVERED)), Aggregation.BY_MESSAGE)
        .webhooks().getLast().webhook().older();
    assertThat(both.value().objects("statuses")).as("spec/webhooks/messages.group_status_delivered_many_messages").hasSize(2).allSatisfy(one -> {
      assertThat(one.has("recipient_participant_id")).isTrue();
      assertThat(one.has("pricing")).isFalse();
      assertThat(one.object("conversation").flatMap(it -> it.object("pricing"))).contains(pricing);
    });
    Webhook hidden = sent(List.of(new Sending.Arrival(ADA.withoutPhone(), Sending.Reach.DELIVERED)), Aggregation.SEPARATE).webhooks().getLast().webhook().older();
    assertThat(hidden.value().objects("statuses").getFirst().text("recipient_participant_user_id")).as("nothing else names them").contains("GB.1");
  }

  @Test
  void a_message_survives_being_written_down() {
    PlatformMessage message = sent(List.of(new Sending.Arrival(ADA, Sending.Reach.DELIVERED_AND_READ), new Sending.Arrival(BEN, Sending.Reach.LATER)),
        Aggregation.SEPARATE).message();
    assertThat(PlatformMessage.ofJson(message.toJson())).isEqualTo(message);
  }

  private final PlatformIds ids = new PlatformIds(new Random(5));

  private Sending.Outcome sent(List<Sending.Arrival> arrivals, Aggregation aggregation) {
    var draft = new PlatformMessage(ids.sent(NUMBER), NUMBER.id(), new Chat.OfGroup(GROUP), NOW, Optional.empty(), "text", JsonObject.EMPTY.with("body", "x"),
        Optional.empty(), Optional.of(new PlatformMessage.Sent(Optional.empty(), Optional.of(Pricing.Kind.SERVICE), true, Optional.empty(), Optional.empty(), List.of())));
    return Sending.sent(NUMBER, draft, arrivals, List.of(new Price("regular", "group_service"), new Price("regular", "group_service")), aggregation, NOW);
  }

  private static List<String> statuses(List<StagedWebhook> webhooks) {
    List<String> all = new ArrayList<>();
    for (StagedWebhook one : webhooks) {
      all.add(String.join(", ", one.webhook().value().objects("statuses").stream()
          .map(it -> it.text("status").orElseThrow() + " " + it.text("recipient_participant_user_id").orElse("")).toList()));
    }
    return all;
  }
}
