package dev.octet.domain.operation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.octet.domain.Command;
import dev.octet.domain.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CreateMatchTest {
  private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
  private static final Instant CALLED = NOW.minusSeconds(40);
  private static final OperationState SUCCEEDED = new OperationState.Succeeded(Optional.of("P"), JsonObject.EMPTY, 1);

  @Test
  void while_the_call_may_be_running_its_answer_is_waited_for() {
    assertThat(match(called(1, new OperationState.Calling(NOW.minusSeconds(34))), NOW)).isInstanceOf(CreateMatch.Wait.class);
  }

  @Test
  void the_outcome_of_a_call_whose_answer_was_lost_is_adopted() {
    assertThat(match(called(1, new OperationState.Unsettled(CALLED)), CALLED)).isInstanceOf(CreateMatch.Adopt.class);
    assertThat(match(called(1, new OperationState.Calling(CALLED)), CALLED)).isInstanceOf(CreateMatch.Adopt.class);
  }

  @Test
  void a_group_from_before_the_call_is_another_tools() {
    assertThat(match(called(1, new OperationState.Unsettled(CALLED)), CALLED.minusSeconds(11))).isInstanceOf(CreateMatch.Foreign.class);
    assertThat(match(called(1, new OperationState.Unsettled(CALLED)), CALLED.minusSeconds(10))).isInstanceOf(CreateMatch.Adopt.class);
  }

  @Test
  void a_group_while_nothing_was_asked_yet_is_another_tools() {
    assertThat(match(called(0, new OperationState.Accepted()), NOW)).isInstanceOf(CreateMatch.Foreign.class);
  }

  @Test
  void the_first_calls_group_is_adopted_while_the_second_call_has_not_begun() {
    assertThat(match(called(1, new OperationState.Accepted()), CALLED)).isInstanceOf(CreateMatch.Adopt.class);
  }

  @Test
  void a_known_request_with_one_attempt_has_no_other_outcome() {
    assertThat(match(called(1, new OperationState.Answered("P", CALLED)), NOW)).isInstanceOf(CreateMatch.Foreign.class);
    assertThat(match(called(1, SUCCEEDED).about("G0"), NOW)).isInstanceOf(CreateMatch.Foreign.class);
  }

  @Test
  void with_two_attempts_the_first_ones_group_waits_for_the_end_and_is_late_then() {
    assertThat(match(called(2, new OperationState.Answered("P", CALLED)), NOW)).isInstanceOf(CreateMatch.Wait.class);
    assertThat(match(called(2, SUCCEEDED).about("G0"), NOW)).isInstanceOf(CreateMatch.Late.class);
  }

  @Test
  void a_group_after_the_operation_was_given_up_is_late() {
    assertThat(match(called(1, new OperationState.Unknown(Optional.empty(), CALLED, List.of())), NOW)).isInstanceOf(CreateMatch.Late.class);
  }

  private static CreateMatch match(Operation holder, Instant at) {
    return CreateMatch.of(holder, Optional.of("G1"), at, NOW);
  }

  private static Operation called(int attempts, OperationState state) {
    Command command = new Command("create_group", "c-1", "100", Optional.empty(), JsonObject.EMPTY,
        Optional.empty(), Command.OnUnknown.REPEAT, Command.Delivery.AT_MOST_ONCE);
    Operation operation = Operation.accepted("A".repeat(32), command, true, "lane", CALLED.minusSeconds(5));
    boolean calling = state instanceof OperationState.Calling;
    for (int i = 0; i < attempts - (calling ? 1 : 0); i++) {
      operation = operation.in(new OperationState.Calling(CALLED));
    }
    return operation.in(state);
  }
}
