package dev.octet.domain.operation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.octet.domain.Command.Delivery;
import dev.octet.domain.Command.OnUnknown;
import dev.octet.domain.Command;
import dev.octet.domain.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SendStepTest {
  private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
  private static final Duration WINDOW = Duration.ofSeconds(60);
  private static final OperationState LOST = new OperationState.Unsettled(NOW.minus(WINDOW));

  @ParameterizedTest
  @EnumSource
  void what_is_recorded_is_sent_unless_it_has_expired(OnUnknown onUnknown) {
    assertThat(next(new OperationState.Accepted(), onUnknown, Optional.empty())).isEqualTo(new SendStep.Call());
    assertThat(next(new OperationState.Accepted(), onUnknown, Optional.of(NOW.plusMillis(1)))).isEqualTo(new SendStep.Call());
    assertThat(next(new OperationState.Accepted(), onUnknown, Optional.of(NOW)))
        .isEqualTo(new SendStep.Become(new OperationState.Failed(Optional.empty(), CreateStep.expired())));
  }

  @ParameterizedTest
  @EnumSource
  void a_send_whose_process_is_gone_is_in_doubt_and_never_made_again_at_once(OnUnknown onUnknown) {
    Instant since = NOW.minus(CreateStep.CALL_LIMIT);
    assertThat(next(new OperationState.Calling(since.plusMillis(1)), onUnknown, Optional.empty())).isEqualTo(new SendStep.Leave());
    assertThat(next(new OperationState.Calling(since), onUnknown, Optional.empty())).isEqualTo(new SendStep.Become(new OperationState.Unsettled(since)));
  }

  @ParameterizedTest
  @EnumSource
  void a_status_has_the_whole_window(OnUnknown onUnknown) {
    assertThat(next(new OperationState.Unsettled(NOW.minus(WINDOW).plusMillis(1)), onUnknown, Optional.empty())).isEqualTo(new SendStep.Leave());
  }

  @Test
  void what_may_be_sent_once_at_most_is_reported_as_unknown() {
    assertThat(next(LOST, OnUnknown.REPORT, Optional.empty()))
        .isEqualTo(new SendStep.Become(new OperationState.Unknown(Optional.empty(), NOW.minus(WINDOW), List.of())));
  }

  @Test
  void what_is_to_be_sent_once_at_least_is_sent_again_also_when_it_has_expired_since() {
    assertThat(next(LOST, OnUnknown.REPEAT, Optional.of(NOW.minusSeconds(1)))).isEqualTo(new SendStep.Call());
  }

  @Test
  void what_the_platform_took_is_sent() {
    assertThat(next(new OperationState.Answered("P", NOW), OnUnknown.REPORT, Optional.empty()))
        .isEqualTo(new SendStep.Become(new OperationState.Succeeded(Optional.of("P"), JsonObject.EMPTY, 0)));
  }

  @Test
  void what_has_ended_is_told_and_never_sent() {
    for (OperationState end : List.of(new OperationState.Succeeded(Optional.empty(), JsonObject.EMPTY, 2),
        new OperationState.Failed(Optional.empty(), JsonObject.EMPTY), new OperationState.Unknown(Optional.empty(), NOW.minus(WINDOW), List.of()))) {
      assertThat(next(end, OnUnknown.REPEAT, Optional.empty())).isEqualTo(new SendStep.Tell());
    }
  }

  @Test
  void the_settlement_looks_when_a_status_has_had_its_time_and_otherwise_soon() {
    assertThat(SendStep.due(operation(new OperationState.Unsettled(NOW.minusSeconds(1)), OnUnknown.REPORT, Optional.empty()), NOW, WINDOW)).isEqualTo(NOW.plusSeconds(59));
    assertThat(SendStep.due(operation(new OperationState.Calling(NOW), OnUnknown.REPORT, Optional.empty()), NOW, WINDOW)).isEqualTo(NOW.plus(CreateStep.UNATTENDED));
  }

  private static SendStep next(OperationState state, OnUnknown onUnknown, Optional<Instant> expiresAt) {
    return SendStep.next(operation(state, onUnknown, expiresAt), NOW, WINDOW);
  }

  private static Operation operation(OperationState state, OnUnknown onUnknown, Optional<Instant> expiresAt) {
    Command command = new Command("send_message", "m-1", "100", Optional.of("G"), JsonObject.EMPTY, expiresAt, onUnknown, Delivery.AT_MOST_ONCE);
    return Operation.accepted("R", command, true, "lane", NOW.minusSeconds(90)).in(state);
  }
}
