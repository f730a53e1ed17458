package dev.octet.sandbox.platform;

import dev.octet.domain.json.JsonObject;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** What is set for one business number, as the JSON of {@code PUT /sandbox/api/numbers/{id}}: what trouble it is in, and its limits. */
public record NumberSettings(JsonObject document) {
  public static final NumberSettings NONE = new NumberSettings(JsonObject.EMPTY);

  private static final long MOST_OPERATIONS = 1_000_000;
  /** The platform lets bursts of so many pass (spec §5.4). */
  private static final long MOST_TO_ONE = 45;
  private static final long MOST_FREE = 1000;

  /** What reading gives: the settings, or a sentence that says what is wrong. */
  public sealed interface Read {
    record Valid(NumberSettings settings) implements Read {}

    record Invalid(String sentence) implements Read {}
  }

  public static Read read(JsonObject body) {
    for (Map.Entry<String, @Nullable Object> field : body.fields().entrySet()) {
      String name = field.getKey();
      Optional<String> wrong = switch (name) {
        case "eligible", "groups_disabled", "locked", "token_valid", "unverified_types" ->
            field.getValue() instanceof Boolean ? Optional.empty() : Optional.of("`" + name + "` must be true or false.");
        case "group_limit" -> wrongWhole(name, field.getValue(), GroupCreation.MAX_GROUPS);
        case "participant_limit" -> wrongWhole(name, field.getValue(), Membership.MAX_PARTICIPANTS);
        case "operations_per_minute", "messages_per_second" -> wrongWhole(name, field.getValue(), MOST_OPERATIONS);
        case "pair_limit" -> wrongWhole(name, field.getValue(), MOST_TO_ONE);
        case "free_deliveries" -> wrongWhole(name, field.getValue(), MOST_FREE);
        case "people_read" -> wrongChoice(name, field.getValue(), "never", "at_once");
        case "window_refusal" -> wrongChoice(name, field.getValue(), "status", "answer");
        case "token_permissions" -> field.getValue() instanceof List<?> list && list.stream().allMatch(it -> it instanceof String text && Permission.of(text).isPresent())
            ? Optional.empty() : Optional.of("`token_permissions` must be a list of some of whatsapp_business_messaging and whatsapp_business_management.");
        case "token_expires_at" -> field.getValue() instanceof String text && time(text).isPresent() ? Optional.empty()
            : Optional.of("`token_expires_at` must be a time, such as 2026-12-01T00:00:00Z.");
        default -> Optional.of("There is a field that is no setting. Settings are eligible, free_deliveries, group_limit, groups_disabled, locked, messages_per_second, "
            + "operations_per_minute, pair_limit, participant_limit, people_read, token_expires_at, token_permissions, token_valid, unverified_types and window_refusal.");
      };
      if (wrong.isPresent()) {
        return new Read.Invalid(wrong.get());
      }
    }
    return new Read.Valid(new NumberSettings(body));
  }

  private static Optional<String> wrongWhole(String name, @Nullable Object value, long most) {
    return value instanceof Long number && number >= 0 && number <= most ? Optional.empty()
        : Optional.of("`" + name + "` must be a whole number from 0 to " + most + ".");
  }

  private static Optional<String> wrongChoice(String name, @Nullable Object value, String usual, String other) {
    return usual.equals(value) || other.equals(value) ? Optional.empty() : Optional.of("`" + name + "` must be \"" + usual + "\" or \"" + other + "\".");
  }

  private static Optional<Instant> time(String text) {
    try {
      return Optional.of(Instant.parse(text));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  /** Whether its access token is one still; every call is refused with 190 otherwise. */
  public boolean tokenValid(Instant now) {
    return tokenValid() && tokenExpiresAt().filter(end -> !now.isBefore(end)).isEmpty();
  }

  private boolean tokenValid() {
    return document.bool("token_valid").orElse(true);
  }

  /** When its access token is good no more, by the platform's clock; never when that is not set. */
  public Optional<Instant> tokenExpiresAt() {
    return document.text("token_expires_at").flatMap(NumberSettings::time);
  }

  /** What its access token may be used for. */
  public List<Permission> tokenPermissions() {
    return document.has("token_permissions") ? document.texts("token_permissions").stream().flatMap(it -> Permission.of(it).stream()).toList() : Permission.ALL;
  }

  /** Whether its account is locked: 131031 for every call. */
  public boolean locked() {
    return document.bool("locked").orElse(false);
  }

  /** Whether it may have groups: by what is set here, or else by the rules. */
  public boolean eligible(RulesEdition edition, BusinessNumber number) {
    return document.bool("eligible").orElseGet(() -> edition.eligible(number));
  }

  /** Whether it may make no group for the time being (131214). */
  public boolean groupsDisabled() {
    return document.bool("groups_disabled").orElse(false);
  }

  /** How many groups it may have at one time. */
  public long groupLimit() {
    return document.whole("group_limit").orElse(GroupCreation.MAX_GROUPS);
  }

  /** How many people its groups hold; who is in stays in. */
  public int participantLimit() {
    return (int) document.whole("participant_limit").orElse(Membership.MAX_PARTICIPANTS);
  }

  /** How many calls about groups it may make in a minute; as many as it likes when that is not set. */
  public OptionalLong operationsPerMinute() {
    return document.whole("operations_per_minute");
  }

  /** How many messages it may send in a second (130429); as many as it likes when that is not set. */
  public OptionalLong messagesPerSecond() {
    return document.whole("messages_per_second");
  }

  /** How many messages it may send in six seconds to one person or one group (131056); as many as it likes when that is not set. */
  public OptionalLong pairLimit() {
    return document.whole("pair_limit");
  }

  /** How many deliveries of service messages are free for it in a month; as the pricing has it when that is not set. */
  public OptionalLong freeDeliveries() {
    return document.whole("free_deliveries");
  }

  /** Whether people read what comes as soon as it comes. */
  public boolean peopleReadAtOnce() {
    return document.text("people_read").filter("at_once"::equals).isPresent();
  }

  /** Whether what comes too late is refused at once (131047), and not taken and told of in a status. */
  public boolean windowRefusedAtOnce() {
    return document.text("window_refusal").filter("answer"::equals).isPresent();
  }

  /** Whether groups take reactions, locations, contacts and replies, of which nothing says that they do. */
  public boolean unverifiedTypes() {
    return document.bool("unverified_types").orElse(false);
  }

  /** As they are shown: what is not set, as it is without. */
  public JsonObject effective(RulesEdition edition, BusinessNumber number) {
    return JsonObject.EMPTY
        .with("eligible", eligible(edition, number))
        .with("groups_disabled", groupsDisabled())
        .with("group_limit", groupLimit())
        .with("participant_limit", participantLimit())
        .with("operations_per_minute", shown(operationsPerMinute()))
        .with("messages_per_second", shown(messagesPerSecond()))
        .with("pair_limit", shown(pairLimit()))
        .with("free_deliveries", shown(freeDeliveries()))
        .with("people_read", peopleReadAtOnce() ? "at_once" : "never")
        .with("window_refusal", windowRefusedAtOnce() ? "answer" : "status")
        .with("token_valid", tokenValid())
        .with("token_permissions", tokenPermissions().stream().map(Permission::toString).toList())
        .with("token_expires_at", tokenExpiresAt().map(Instant::toString))
        .with("locked", locked())
        .with("unverified_types", unverifiedTypes());
  }

  private static Optional<Long> shown(OptionalLong limit) {
    return limit.isPresent() ? Optional.of(limit.getAsLong()) : Optional.empty();
  }
}
