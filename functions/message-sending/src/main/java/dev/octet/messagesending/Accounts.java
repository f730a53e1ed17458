package dev.octet.messagesending;

import dev.octet.aws.table.Stored;
import dev.octet.aws.table.Table;
import dev.octet.aws.table.Write;
import dev.octet.aws.table.Written;
import dev.octet.domain.json.JsonObject;
import dev.octet.graph.Outcome;
import dev.octet.graph.webhook.WebhookEvent;
import dev.octet.operations.AccountOfNumber;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The WhatsApp Business Account of each number, which has its templates. The platform does not say in its pages how to ask
 * for it; where it does not answer, it is learned from webhooks, whose entries are named by the account (spec §4.1).
 */
final class Accounts {
  private static final Duration FRESH = Duration.ofHours(24);
  /** Where nobody has said it, the platform is asked again so soon. */
  private static final Duration UNSAID = Duration.ofMinutes(10);
  /** Longer than any of the platform's; the items that are named by it have limits. */
  private static final int MAX_ID = 64;
  private static final String ASKED_AT = "asked_at";
  private static final String SAID = "said_by_the_platform";

  private final Table table;
  private final MessagePlatform platform;
  private final Clock clock;
  private final Turns turns = new Turns();
  /** What this process has learned from webhooks already. */
  private final Map<String, String> seen = new ConcurrentHashMap<>();

  Accounts(Table table, MessagePlatform platform, Clock clock) {
    this.table = table;
    this.platform = platform;
    this.clock = clock;
  }

  /** As it is known; the platform is not asked. */
  Optional<String> known(String phoneNumberId) {
    return AccountOfNumber.known(table, phoneNumberId);
  }

  /** As it is known, or as the platform says; empty when nobody does. */
  Optional<String> find(String phoneNumberId) {
    Optional<Stored> standing = table.get(AccountOfNumber.key(phoneNumberId));
    return isFresh(standing) ? AccountOfNumber.id(standing) : turns.of(phoneNumberId, () -> ask(phoneNumberId));
  }

  private Optional<String> ask(String phoneNumberId) {
    Optional<Stored> standing = table.get(AccountOfNumber.key(phoneNumberId));
    if (isFresh(standing)) {
      return AccountOfNumber.id(standing);
    }
    Optional<String> said = platform.account(phoneNumberId) instanceof Outcome.Answered(JsonObject answer, _)
        ? answer.object("whatsapp_business_account").flatMap(account -> account.text("id")).filter(Accounts::isId) : Optional.empty();
    Optional<String> known = said.or(() -> AccountOfNumber.id(standing));
    // Refused when another process has learned it just now, which is as good.
    Written _ = table.put(Write.over(AccountOfNumber.key(phoneNumberId), standing,
        JsonObject.EMPTY.with(AccountOfNumber.ID, known).with(SAID, said.isPresent() || isSaid(standing)).with(ASKED_AT, clock.instant().toString())));
    return known;
  }

  /** A webhook of a number comes under the name of its account. What the platform says of it goes before. */
  void seen(WebhookEvent event) {
    event.phoneNumberId().filter(Accounts::isId).filter(_ -> isId(event.accountId()))
        .filter(number -> !event.accountId().equals(seen.get(number))).ifPresent(number -> learn(number, event.accountId()));
  }

  private void learn(String phoneNumberId, String accountId) {
    Optional<Stored> standing = table.get(AccountOfNumber.key(phoneNumberId));
    JsonObject known = standing.map(Stored::attributes).orElse(JsonObject.EMPTY);
    if (isSaid(standing) || AccountOfNumber.id(standing).equals(Optional.of(accountId)) || table.put(Write.over(AccountOfNumber.key(phoneNumberId), standing, known.with(AccountOfNumber.ID, accountId))).applied()) {
      seen.put(phoneNumberId, accountId);
    }
  }

  private boolean isFresh(Optional<Stored> item) {
    return item.flatMap(it -> it.attributes().text(ASKED_AT)).map(Instant::parse)
        .filter(at -> clock.instant().isBefore(at.plus(AccountOfNumber.id(item).isPresent() ? FRESH : UNSAID))).isPresent();
  }

  private static boolean isSaid(Optional<Stored> item) {
    return item.flatMap(it -> it.attributes().bool(SAID)).orElse(false);
  }

  private static boolean isId(String text) {
    return !text.isBlank() && text.length() <= MAX_ID;
  }
}
