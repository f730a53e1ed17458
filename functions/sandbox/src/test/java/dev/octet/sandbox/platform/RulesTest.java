package dev.octet.sandbox.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import org.junit.jupiter.params.provider.ValueSource;

/** The platform's rules, without any part of a machine. */
class RulesTest {
  private static final Instant NOW = Instant.parse("2026-11-24T09:00:00Z");
  private static final BusinessNumber NUMBER = BusinessNumber.of("100000000000001");
  private final PlatformIds ids = new PlatformIds(new Random(5));

  @ParameterizedTest
  @CsvSource({
      "2025-11, 100000000000001, true", "2025-11, 100000000000002, false", "2025-11, 100000000000003, false",
      "2025-11, 100000000000004, false", "2025-11, 100000000000005, false",
      "2026-06, 100000000000001, true", "2026-06, 100000000000002, false", "2026-06, 100000000000003, true",
      "2026-06, 100000000000004, false", "2026-06, 100000000000005, false"})
  void who_may_have_groups_is_what_the_edition_says(String edition, String number, boolean eligible) {
    assertThat(RulesEdition.of(edition).eligible(BusinessNumber.of(number))).isEqualTo(eligible);
  }

  @Test
  void an_edition_that_is_none_is_named_at_the_start() {
    assertThatThrownBy(() -> RulesEdition.of("2024-01")).hasMessage("RULES_EDITION is none of 2025-11, 2026-06.");
  }

  @Test
  void eight_people_fit_and_the_business_is_not_one_of_them() {
    PlatformGroup group = group(CreateRequest.AUTO_APPROVE);
    for (int i = 0; i < 8; i++) {
      group = joined(group, person());
    }
    assertThat(join(group, person())).isEqualTo(new Membership.Join.Refused(Membership.Reason.GROUP_FULL));
    assertThat(join(group, group.participants().getFirst().person())).as("who is in stays in").isEqualTo(new Membership.Join.Already(true));
  }

  @Test
  void only_the_newest_link_works() {
    PlatformGroup group = group(CreateRequest.AUTO_APPROVE);
    assertThat(Membership.join(NUMBER, group, "another", person(), person(), Membership.MAX_PARTICIPANTS, NOW)).isEqualTo(new Membership.Join.Refused(Membership.Reason.DEAD_LINK));
  }

  @Test
  void whom_the_business_removed_no_link_brings_back() {
    Person ada = person();
    PlatformGroup group = group(CreateRequest.AUTO_APPROVE);
    PlatformGroup banning = new PlatformGroup(group.id(), group.number(), group.phoneNumberId(), group.subject(), group.description(),
        group.picture(), group.joinApprovalMode(), group.createdAt(), group.linkId(), false, List.of(), List.of(), List.of(ada.id()));
    assertThat(join(banning, ada)).isEqualTo(new Membership.Join.Refused(Membership.Reason.BANNED));
    assertThat(join(banning, person())).isInstanceOf(Membership.Join.Joined.class);
  }

  @Test
  void approval_makes_a_request_and_no_participant() {
    PlatformGroup group = group(CreateRequest.APPROVAL_REQUIRED);
    Person ada = person();
    var requested = (Membership.Join.Requested) join(group, ada);
    assertThat(requested.group().participants()).isEmpty();
    assertThat(requested.group().joinRequests()).extracting(one -> one.person().id()).containsExactly(ada.id());
    assertThat(join(requested.group(), ada)).isEqualTo(new Membership.Join.Already(false));
    assertThat(Membership.cancel(NUMBER, requested.group(), ada.id(), NOW)).isInstanceOfSatisfying(Membership.Departure.Done.class,
        done -> assertThat(done.group().joinRequests()).isEmpty());
    assertThat(Membership.leave(NUMBER, requested.group(), ada.id(), NOW)).as("who only asked is not in").isEqualTo(new Membership.Departure.NotThere());
  }

  @Test
  void a_group_survives_being_written_down() {
    PlatformGroup group = joined(group(CreateRequest.APPROVAL_REQUIRED), person());
    PlatformGroup asked = join(group, person()) instanceof Membership.Join.Requested requested ? requested.group() : group;
    assertThat(PlatformGroup.ofJson(asked.toJson())).isEqualTo(asked);
  }

  @Test
  void a_cursor_is_good_for_its_own_list_alone() {
    Cursor cursor = new Cursor("0#groups#1", "1795510800000#120363000000000001", true);
    assertThat(Cursor.read(cursor.toText(), "0#groups#1")).contains(cursor);
    assertThat(Cursor.read(cursor.toText(), "0#groups#2")).isEmpty();
    assertThat(Cursor.read(cursor.toText() + "A", "0#groups#1")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "%%%", "AAAA", "MCMg"})
  void what_is_no_cursor_is_none(String text) {
    assertThat(Cursor.read(text, "0#groups#1")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"https://x.test/sandbox/invite/Abc123,Abc123", "Abc123,Abc123", "https://x.test/sandbox/invite/Abc123/?utm=1,Abc123", "' Abc123 ',Abc123"})
  void a_link_is_known_by_its_last_part(String link, String id) {
    assertThat(InviteLinks.id(link)).contains(id);
  }

