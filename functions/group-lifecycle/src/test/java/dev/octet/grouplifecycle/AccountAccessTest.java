package dev.octet.grouplifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.octet.domain.json.JsonObject;
import dev.octet.graph.GraphError;
import dev.octet.graph.Outcome;
import dev.octet.operations.MovableClock;
import dev.octet.operations.Refused;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Whose an account is, where no webhook has told it: the platform is asked, and not for ever. */
class AccountAccessTest {
  private static final List<String> NUMBERS = List.of("100", "101", "102");
  private final World world = new World();
  private final MovableClock clock = world.clock;
  private final List<String> asked = new ArrayList<>();
  private Function<String, Outcome> platform = number -> accountOf(number);
  private final AccountAccess access = new AccountAccess(world.table(), number -> {
    asked.add(number);
    return platform.apply(number);
  }, clock);

  @AfterEach
  void close() {
    world.close();
  }

  private static Outcome accountOf(String number) {
    return new Outcome.Answered(JsonObject.EMPTY.with("whatsapp_business_account", JsonObject.EMPTY.with("id", "account-" + number)), Optional.empty());
  }

  @Test
  void each_number_is_asked_for_once_in_ten_minutes_also_where_the_answer_is_no() {
    platform = number -> number.equals("100") ? new Outcome.Refused(GraphError.of(10, "No.")) : accountOf(number);
    for (int i = 0; i < 3; i++) {
      assertThat(access.numberOf(NUMBERS, "somebody's")).isEmpty();
      assertThat(access.numberOf(NUMBERS, "account-102")).contains("102");
    }
    assertThat(asked).containsExactlyElementsOf(NUMBERS);

    clock.advance(Duration.ofMinutes(11));
    assertThat(access.numberOf(NUMBERS, "somebody's")).isEmpty();
    assertThat(asked).hasSize(6);
  }

  @Test
  void a_platform_that_takes_long_is_not_waited_for_number_after_number() {
    platform = number -> {
      clock.advance(Duration.ofSeconds(5));
      return accountOf(number);
    };
    assertThatThrownBy(() -> access.numberOf(NUMBERS, "account-102")).isInstanceOfSatisfying(Refused.class, refused -> assertThat(refused.error().status()).isEqualTo(503));
    assertThat(asked).containsExactly("100", "101");

    assertThat(access.numberOf(NUMBERS, "account-102")).as("what was found out is remembered").contains("102");
    assertThat(asked).containsExactlyElementsOf(NUMBERS);
  }

  @Test
  void what_was_not_answered_is_asked_again() {
    for (Outcome passing : List.of(new Outcome.Unknown("Lost."), new Outcome.Refused(GraphError.of(80007, "Too many calls.")))) {
      platform = _ -> passing;
      assertThat(access.numberOf(NUMBERS, "account-100")).isEmpty();
    }
    platform = AccountAccessTest::accountOf;
    assertThat(access.numberOf(NUMBERS, "account-100")).contains("100");
  }
}
