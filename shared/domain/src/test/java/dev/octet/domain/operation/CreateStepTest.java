package dev.octet.domain.operation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.octet.domain.Command;
import dev.octet.domain.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CreateStepTest {
  private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
  private static final Duration WINDOW = Duration.ofMinutes(10);

  @Test
  void what_was_only_recorded_is_asked_of_the_platform() {
    assertThat(next(new OperationState.Accepted())).isEqualTo(new CreateStep.Call());
  }

  @Test
  void an_expired_command_is_never_begun() {
    Operation expired = operation(Optional.of(NOW));
    assertThat(CreateStep.next(expired, NOW, WINDOW)).isInstanceOfSatisfying(CreateStep.Become.class,
        become -> assertThat(become.state()).isInstanceOf(OperationState.Failed.class));
  }

  @Test
  void a_call_that_may_still_be_running_is_not_made_again() {
    assertThat(next(new OperationState.Calling(NOW.minusSeconds(34)))).isEqualTo(new CreateStep.Leave());
  }

  @Test
  void a_call_whose_process_is_gone_is_unsettled_and_not_made_again() {
    Instant since = NOW.minus(CreateStep.CALL_LIMIT);
    assertThat(next(new OperationState.Calling(since))).isEqualTo(new CreateStep.Become(new OperationState.Unsettled(since)));
  }

  @Test
  void a_webhook_has_the_whole_window_before_the_list_is_asked() {
    assertThat(next(new OperationState.Unsettled(NOW.minus(WINDOW).plusSeconds(1)))).isEqualTo(new CreateStep.Leave());
    assertThat(next(new OperationState.Unsettled(NOW.minus(WINDOW)))).isEqualTo(new CreateStep.Settle(NOW.minus(WINDOW)));
    assertThat(next(new OperationState.Answered("P", NOW.minus(WINDOW)))).isEqualTo(new CreateStep.Settle(NOW.minus(WINDOW)));
  }

  @ParameterizedTest
  @MethodSource("states")
  void an_operation_is_read_back_from_the_table_as_it_was_written(OperationState state) {
    Operation written = operation(Optional.of(NOW)).in(state).about("G");
    assertThat(Operation.ofJson(written.toJson())).isEqualTo(written);
  }

  static List<OperationState> states() {
    return List.of(
        new OperationState.Accepted(),
        new OperationState.Calling(NOW),
        new OperationState.Answered("P", NOW),
        new OperationState.Unsettled(NOW),
        new OperationState.Succeeded(Optional.of("P"), JsonObject.EMPTY.with("id", "G"), 1),
        new OperationState.Failed(Optional.empty(), JsonObject.EMPTY.with("code", 131215)),
        new OperationState.Unknown(Optional.empty(), NOW, List.of("G1", "G2")));
  }

  private static CreateStep next(OperationState state) {
    return CreateStep.next(operation(Optional.empty()).in(state), NOW, WINDOW);
  }

  private static Operation operation(Optional<Instant> expiresAt) {
    Command command = new Command("create_group", "c-1", "100", Optional.empty(), JsonObject.EMPTY.with("subject", "Kitchen"),
        expiresAt, Command.OnUnknown.REPORT, Command.Delivery.AT_MOST_ONCE);
    return Operation.accepted("A".repeat(32), command, true, "lane", NOW.minusSeconds(60));
  }
}