  @Test
  void ids_have_the_shape_that_the_platforms_have() {
    String group = PlatformIds.group(NUMBER, ids.groupNumber());
    assertThat(PlatformIds.isGroup(group)).isTrue();
    assertThat(group).doesNotContain("=");
    assertThat(PlatformIds.isGroup("100000000000001")).isFalse();
    assertThat(PlatformIds.isGroup("not-an-id")).isFalse();
    assertThat(ids.request()).matches("[0-9A-F]{32}");
    assertThat(ids.link()).matches("[A-Za-z0-9]{22}");
    assertThat(ids.message(person())).matches("wamid\\.[A-Za-z0-9+/]+=*");
  }

  @Test
  void a_webhook_is_ascii_with_lower_case_escapes_and_reads_as_it_was_written() throws Exception {
    String subject = "Ä \\u00C4 \"q\" \\ 🛠 \u0001";
    byte[] bytes = new Webhook(NUMBER, "messages", JsonObject.EMPTY.with("text", subject)).toBytes();
    String text = new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1);
    assertThat(text).isASCII().contains("\\u00c4 ").contains("\\\\u00C4").contains("\\ud83d\\udee0");
    assertThat(JsonObject.parse(bytes).objects("entry").getFirst().objects("changes").getFirst().object("value").orElseThrow().text("text")).contains(subject);
  }

  @Test
  void of_those_held_back_always_every_other_is_not() {
    Faults faults = faults("{\"reorder\":true,\"seed\":1}");
    List<Boolean> held = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      Faults.Draw<Boolean> draw = faults.draw("reorder", "1", new Random(0));
      held.add(draw.outcome());
      faults = draw.left();
    }
    assertThat(held).contains(true, false);
  }

  @Test
  void a_count_goes_down_to_nothing() {
    Faults faults = faults("{\"duplicate\":2}");
    List<Boolean> struck = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      Faults.Draw<Boolean> draw = faults.draw("duplicate", "1", new Random(0));
      struck.add(draw.outcome());
      faults = draw.left();
    }
    assertThat(struck).containsExactly(true, true, false);
  }

  @Test
  void a_number_of_its_own_counts_for_itself() {
    Faults faults = faults("{\"duplicate\":1,\"numbers\":{\"1\":{\"duplicate\":1}}}");
    Faults afterOwn = faults.draw("duplicate", "1", new Random(0)).left();
    assertThat(afterOwn.draw("duplicate", "1", new Random(0)).outcome()).isFalse();
    assertThat(afterOwn.draw("duplicate", "2", new Random(0)).outcome()).isTrue();
  }

  @Test
  void a_plan_without_faults_is_one_delivery_soon() {
    DeliveryPlan plan = DeliveryPlan.draw(Faults.NONE, "1", true, new Random(3)).outcome();
    assertThat(plan.delays()).singleElement().satisfies(delay -> assertThat(delay).isBetween(Duration.ofMillis(50), Duration.ofMillis(200)));
    assertThat(plan.beforeAnswer()).isFalse();
    assertThat(plan.lost()).isFalse();
  }

  @Test
  void what_people_do_has_no_answer_that_a_webhook_could_come_before() {
    assertThat(DeliveryPlan.draw(faults("{\"webhook_before_answer\":true}"), "1", false, new Random(3)).outcome().beforeAnswer()).isFalse();
  }

  @Test
  void who_has_no_phone_number_keeps_the_user_id_in_older_spellings() {
    JsonObject value = JsonObject.EMPTY.with("groups", List.of(JsonObject.EMPTY.with("timestamp", "7").with("added_participants",
        List.of(JsonObject.EMPTY.with("user_id", "US.1").with("username", "ada"), JsonObject.EMPTY.with("user_id", "US.2").with("wa_id", "447700900123")))));
    assertThat(new Webhook(NUMBER, "x", value).older().value().toJson()).isEqualTo(
        "{\"groups\":[{\"timestamp\":7,\"added_participants\":[{\"user_id\":\"US.1\",\"username\":\"ada\"},{\"wa_id\":\"447700900123\"}]}]}");
  }

  private static Faults faults(String json) {
    try {
      return Faults.read(JsonObject.parse(json)) instanceof Faults.Read.Valid valid ? valid.faults() : Faults.NONE;
    } catch (dev.octet.domain.json.JsonException e) {
      throw new AssertionError(e);
    }
  }

  private Person person() {
    return new Person(ids.person(), ids.user(), Optional.of(ids.phone()), Optional.empty(), "Somebody", true);
  }

  private PlatformGroup group(String mode) {
    var created = (GroupCreation.Decision.Created) GroupCreation.decide(NUMBER, NumberSettings.NONE, 0,
        new CreateRequest("Roof repair", Optional.of("Tiles"), mode), GroupCreation.NewIds.draw(ids), new InviteLinks("https://x.test"), NOW);
    return created.group();
  }

  private static Membership.Join join(PlatformGroup group, Person person) {
    return Membership.join(NUMBER, group, group.linkId(), person, person, Membership.MAX_PARTICIPANTS, NOW);
  }

  private PlatformGroup joined(PlatformGroup group, Person person) {
    return group.plus(new PlatformGroup.Participant(person, NOW));
  }
}
