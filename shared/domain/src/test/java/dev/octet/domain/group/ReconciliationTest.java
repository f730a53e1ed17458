package dev.octet.domain.group;

import static org.assertj.core.api.Assertions.assertThat;

import dev.octet.domain.group.Reconciliation.Known;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is put right, what is left alone, and what is asked about again. */
class ReconciliationTest {
  private static final Instant ASKED = Instant.parse("2026-11-24T12:00:00Z");
  private static final Instant LONG_AGO = ASKED.minusSeconds(86_400);
  private static final Person ANNA = new Person(Optional.of("GB.1"), Optional.of("447001"), Optional.empty(), Optional.empty());
  private static final Person BEN = new Person(Optional.of("GB.2"), Optional.empty(), Optional.empty(), Optional.empty());

  private final Group group = Group.seen("G-1", "100")
      .created(Optional.of("Kitchen"), Optional.of("https://chat/1"), Optional.of("auto_approve"), LONG_AGO, Optional.of("OP"));

  private static GroupSnapshot said(String subject, Person... people) {
    return new GroupSnapshot(Optional.of(subject), Optional.of(""), Optional.of(false), Optional.of("auto_approve"), Optional.of(LONG_AGO),
        Optional.of(List.of(people)), Optional.of("https://chat/1"));
  }

  private static Known known(Group group) {
    return new Known(group, Optional.empty(), Optional.empty());
  }

  private static Reconciliation of(Group group, GroupSnapshot said, Missing... before) {
    return Reconciliation.of(known(group), said, List.of(before), ASKED);
  }

  private static Group with(Group group, Person person, boolean present, Instant at) {
    return group.moved(person, present ? Participant.Move.JOINED : Participant.Move.LEFT, at).group();
  }

  private static List<String> fields(Reconciliation result) {
    return result.differences().stream().map(Difference::field).toList();
  }

  @Test
  void where_both_agree_nothing_changes() {
    Group standing = with(group, ANNA, true, LONG_AGO);

    assertThat(of(standing, said("Kitchen", ANNA))).isEqualTo(new Reconciliation(standing, Optional.empty(), List.of(), List.of(), false));
  }

  @Test
  void every_part_that_differs_becomes_the_platforms() {
    GroupSnapshot said = new GroupSnapshot(Optional.of("Bath"), Optional.of("Tiles"), Optional.of(true), Optional.of("approval_required"),
        Optional.of(LONG_AGO), Optional.of(List.of(ANNA)), Optional.of("https://chat/2"));

    Reconciliation result = of(group, said);

    assertThat(fields(result)).containsExactly("subject", "description", "suspended", "join_approval_mode", "invite_link", "participants");
    assertThat(result.group().subject()).contains("Bath");
    assertThat(result.group().subjectAt()).contains(ASKED.minus(Reconciliation.SKEW));
    assertThat(result.description()).contains("Tiles");
    assertThat(result.group().suspended()).isTrue();
    assertThat(result.group().joinApprovalMode()).isEqualTo("approval_required");
    assertThat(result.group().inviteLink()).contains("https://chat/2");
    assertThat(result.group().present()).extracting(Participant::person).containsExactly(ANNA);
    assertThat(result.group().requestId()).contains("OP");
    assertThat(result.group().createdAt()).contains(LONG_AGO);
  }

