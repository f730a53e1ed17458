package dev.octet.domain.operation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.octet.domain.Command;
import dev.octet.domain.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RepeatableStepTest {
  private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
  private static final Duration WINDOW = Duration.ofMinutes(10);

  @Test
  void what_is_recorded_is_asked_for_unless_it_has_expired() {
    assertThat(next(new OperationState.Accepted(), Optional.empty())).isEqualTo(new RepeatableStep.Call());
    assertThat(next(new OperationState.Accepted(), Optional.of(NOW.plusSeconds(1)))).isEqualTo(new RepeatableStep.Call());
    assertThat(next(new OperationState.Accepted(), Optional.of(NOW))).isInstanceOfSatisfying(RepeatableStep.Become.class,
        become -> assertThat(become.state()).isInstanceOf(OperationState.Failed.class));
  }

  @Test
  void what_is_being_asked_for_is_left_alone_until_nobody_can_be_asking_any_more() {
    assertThat(next(new OperationState.Calling(NOW.minus(CreateStep.CALL_LIMIT).plusMillis(1)), Optional.empty())).isEqualTo(new RepeatableStep.Leave());
    assertThat(next(new OperationState.Calling(NOW.minus(CreateStep.CALL_LIMIT)), Optional.empty())).isEqualTo(new RepeatableStep.Call());
  }

  @Test
  void what_was_lost_is_asked_for_again_at_once() {
    assertThat(next(new OperationState.Unsettled(NOW), Optional.of(NOW.minusSeconds(1)))).isEqualTo(new RepeatableStep.Call());
  }

  @Test
  void what_was_answered_waits_for_its_webhook_and_is_then_looked_at() {
    assertThat(next(new OperationState.Answered("R", NOW.minus(WINDOW).plusMillis(1)), Optional.empty())).isEqualTo(new RepeatableStep.Leave());
    assertThat(next(new OperationState.Answered("R", NOW.minus(WINDOW)), Optional.empty())).isEqualTo(new RepeatableStep.Check());
  }

  @Test
  void what_has_ended_is_told() {
    for (OperationState end : List.of(new OperationState.Succeeded(Optional.empty(), JsonObject.EMPTY, 2),
        new OperationState.Failed(Optional.empty(), JsonObject.EMPTY), new OperationState.Unknown(Optional.empty(), NOW, List.of()))) {
      assertThat(next(end, Optional.of(NOW.minusSeconds(1)))).isEqualTo(new RepeatableStep.Tell());
    }
  }

  @Test
  void the_settlement_looks_when_the_webhook_has_had_its_time_and_otherwise_soon() {
    assertThat(RepeatableStep.due(operation(new OperationState.Answered("R", NOW), Optional.empty()), NOW, WINDOW)).isEqualTo(NOW.plus(WINDOW));
    assertThat(RepeatableStep.due(operation(new OperationState.Unsettled(NOW), Optional.empty()), NOW, WINDOW)).isEqualTo(NOW.plus(CreateStep.UNATTENDED));
  }

  private static RepeatableStep next(OperationState state, Optional<Instant> expiresAt) {
    return RepeatableStep.next(operation(state, expiresAt), NOW, WINDOW);
  }

  private static Operation operation(OperationState state, Optional<Instant> expiresAt) {
    Command command = new Command("delete_group", "d-1", "100", Optional.of("G"), JsonObject.EMPTY, expiresAt,
        Command.OnUnknown.REPORT, Command.Delivery.AT_MOST_ONCE);
    return Operation.accepted("R", command, true, "lane", NOW.minusSeconds(60)).in(state);
  }
}
