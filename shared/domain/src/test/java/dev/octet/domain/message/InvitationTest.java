package dev.octet.domain.message;

import static dev.octet.domain.message.InvitationState.DELIVERED;
import static dev.octet.domain.message.InvitationState.EXPIRED;
import static dev.octet.domain.message.InvitationState.FAILED;
import static dev.octet.domain.message.InvitationState.JOINED;
import static dev.octet.domain.message.InvitationState.READ;
import static dev.octet.domain.message.InvitationState.REQUESTED;
import static dev.octet.domain.message.InvitationState.SENDING;
import static dev.octet.domain.message.InvitationState.SENT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.octet.domain.group.Group;
import dev.octet.domain.group.Participant.Move;
import dev.octet.domain.group.Person;
import dev.octet.domain.json.JsonObject;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class InvitationTest {
  private static final Instant T = Instant.ofEpochSecond(1_795_506_000L);
  private static final Person ESME = person("GB.1", "447700900123");
  private final Invitation begun = Invitation.begun("REQUEST", Optional.of("c-1"), "GROUP", "100", new Destination.Phone("447700900123"),
      Invitation.Means.TEMPLATE, Optional.of("https://chat.whatsapp.com/L1"), T.plusMillis(400));

  @Test
  void it_goes_from_each_state_only_to_these() {
    assertThat(after(SENDING)).containsExactly(SENT, FAILED, DELIVERED, READ, EXPIRED, REQUESTED, JOINED);
    assertThat(after(SENT)).containsExactly(FAILED, DELIVERED, READ, EXPIRED, REQUESTED, JOINED);
    assertThat(after(FAILED)).as("what somebody has did not fail").containsExactly(DELIVERED, READ);
    assertThat(after(DELIVERED)).containsExactly(READ, EXPIRED, REQUESTED, JOINED);
    assertThat(after(READ)).containsExactly(EXPIRED, REQUESTED, JOINED);
    assertThat(after(EXPIRED)).as("later than it expired").isEmpty();
    assertThat(after(REQUESTED)).containsExactly(JOINED);
    assertThat(after(JOINED)).isEmpty();
  }

  private List<InvitationState> after(InvitationState state) {
    Invitation there = begun.to(state, T.plusSeconds(1));
    assertThat(there.state()).isEqualTo(state);
    return Arrays.stream(InvitationState.values()).filter(next -> !there.to(next, T.plusSeconds(2)).equals(there)).toList();
  }

  @ParameterizedTest
  @EnumSource(names = {"REQUESTED", "JOINED"})
  void who_answered_before_the_link_died_answered_however_late_that_is_heard(InvitationState answer) {
    Invitation expired = begun.expired(T.plusSeconds(60));

    assertThat(expired.answered(answer, ESME, T.plusSeconds(60)).state()).isEqualTo(answer);
    assertThat(expired.answered(answer, ESME, T.plusSeconds(61)).state()).isEqualTo(EXPIRED);
    assertThat(begun.answered(answer, ESME, T.plusSeconds(60)).expired(T.plusSeconds(61)).state()).isEqualTo(answer);
  }

  @Test
  void one_that_failed_does_not_expire() {
    assertThat(begun.to(FAILED, T).expired(T).state()).isEqualTo(FAILED);
  }

  @Test
  void who_was_in_before_they_were_invited_did_not_answer_by_that() {
    assertThat(begun.answered(JOINED, ESME, T.minusSeconds(1)).state()).isEqualTo(SENDING);
    assertThat(begun.answered(JOINED, ESME, T).state()).as("of the same second").isEqualTo(JOINED);
  }

  @Test
  void a_number_and_a_user_id_are_one_person_once_anything_links_them() {
    Person byUserId = person("GB.1", "");
    assertThat(begun.isOf(person("", "447700900123"), Optional.empty())).isTrue();
    assertThat(begun.isOf(byUserId, Optional.empty())).isFalse();
    assertThat(begun.knowing(ESME).isOf(byUserId, Optional.empty())).as("a receipt had both").isTrue();
    Group group = Group.seen("GROUP", "100").moved(ESME, Move.JOINED, T).group();
    assertThat(begun.isOf(byUserId, Optional.of(group))).as("the roster has both").isTrue();
    assertThat(begun.isOf(person("GB.2", ""), Optional.of(group))).isFalse();
  }

  @Test
  void the_same_occurrence_is_known_again_and_no_other() {
    Invitation sent = begun.to(SENT, T.plusMillis(1_900));

    assertThat(sent.came(SENT, T.plusSeconds(1))).isTrue();
    assertThat(sent.came(SENT, T.plusSeconds(2))).isFalse();
    assertThat(sent.came(READ, T.plusSeconds(1))).isFalse();
  }

  @Test
  void it_is_kept_whole_and_shown_as_it_was_then() {
    Invitation all = begun.as("wamid.1").to(SENT, T.plusSeconds(1)).to(DELIVERED, T.plusSeconds(2)).to(READ, T.plusSeconds(3)).answered(JOINED, ESME, T.plusSeconds(4)).as("wamid.2");

    assertThat(Invitation.ofItem(all.toItem())).isEqualTo(all);
    assertThat(all.toJson(DELIVERED).toJson()).isEqualTo("{\"id\":\"REQUEST\",\"state\":\"delivered\",\"participant\":{\"user_id\":\"GB.1\",\"wa_id\":\"447700900123\"},"
        + "\"type\":\"template\",\"invite_link\":\"https://chat.whatsapp.com/L1\",\"message_id\":\"wamid.1\",\"invited_at\":1795506000,\"sent_at\":1795506001,\"delivered_at\":1795506002}");
    assertThat(all.toJson(JOINED).whole("joined_at")).hasValue(1_795_506_004L);
    assertThat(all).hasToString("invitation REQUEST");
  }

  private static Person person(String userId, String waId) {
    return Person.ofJson(JsonObject.EMPTY.with("user_id", userId).with("wa_id", waId));
  }
}
