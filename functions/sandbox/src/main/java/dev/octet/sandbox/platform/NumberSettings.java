package dev.octet.sandbox.platform;

import dev.octet.domain.json.JsonObject;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** What is set for one business number, as the JSON of {@code PUT /sandbox/api/numbers/{id}}: what trouble it is in, and its limits. */
public record NumberSettings(JsonObject document) {
  public static final NumberSettings NONE = new NumberSettings(JsonObject.EMPTY);

  private static final long MOST_OPERATIONS = 1_000_000;

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
        case "operations_per_minute" -> wrongWhole(name, field.getValue(), MOST_OPERATIONS);
        default -> Optional.of("There is a field that is no setting. Settings are eligible, group_limit, groups_disabled, locked, operations_per_minute, token_valid and unverified_types.");
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

  /** Whether its access token is one still; every call is refused with 190 otherwise. */
  public boolean tokenValid() {
    return document.bool("token_valid").orElse(true);
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

  /** How many calls about groups it may make in a minute; as many as it likes when that is not set. */
  public OptionalLong operationsPerMinute() {
    return document.whole("operations_per_minute");
  }

  /** Whether groups take reactions, locations, contacts and replies, of which nothing says that they do. */
  boolean unverifiedTypes() {
    return document.bool("unverified_types").orElse(false);
  }

  /** As they are shown: what is not set, as it is without. */
  public JsonObject effective(RulesEdition edition, BusinessNumber number) {
    return JsonObject.EMPTY
        .with("eligible", eligible(edition, number))
        .with("groups_disabled", groupsDisabled())
        .with("group_limit", groupLimit())
        .with("operations_per_minute", operationsPerMinute().isPresent() ? Optional.of(operationsPerMinute().getAsLong()) : Optional.empty())
        .with("token_valid", tokenValid())
        .with("locked", locked())
        .with("unverified_types", unverifiedTypes());
  }
}