  @Test
  void what_the_platform_did_not_speak_of_stays() {
    Group standing = with(group, ANNA, true, LONG_AGO);
    GroupSnapshot silent = new GroupSnapshot(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    assertThat(of(standing, silent).group()).isEqualTo(standing);
    assertThat(of(standing, silent).differences()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"59, false", "60, true"})
  void a_change_of_less_than_a_minute_before_is_left_alone(int secondsBefore, boolean put) {
    Group changed = group.subject("Bath", ASKED.minusSeconds(secondsBefore)).group();

    Reconciliation result = of(changed, said("Kitchen"));

    assertThat(result.group().subject()).contains(put ? "Kitchen" : "Bath");
    assertThat(result.young()).isEqualTo(!put);
    assertThat(fields(result)).hasSize(put ? 1 : 0);
  }

  @ParameterizedTest
  @CsvSource({"59, false", "60, true"})
  void a_suspension_has_its_own_clock(int secondsBefore, boolean put) {
    Reconciliation result = of(group.suspended(true, ASKED.minusSeconds(secondsBefore)).group(), said("Kitchen"));

    assertThat(result.group().suspended()).isEqualTo(!put);
    assertThat(result.group().suspendedAt()).contains(put ? ASKED.minus(Reconciliation.SKEW) : ASKED.minusSeconds(secondsBefore));
    assertThat(result.young()).isEqualTo(!put);
  }

  @ParameterizedTest
  @CsvSource({"59, false", "60, true"})
  void a_link_that_was_reset_just_now_stays_and_resets_under_way_stay_in_any_case(int secondsBefore, boolean put) {
    Group reset = group.linkResetBegins("R-1").linkResetEnded("R-1", Optional.of("https://chat/2"), ASKED.minusSeconds(secondsBefore)).linkResetBegins("R-2");

    Reconciliation result = of(reset, said("Kitchen"));

    assertThat(result.group().inviteLink()).contains(put ? "https://chat/1" : "https://chat/2");
    assertThat(result.group().link().resets()).isEqualTo(reset.link().resets());
    assertThat(fields(result)).isEqualTo(put ? List.of("invite_link") : List.of());
  }

  @Test
  void a_young_group_is_left_alone_whole() {
    Group young = Group.seen("G-1", "100").created(Optional.of("Kitchen"), Optional.empty(), Optional.empty(), ASKED.minusSeconds(30), Optional.empty());

    Reconciliation result = of(young, said("Bath"));

    assertThat(result.differences()).isEmpty();
    assertThat(result.young()).isTrue();
  }

  @Test
  void a_young_description_is_left_alone_and_an_old_one_is_taken_away() {
    GroupSnapshot said = said("Kitchen");

    assertThat(Reconciliation.of(new Known(group, Optional.of("Tiles"), Optional.of(ASKED.minusSeconds(5))), said, List.of(), ASKED).description()).isEmpty();
    Reconciliation old = Reconciliation.of(new Known(group, Optional.of("Tiles"), Optional.of(LONG_AGO)), said, List.of(), ASKED);
    assertThat(old.description()).contains("");
    assertThat(old.differences()).containsExactly(new Difference("description", Optional.of("Tiles"), Optional.empty()));
  }

  @Test
  void somebody_who_is_there_and_unknown_is_added_at_once() {
    Reconciliation result = of(group, said("Kitchen", ANNA));

    assertThat(result.group().present()).containsExactly(new Participant(ANNA, Participant.Move.JOINED, ASKED.minus(Reconciliation.SKEW)));
    assertThat(result.differences()).containsExactly(new Difference("participants", Optional.empty(), Optional.of(ANNA.toJson())));
  }

  @ParameterizedTest
  @CsvSource({"59, false", "60, true"})
  void somebody_who_left_is_there_again_unless_they_left_just_now(int secondsBefore, boolean back) {
    Reconciliation result = of(with(group, ANNA, false, ASKED.minusSeconds(secondsBefore)), said("Kitchen", ANNA));

    assertThat(result.group().present()).hasSize(back ? 1 : 0);
    assertThat(result.young()).isEqualTo(!back);
  }

  @Test
  void somebody_missing_is_only_noted_at_first() {
    Group standing = with(group, ANNA, true, LONG_AGO);

    Reconciliation result = of(standing, said("Kitchen"));

    assertThat(result.group()).isEqualTo(standing);
    assertThat(result.differences()).isEmpty();
    assertThat(result.missing()).containsExactly(new Missing(ANNA, ASKED));
  }

  @ParameterizedTest
  @CsvSource({"59, false", "60, true"})
  void somebody_missing_is_taken_out_by_a_second_look_a_minute_later(int secondsBefore, boolean out) {
    Missing before = new Missing(ANNA, ASKED.minusSeconds(secondsBefore));

    Reconciliation result = of(with(group, ANNA, true, LONG_AGO), said("Kitchen"), before);

    assertThat(result.group().present()).hasSize(out ? 0 : 1);
    assertThat(result.missing()).isEqualTo(out ? List.of() : List.of(before));
    assertThat(fields(result)).hasSize(out ? 1 : 0);
  }

  @Test
  void somebody_who_came_back_since_they_were_missed_is_missed_anew() {
    Missing before = new Missing(ANNA, ASKED.minusSeconds(300));
    Group standing = with(group, ANNA, true, ASKED.minusSeconds(200));

    Reconciliation result = of(standing, said("Kitchen"), before);

    assertThat(result.group()).isEqualTo(standing);
    assertThat(result.missing()).containsExactly(new Missing(ANNA, ASKED));
  }

  @Test
  void somebody_who_came_just_now_is_not_even_missed() {
    Reconciliation result = of(with(group, ANNA, true, ASKED.minusSeconds(20)), said("Kitchen"));

    assertThat(result.missing()).isEmpty();
    assertThat(result.young()).isTrue();
  }

  @Test
  void a_person_is_the_same_by_user_id_or_by_phone_number() {
    Person byPhone = new Person(Optional.empty(), Optional.of("447001"), Optional.empty(), Optional.empty());
    Group standing = with(with(group, byPhone, true, LONG_AGO), BEN, true, LONG_AGO);
    Person benOfNewNumber = new Person(Optional.of("GB.2"), Optional.of("447009"), Optional.empty(), Optional.empty());

    Reconciliation result = of(standing, said("Kitchen", ANNA, benOfNewNumber));

    assertThat(result.missing()).isEmpty();
    assertThat(result.group().present()).containsExactlyInAnyOrder(new Participant(ANNA, Participant.Move.JOINED, LONG_AGO), new Participant(benOfNewNumber, Participant.Move.JOINED, LONG_AGO));
    assertThat(result.differences()).containsExactly(
        new Difference("participants", Optional.of(byPhone.toJson()), Optional.of(ANNA.toJson())),
        new Difference("participants", Optional.of(BEN.toJson()), Optional.of(benOfNewNumber.toJson())));
  }

  @Test
  void somebody_whom_the_platform_still_calls_as_they_were_called_is_the_same() {
    Person now = new Person(Optional.of("GB.9"), Optional.of("447009"), Optional.empty(), Optional.empty());
    Group renamed = with(group, ANNA, true, LONG_AGO).renamed(ANNA, now);

    Reconciliation result = of(renamed, said("Kitchen", ANNA));

    assertThat(result.group()).isEqualTo(renamed);
    assertThat(result.differences()).isEmpty();
    assertThat(result.missing()).isEmpty();
  }

  @Test
  void what_the_platform_leaves_out_of_a_person_is_still_known() {
    Person withoutPhone = new Person(Optional.of("GB.1"), Optional.empty(), Optional.empty(), Optional.empty());
    Group standing = with(group, ANNA, true, LONG_AGO);

    assertThat(of(standing, said("Kitchen", withoutPhone)).group()).isEqualTo(standing);
  }

  @Test
  void two_records_of_one_person_become_one() {
    Person byPhone = new Person(Optional.empty(), Optional.of("447001"), Optional.empty(), Optional.empty());
    Person byId = new Person(Optional.of("GB.1"), Optional.empty(), Optional.empty(), Optional.empty());
    Group standing = with(with(group, byPhone, true, LONG_AGO), byId, true, LONG_AGO.plusSeconds(1));

    Reconciliation result = of(standing, said("Kitchen", ANNA));

    assertThat(result.group().participants()).containsExactly(new Participant(ANNA, Participant.Move.JOINED, LONG_AGO.plusSeconds(1)));
    assertThat(result.missing()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"59, false", "60, true"})
  void a_group_that_was_taken_for_gone_is_there_again(int secondsBefore, boolean back) {
    Reconciliation result = of(group.deleted(ASKED.minusSeconds(secondsBefore)), said("Kitchen"));

    assertThat(result.group().active()).isEqualTo(back);
    assertThat(result.young()).isEqualTo(!back);
    assertThat(fields(result)).isEqualTo(back ? List.of("exists") : List.of());
  }

  @Test
  void a_doubt_ends_when_everything_was_looked_at_and_not_before() {
    Group doubtful = with(Group.seen("G-1", "100"), ANNA, true, LONG_AGO);

    assertThat(of(doubtful, said("Kitchen", ANNA)).group().doubtful()).isFalse();
    assertThat(of(doubtful, said("Kitchen")).group().doubtful()).as("somebody is missing").isTrue();
    assertThat(of(with(doubtful, BEN, true, ASKED), said("Kitchen", ANNA)).group().doubtful()).as("somebody came just now").isTrue();
  }

  @Test
  void what_comes_later_undoes_what_was_put_right_and_what_comes_late_does_not() {
    Reconciliation result = of(with(group, ANNA, true, LONG_AGO), said("Bath"), new Missing(ANNA, ASKED.minusSeconds(90)));

    assertThat(result.group().moved(ANNA, Participant.Move.JOINED, ASKED.minusSeconds(100)).superseded()).isTrue();
    assertThat(result.group().moved(ANNA, Participant.Move.JOINED, ASKED).superseded()).isFalse();
    assertThat(result.group().subject("Hall", ASKED.minusSeconds(100)).superseded()).isTrue();
    assertThat(result.group().subject("Hall", ASKED).superseded()).isFalse();
  }

  @Test
  void what_is_logged_names_nobody() {
    assertThat(of(group, said("Bath", ANNA)).differences().toString()).doesNotContain("447001").doesNotContain("Bath");
    assertThat(new Missing(ANNA, ASKED).toString()).doesNotContain("447001");
    assertThat(said("Bath", ANNA).toString()).doesNotContain("447001").doesNotContain("Bath");
  }

  @Test
  void who_is_missing_is_remembered() {
    Missing missing = new Missing(BEN, ASKED);

    assertThat(Missing.ofJson(missing.toJson())).isEqualTo(missing);
  }
}
