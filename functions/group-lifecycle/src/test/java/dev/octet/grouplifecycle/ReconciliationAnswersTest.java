package dev.octet.grouplifecycle;

import static dev.octet.grouplifecycle.PlatformTruth.ANNA;
import static org.assertj.core.api.Assertions.assertThat;

import dev.octet.domain.group.Participant;
import dev.octet.domain.group.Person;
import dev.octet.operations.ScriptedPlatform.Answer;
import dev.octet.operations.ScriptedPlatform.Request;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the platform may answer about a group, and what of it counts. */
class ReconciliationAnswersTest {
  private final World world = new World();
  private final PlatformTruth truth = new PlatformTruth(world);

  @BeforeEach
  void noSweep() {
    truth.sweptJustNow();
  }

  @AfterEach
  void close() {
    world.close();
  }

  private List<Person> roster(String id) {
    return truth.inTable(id).present().stream().map(Participant::person).toList();
  }

  private void says(Predicate<Request> about, Answer answer) {
    truth.instead = request -> about.test(request) ? Optional.of(answer) : Optional.empty();
  }

  @ParameterizedTest
  @ValueSource(strings = {
      "{}", "{\"id\":\"another\",\"subject\":\"Bath\"}", "{\"id\":\"ID\",\"subject\":[\"Bath\"]}", "{\"id\":\"ID\",\"subject\":\"Bath\",\"suspended\":\"perhaps\"}",
      "{\"id\":\"ID\",\"subject\":\"Bath\",\"participants\":{\"data\":[]}}", "{\"id\":\"ID\",\"subject\":\"Bath\",\"participants\":[{\"name\":\"Anna\"}]}",
      "{\"id\":\"ID\",\"subject\":\"Bath\",\"participants\":[],\"total_participant_count\":1}",
      "{\"id\":\"ID\",\"subject\":\"Bath\",\"total_participant_count\":1}",
      "{\"id\":\"ID\",\"subject\":\"Bath\",\"participants\":[{\"user_id\":\"1\"},{\"user_id\":\"1\"}]}",
      "{\"id\":\"ID\",\"subject\":\"Bath\",\"join_approval_mode\":\"by_post\"}"})
  void an_answer_that_is_not_understood_changes_nothing(String answer) {
    String id = truth.known("Kitchen", ANNA);
    says(request -> request.path().endsWith("/" + id), new Answer(200, answer.replace("ID", id)));
    truth.doubt(id);
    truth.runs(2);

    assertThat(truth.inTable(id).subject()).contains("Kitchen");
    assertThat(roster(id)).containsExactly(ANNA);
    assertThat(world.toldTypes()).isEmpty();
    assertThat(truth.isNoted(id)).as("looked at again later").isTrue();
    truth.instead = _ -> Optional.empty();
    truth.set(id, "subject", "Bath");
    truth.runs(2);
    assertThat(world.toldTypes()).containsExactly("group.repaired");
  }

  @Test
  void what_is_never_understood_is_left_to_the_next_sweep() {
    String id = truth.known("Kitchen");
    says(request -> request.path().endsWith("/" + id), new Answer(200, "{}"));
    truth.doubt(id);
    for (int i = 0; i < 12; i++) {
      var _ = world.reconcile();
      world.clock.advance(Duration.ofHours(1).plusMinutes(i < 6 ? 10 : 300));
      truth.sweptJustNow();
    }

    assertThat(truth.isNoted(id)).isFalse();
    assertThat(truth.calls(id)).isEqualTo(10);
  }

  @ParameterizedTest
  @CsvSource({"403, 131207", "400, 100"})
  void a_link_that_is_refused_says_nothing_of_the_link(int status, int code) {
    String id = truth.known("Kitchen");
    truth.set(id, "suspended", true);
    says(request -> request.path().endsWith("/invite_link"), Answer.error(status, code));
    truth.doubt(id);
    truth.runs(1);

    assertThat(PlatformTruth.fields(world.told().getFirst())).containsExactly("suspended");
    assertThat(truth.inTable(id).inviteLink()).contains("https://chat.whatsapp.com/" + id);
  }

  @Test
  void both_dialects_of_an_answer_say_the_same() {
    String id = truth.known("Kitchen", ANNA);
    truth.set(id, "suspended", "false");
    truth.set(id, "total_participant_count", "1");
    truth.set(id, "creation_timestamp", truth.groups.get(id).text("creation_timestamp").orElseThrow());
    truth.doubt(id);
    truth.runs(1);

    assertThat(world.toldTypes()).isEmpty();
    assertThat(truth.isNoted(id)).isFalse();
  }

  @Test
  void a_group_without_people_may_have_no_list_of_them() {
    String id = truth.known("Kitchen", ANNA);
    truth.groups.compute(id, (_, group) -> group.without("participants").with("total_participant_count", 0));
    truth.doubt(id);
    truth.runs(3);

    assertThat(roster(id)).isEmpty();
    assertThat(world.toldTypes()).containsExactly("group.repaired");
  }
}
