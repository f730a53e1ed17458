package dev.octet.messagesending;

import dev.octet.aws.table.Key;
import dev.octet.aws.table.Stored;
import dev.octet.aws.table.Table;
import dev.octet.aws.table.Write;
import dev.octet.aws.table.Written;
import dev.octet.domain.json.JsonObject;
import dev.octet.domain.message.UsedTemplate;
import dev.octet.graph.Outcome;
import dev.octet.graph.webhook.TemplateDecision;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The categories of an account's templates, as the platform says. It is asked for one that is to be sent, and again when it has
 * decided something about it, or after a day. What nobody knows is empty: then the platform decides about the send.
 */
final class TemplateCategories {
  private static final Duration FRESH = Duration.ofHours(24);
  /** Where the platform did not answer, or has no such template. */
  private static final Duration UNKNOWN = Duration.ofMinutes(10);
  private static final int MAX_ATTEMPTS = 3;
  private static final String CATEGORY = "category";
  private static final String CHECKED_AT = "checked_at";

  private final Table table;
  private final Accounts accounts;
  private final MessagePlatform platform;
  private final Clock clock;
  private final Turns turns = new Turns();

  TemplateCategories(Table table, Accounts accounts, MessagePlatform platform, Clock clock) {
    this.table = table;
    this.accounts = accounts;
    this.platform = platform;
    this.clock = clock;
  }

  /** As it is known; the platform is not asked. */
  Optional<String> known(String phoneNumberId, UsedTemplate template) {
    return !template.fits() ? Optional.empty() : accounts.known(phoneNumberId).flatMap(account -> category(table.get(key(account, template))));
  }

  /** As it is known, or as the platform says. */
  Optional<String> find(String phoneNumberId, UsedTemplate template) {
    return !template.fits() ? Optional.empty() : accounts.find(phoneNumberId).flatMap(account -> {
      Key key = key(account, template);
      Optional<Stored> standing = table.get(key);
      return isFresh(standing) ? category(standing) : turns.of(key.pk() + " " + key.sk(), () -> ask(phoneNumberId, account, template));
    });
  }

  private Optional<String> ask(String phoneNumberId, String account, UsedTemplate template) {
    Key key = key(account, template);
    Optional<Stored> standing = table.get(key);
    Optional<String> said = Optional.empty();
    for (int attempt = 0; attempt < MAX_ATTEMPTS && !isFresh(standing); attempt++) {
      Optional<JsonObject> row = row(platform.templates(phoneNumberId, account, template), template);
      said = row.flatMap(it -> it.text(CATEGORY)).map(category -> category.toUpperCase(Locale.ROOT));
      JsonObject known = JsonObject.EMPTY.with(CATEGORY, said).with("status", row.flatMap(it -> it.text("status"))).with(CHECKED_AT, clock.instant().toString());
      switch (table.put(Write.over(key, standing, known))) {
        case Written.Applied _ -> {
          return said;
        }
        case Written.Refused refused -> standing = refused.item(); // decided on while it was asked for, or another process knows
      }
    }
    return isFresh(standing) ? category(standing) : said;
  }

  /** The platform also finds names that contain this one. */
  private static Optional<JsonObject> row(Outcome outcome, UsedTemplate template) {
    List<JsonObject> rows = outcome instanceof Outcome.Answered(JsonObject answer, _) ? answer.objects("data") : List.of();
    return rows.stream().filter(row -> row.text("name").equals(Optional.of(template.name())) && row.text("language").equals(Optional.of(template.language()))).findFirst();
  }

  /** What is known of a template is old. It is written down also of one that is not known, for it may just be asked for. */
  void again(TemplateDecision decision) {
    UsedTemplate template = new UsedTemplate(decision.name(), decision.language());
    if (!template.fits()) {
      return; // it was never kept
    }
    Key key = key(decision.accountId(), template);
    Optional<Stored> standing = table.get(key);
    while (table.put(Write.over(key, standing, JsonObject.EMPTY)) instanceof Written.Refused refused) {
      standing = refused.item();
    }
  }

  private boolean isFresh(Optional<Stored> item) {
    return item.flatMap(it -> it.attributes().text(CHECKED_AT)).map(Instant::parse)
        .filter(at -> clock.instant().isBefore(at.plus(category(item).isPresent() ? FRESH : UNKNOWN))).isPresent();
  }

  private static Optional<String> category(Optional<Stored> item) {
    return item.flatMap(it -> it.attributes().text(CATEGORY));
  }

  /** Webhooks spell a language with either sign. */
  private static Key key(String account, UsedTemplate template) {
    return new Key("TEMPLATE#" + account + "#" + template.name(), template.language().replace('-', '_'));
  }
}
