package dev.octet.domain.message;

import static org.assertj.core.api.Assertions.assertThat;

import dev.octet.domain.group.Group;
import dev.octet.domain.group.Participant.Move;
import dev.octet.domain.group.Person;
import dev.octet.domain.json.JsonObject;
import dev.octet.domain.message.Message.Applied;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class MessageTest {
  private static final Instant T = Instant.parse("2026-11-24T12:00:00Z");
  private static final Person ANA = person("GB.1", "447700900001");
  private static final Person BEN = person("DE.2", "4915700000002");
  private static final Price CHARGED = Price.of(JsonObject.EMPTY.with("category", "group_utility").with("type", "regular").with("billable", true));

  private final Group group = Group.seen("G1", "100").created(Optional.of("Kitchen"), Optional.empty(), Optional.empty(), T.minusSeconds(100), Optional.empty())
      .moved(ANA, Move.JOINED, T.minusSeconds(50)).group().moved(BEN, Move.JOINED, T.minusSeconds(40)).group();
  private Message message = Message.sent("wamid.1", "100", Optional.of("G1"), T, Optional.of(group));

  @Test
  void who_was_in_the_group_by_then_is_expected_to_receive_it() {
    Group later = group.moved(person("FR.3", ""), Move.JOINED, T.plusSeconds(1)).group().moved(BEN, Move.LEFT, T.minusSeconds(5)).group();

    assertThat(Message.sent("wamid.1", "100", Optional.of("G1"), T, Optional.of(later)).recipients()).extracting(Recipient::key).containsExactly("user:GB.1");
  }

  @Test
  void a_read_implies_a_delivered_and_a_late_delivered_never_undoes_a_read() {
    assertThat(apply(status(ReceiptState.READ, 20, ANA)).superseded()).isFalse();
    assertThat(ana().receipt().has(ReceiptState.DELIVERED)).isTrue();

    assertThat(apply(status(ReceiptState.DELIVERED, 10, ANA)).superseded()).isTrue();
    assertThat(ana().receipt().state()).contains(ReceiptState.READ);
    assertThat(ana().receipt().timesToJson()).as("though it is known now, when it was").isEqualTo(
        JsonObject.EMPTY.with("delivered_at", T.plusSeconds(10).getEpochSecond()).with("read_at", T.plusSeconds(20).getEpochSecond()));
  }

  @Test
  void the_same_status_again_says_of_itself_what_it_said_first() {
    apply(status(ReceiptState.DELIVERED, 10, ANA));
    apply(status(ReceiptState.READ, 20, ANA));
    Message before = message;

    assertThat(apply(status(ReceiptState.DELIVERED, 10, ANA)).superseded()).as("it was in time").isFalse();
    assertThat(apply(status(ReceiptState.DELIVERED, 99, ANA)).superseded()).isFalse();
    assertThat(message).isEqualTo(before);
  }

  @Test
  void a_failure_does_not_undo_what_somebody_has_and_is_not_undone_by_a_late_sent() {
    apply(status(ReceiptState.DELIVERED, 10, ANA));
    Applied failed = apply(new StatusReport(ReceiptState.FAILED, T.plusSeconds(11), "", person("", ""), Optional.empty(),
        List.of(JsonObject.EMPTY.with("code", 131047L).with("title", "Re-engagement message").with("error_data", JsonObject.EMPTY))));
    assertThat(failed.superseded()).isFalse();
    assertThat(ana().receipt().state()).contains(ReceiptState.DELIVERED);
    assertThat(message.whole().state()).contains(ReceiptState.FAILED);
    assertThat(message.errors()).containsExactly(JsonObject.EMPTY.with("code", 131047L).with("title", "Re-engagement message"));

    assertThat(apply(status(ReceiptState.SENT, 1, person("", ""))).superseded()).isTrue();
    assertThat(message.whole().state()).contains(ReceiptState.FAILED);
    assertThat(apply(status(ReceiptState.FAILED, 12, ANA)).superseded()).isTrue();
    assertThat(ana().receipt().state()).contains(ReceiptState.DELIVERED);
  }

  @Test
  void a_person_is_charged_once_by_whichever_status_says_the_price_first() {
    assertThat(apply(status(ReceiptState.READ, 20, ANA, CHARGED)).line()).contains(new PriceLine(T.plusSeconds(20), CHARGED, Optional.of("GB"), Optional.empty()));
    assertThat(apply(status(ReceiptState.DELIVERED, 10, ANA, CHARGED)).line()).isEmpty();
    assertThat(apply(status(ReceiptState.READ, 20, ANA, CHARGED)).line()).isEmpty();
    assertThat(apply(status(ReceiptState.DELIVERED, 10, BEN)).line()).isEmpty();
    assertThat(apply(status(ReceiptState.READ, 20, BEN, CHARGED)).line().orElseThrow().at()).as("the day of the delivery counts").isEqualTo(T.plusSeconds(10));
  }

  @Test
  void a_late_status_that_brings_the_price_is_not_late_for_nothing() {
    apply(status(ReceiptState.READ, 20, ANA));
    Applied late = apply(status(ReceiptState.DELIVERED, 10, ANA, CHARGED));

    assertThat(late.line()).isPresent();
    assertThat(late.superseded()).isFalse();
    assertThat(apply(status(ReceiptState.DELIVERED, 10, ANA, CHARGED)).superseded()).isFalse();
  }

  @Test
  void what_is_not_delivered_costs_nothing_whatever_its_price() {
    message = Message.sent("wamid.1", "100", Optional.empty(), T, Optional.empty());

    assertThat(apply(status(ReceiptState.SENT, 1, ANA, CHARGED)).line()).isEmpty();
    assertThat(apply(status(ReceiptState.DELIVERED, 5, ANA)).line().orElseThrow().price()).isEqualTo(CHARGED);
  }

  @Test
  void a_person_named_by_number_and_by_user_id_is_one_if_the_roster_knows_or_a_contact_says_so() {
    assertThat(apply(status(ReceiptState.DELIVERED, 10, person("", "447700900001"))).key()).isEqualTo("user:GB.1");
    assertThat(apply(status(ReceiptState.READ, 20, person("GB.1", ""))).key()).isEqualTo("user:GB.1");

    message = Message.sent("wamid.1", "100", Optional.of("G1"), T, Optional.empty());
    Optional<Group> nobody = Optional.empty();
    assertThat(apply(status(ReceiptState.DELIVERED, 10, person("", "447700900001")), nobody).key()).isEqualTo("phone:447700900001");
    assertThat(apply(status(ReceiptState.READ, 20, ANA), nobody).key()).as("the id stays").isEqualTo("phone:447700900001");
    assertThat(apply(status(ReceiptState.READ, 20, person("GB.1", "")), nobody).key()).isEqualTo("phone:447700900001");
    assertThat(message.recipients()).hasSize(1);
  }

  @Test
  void two_who_turn_out_to_be_one_are_one_from_then_on() {
    message = Message.sent("wamid.1", "100", Optional.of("G1"), T, Optional.empty());
    apply(status(ReceiptState.DELIVERED, 10, person("", "447700900001"), CHARGED), Optional.empty());
    apply(status(ReceiptState.READ, 20, person("GB.1", "")), Optional.empty());
    assertThat(message.recipients()).hasSize(2);

    Applied linked = apply(status(ReceiptState.PLAYED, 30, person("GB.1", "")));
    assertThat(linked.key()).isEqualTo("phone:447700900001");
    assertThat(linked.line()).isEmpty();
    assertThat(message.recipients()).hasSize(1);
    assertThat(message.recipients().getFirst().receipt().times()).hasSize(3);
  }

  @Test
  void who_changes_their_user_id_between_two_receipts_stays_one() {
    apply(status(ReceiptState.DELIVERED, 10, ANA));
    Group renamed = group.renamed(ANA, person("GB.9", "447700900001"));

    assertThat(apply(status(ReceiptState.READ, 20, person("GB.9", "")), Optional.of(renamed)).key()).isEqualTo("user:GB.1");
    assertThat(apply(status(ReceiptState.PLAYED, 30, person("GB.1", "")), Optional.of(renamed)).key()).isEqualTo("user:GB.1");
    assertThat(message.recipients()).hasSize(2);
  }

  @Test
  void everybody_has_read_it_when_all_who_still_are_in_have() {
    assertThat(apply(status(ReceiptState.READ, 20, ANA)).readByAll()).isFalse();
    assertThat(apply(status(ReceiptState.DELIVERED, 21, BEN)).readByAll()).isFalse();
    Applied last = apply(status(ReceiptState.PLAYED, 22, BEN));
    assertThat(last.readByAll()).isTrue();

    assertThat(apply(status(ReceiptState.PLAYED, 22, BEN)).readByAll()).as("it tells it again").isTrue();
    assertThat(apply(status(ReceiptState.READ, 22, BEN)).readByAll()).as("and no other does").isFalse();
    assertThat(apply(status(ReceiptState.READ, 20, ANA)).readByAll()).isFalse();
  }

  @Test
  void who_has_left_is_not_waited_for_and_who_came_later_neither() {
    Group now = group.moved(BEN, Move.LEFT, T.plusSeconds(5)).group().moved(person("FR.3", ""), Move.JOINED, T.plusSeconds(6)).group();
    assertThat(apply(status(ReceiptState.READ, 20, ANA), Optional.of(now)).readByAll()).isTrue();
  }

  @Test
  void in_doubt_about_the_roster_nobody_says_that_everybody_has_read_it() {
    assertThat(apply(status(ReceiptState.READ, 20, BEN), Optional.of(group.inDoubt())).readByAll()).isFalse();
    assertThat(apply(status(ReceiptState.READ, 20, ANA), Optional.of(group.inDoubt())).readByAll()).isFalse();
    assertThat(apply(status(ReceiptState.PLAYED, 21, ANA)).readByAll()).as("with the next, once it is certain").isTrue();
    message = Message.sent("wamid.1", "100", Optional.of("G1"), T, Optional.empty());
    assertThat(apply(status(ReceiptState.READ, 20, ANA), Optional.empty()).readByAll()).isFalse();
  }

  @Test
  void what_octet_knows_of_its_own_message_stays_in_whichever_order_it_is_learned() {
    Sending full = new Sending(Optional.of("R1"), Optional.of("c-1"), Optional.of("mine"), Optional.of(new Sending.Template("bill", "en", Optional.empty())));
    Message early = message.ours(Sending.of("R1"), Optional.empty(), Optional.empty()).with(status(ReceiptState.SENT, 1, person("", "")), Optional.of(group)).message();

    Message ours = early.ours(full, Optional.of("template"), Optional.of(T));
    assertThat(ours.sending()).isEqualTo(full);
    assertThat(ours.type()).contains("template");
    assertThat(ours.whole().state()).contains(ReceiptState.SENT);
    assertThat(ours.with(status(ReceiptState.DELIVERED, 2, ANA, CHARGED), Optional.of(group)).line().orElseThrow().template()).contains(new UsedTemplate("bill", "en"));
  }

  @Test
  void more_people_than_any_group_has_are_told_and_not_kept() {
    for (int i = 0; i < 30; i++) {
      apply(status(ReceiptState.READ, i, person("US." + i, "")));
    }
    assertThat(message.recipients()).hasSize(Message.MAX_RECIPIENTS);
    Applied beyond = apply(status(ReceiptState.READ, 1, person("US.29", ""), CHARGED));
    assertThat(beyond.key()).isEqualTo("user:US.29");
    assertThat(beyond.line()).as("what is not kept would be counted again").isEmpty();
  }

  @RepeatedTest(50)
  void any_order_with_repetitions_ends_the_same_and_costs_the_same(RepetitionInfo repetition) {
    List<StatusReport> all = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      all.add(status(ReceiptState.SENT, 1, person("", "")));
      all.add(status(ReceiptState.DELIVERED, 10, person("GB.1", ""), CHARGED));
      all.add(status(ReceiptState.READ, 20, person("", "447700900001"), CHARGED));
      all.add(status(ReceiptState.PLAYED, 30, ANA));
      all.add(status(ReceiptState.DELIVERED, 11, person("", "4915700000002")));
      all.add(status(ReceiptState.READ, 21, BEN, CHARGED));
    }
    Collections.shuffle(all, new Random(repetition.getCurrentRepetition()));
    List<Applied> applied = all.stream().map(this::apply).toList();

    assertThat(message.recipients()).extracting(it -> it.receipt().times()).containsExactly(
        java.util.Map.of(ReceiptState.DELIVERED, T.plusSeconds(10), ReceiptState.READ, T.plusSeconds(20), ReceiptState.PLAYED, T.plusSeconds(30)),
        java.util.Map.of(ReceiptState.DELIVERED, T.plusSeconds(11), ReceiptState.READ, T.plusSeconds(21)));
    assertThat(message.recipients()).extracting(Recipient::key).containsExactly("user:GB.1", "user:DE.2");
    assertThat(applied.stream().flatMap(it -> it.line().stream())).hasSize(2);
    assertThat(applied.stream().filter(Applied::readByAll).map(Applied::key).distinct()).hasSize(1);
    assertThat(MessageJson.read("wamid.1", MessageJson.of(message))).isEqualTo(message);
  }

  @Test
  void a_message_to_eight_people_is_small() {
    Group full = group;
    for (int i = 3; i <= 8; i++) {
      full = full.moved(person("US.9135044882771620395" + i, "1555019031" + i), Move.JOINED, T.minusSeconds(30)).group();
    }
    Group eight = full;
    message = Message.sent("wamid.1", "100", Optional.of("G1"), T, Optional.of(full))
        .ours(new Sending(Optional.of("F".repeat(32)), Optional.of("c".repeat(128)), Optional.of("x".repeat(512)), Optional.empty()), Optional.of("text"), Optional.of(T));
    eight.present().forEach(it -> List.of(ReceiptState.DELIVERED, ReceiptState.READ, ReceiptState.PLAYED)
        .forEach(state -> apply(status(state, 10, it.person(), CHARGED), Optional.of(eight))));

    assertThat(message.recipients()).hasSize(8);
    assertThat(MessageJson.of(message).toBytes().length).isLessThan(4096);
  }

  private Recipient ana() {
    return message.recipients().stream().filter(it -> it.person().is(ANA)).findFirst().orElseThrow();
  }

  private Applied apply(StatusReport report) {
    return apply(report, Optional.of(group));
  }

  private Applied apply(StatusReport report, Optional<Group> roster) {
    Applied applied = message.with(report, roster);
    message = applied.message();
    return applied;
  }

  private static StatusReport status(ReceiptState state, int seconds, Person person) {
    return new StatusReport(state, T.plusSeconds(seconds), Recipient.keyOf(person).orElse(""), person, Optional.empty(), List.of());
  }

  private static StatusReport status(ReceiptState state, int seconds, Person person, Price price) {
    return new StatusReport(state, T.plusSeconds(seconds), Recipient.keyOf(person).orElse(""), person, Optional.of(price), List.of());
  }

  private static Person person(String userId, String waId) {
    return Person.ofJson(JsonObject.EMPTY.with("user_id", userId).with("wa_id", waId));
  }
}
