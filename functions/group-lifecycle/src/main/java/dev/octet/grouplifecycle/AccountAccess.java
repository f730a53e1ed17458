package dev.octet.grouplifecycle;

import dev.octet.aws.table.Table;
import dev.octet.domain.json.JsonObject;
import dev.octet.graph.GraphCode;
import dev.octet.graph.GraphError;
import dev.octet.graph.Outcome;
import dev.octet.operations.AccountOfNumber;
import dev.octet.operations.Refused;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** Which number of a caller's an account is that of: as message-sending has learned it, or else as the platform says. */
final class AccountAccess {
  /** For as long nobody is asked again, whatever the platform said. */
  private static final Duration FRESH = Duration.ofMinutes(10);
  /** For asking number after number: the last call may be under way then, and the one that it is about is still to come. */
  private static final Duration PATIENCE = Duration.ofSeconds(8);

  /** Refusals that do not pass by themselves. */
  private static final Set<GraphCode.Action> STAY = Set.of(GraphCode.Action.NEVER, GraphCode.Action.CONFIGURATION);

  private final Table table;
  private final Function<String, Outcome> ask;
  private final Clock clock;
  private final Map<String, Said> said = new ConcurrentHashMap<>();

  private record Said(Optional<String> account, Instant at) {}

  /** @param ask the platform for {@code whatsapp_business_account} of a number */
  AccountAccess(Table table, Function<String, Outcome> ask, Clock clock) {
    this.table = table;
    this.ask = ask;
    this.clock = clock;
  }

  /**
   * @param numbers the caller's
   * @throws Refused when there is no time to ask for all of them; those that were asked for are remembered
   */
  Optional<String> numberOf(List<String> numbers, String account) {
    List<String> unknown = new ArrayList<>();
    for (String number : numbers) {
      Optional<String> known = AccountOfNumber.known(table, number);
      if (known.equals(Optional.of(account))) {
        return Optional.of(number);
      }
      if (known.isEmpty()) {
        unknown.add(number);
      }
    }
    Instant end = clock.instant().plus(PATIENCE);
    return unknown.stream().filter(number -> said(number, end).equals(Optional.of(account))).findFirst();
  }

  private Optional<String> said(String phoneNumberId, Instant end) {
    Instant now = clock.instant();
    Said before = said.get(phoneNumberId);
    if (before != null && now.isBefore(before.at().plus(FRESH))) {
      return before.account();
    }
    if (!now.isBefore(end)) {
      throw new Refused(GraphError.of(2, "Whose account this is takes long to find out: the platform is asked for one number after another. Ask again."));
    }
    return switch (ask.apply(phoneNumberId)) {
      case Outcome.Answered(JsonObject answer, _) ->
          remembered(phoneNumberId, answer.object("whatsapp_business_account").flatMap(account -> account.text("id")), now);
      case Outcome.Refused(GraphError error) when STAY.contains(GraphCode.of(error.code(), error.status()).action()) ->
          remembered(phoneNumberId, Optional.empty(), now);
      case Outcome.Refused _, Outcome.NotSent _, Outcome.Unknown _ -> Optional.empty();
    };
  }

  private Optional<String> remembered(String phoneNumberId, Optional<String> account, Instant now) {
    said.put(phoneNumberId, new Said(account, now));
    return account;
  }
}
