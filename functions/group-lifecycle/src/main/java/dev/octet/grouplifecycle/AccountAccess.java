package dev.octet.grouplifecycle;

import dev.octet.aws.table.Key;
import dev.octet.aws.table.Table;
import dev.octet.domain.json.JsonObject;
import dev.octet.graph.Outcome;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Which number of a caller's an account is that of: as message-sending has learned it, or else as the platform says. */
final class AccountAccess {
  private final Table table;
  private final Function<String, Outcome> ask;

  /** @param ask the platform for {@code whatsapp_business_account} of a number */
  AccountAccess(Table table, Function<String, Outcome> ask) {
    this.table = table;
    this.ask = ask;
  }

  /** @param numbers the caller's */
  Optional<String> numberOf(List<String> numbers, String account) {
    return numbers.stream().filter(number -> known(number).equals(Optional.of(account))).findFirst()
        .or(() -> numbers.stream().filter(number -> known(number).isEmpty()).filter(number -> said(number).equals(Optional.of(account))).findFirst());
  }

  private Optional<String> known(String phoneNumberId) {
    return table.get(new Key("NUMBER#" + phoneNumberId, "ACCOUNT")).flatMap(item -> item.attributes().text("account_id"));
  }

  private Optional<String> said(String phoneNumberId) {
    return ask.apply(phoneNumberId) instanceof Outcome.Answered(JsonObject answer, _)
        ? answer.object("whatsapp_business_account").flatMap(account -> account.text("id")) : Optional.empty();
  }
}
