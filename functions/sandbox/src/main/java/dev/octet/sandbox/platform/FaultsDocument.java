package dev.octet.sandbox.platform;

import dev.octet.domain.json.JsonObject;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What may stand in the JSON of {@code /sandbox/api/faults}, and what is wrong with what may not. */
final class FaultsDocument {
  /** Beside the faults, for draws that are the same in every run with the same seed. */
  static final String DRAWS = "draws";

  private static final Set<String> OCCURRENCES = Set.of("duplicate", "reorder", "batch", "webhook_before_answer", "lost_webhook", "skip_delivered");
  private static final Set<String> LOST_ANSWERS = Set.of("answer_lost", "no_answer");
  private static final long MAX_SEED = 999_999_999_999_999_999L;

  private FaultsDocument() {}

  /** A sentence about the first thing that is wrong. */
  static Optional<String> wrong(JsonObject faults) {
    return wrong(faults, true);
  }

  private static Optional<String> wrong(JsonObject faults, boolean outer) {
    for (Map.Entry<String, @Nullable Object> field : faults.fields().entrySet()) {
      Object value = field.getValue();
      Optional<String> wrong = switch (field.getKey()) {
        case "delay" -> FaultValue.delay(faults).isPresent() ? Optional.empty() : Optional.of("`delay` must be an ISO 8601 duration up to PT12H, such as PT5S.");
        case "status" -> FaultValue.Status.read(value).isPresent() ? Optional.empty()
            : Optional.of("`status` must be 429, 500, 502, 503 or 504, or {\"code\":503,\"times\":2}.");
        case "failed_in_webhook" -> FaultValue.Failed.read(value).isPresent() ? Optional.empty()
            : Optional.of("`failed_in_webhook` must be a number, true or false, or {\"times\":1,\"code\":131208,\"as\":\"whole\"} with a code of the platform's, \"as\" \"whole\" or \"partial\".");
        case "aggregate_statuses" -> FaultValue.aggregation(value).isPresent() ? Optional.empty()
            : Optional.of("`aggregate_statuses` must be \"by_message\", \"by_person\" or false.");
        case "older_field_spellings", "parent_user_ids", "without_phone_numbers" -> value instanceof Boolean ? Optional.empty()
            : Optional.of("`" + field.getKey() + "` must be true or false.");
        case "seed" -> outer && value instanceof Long seed && seed >= -MAX_SEED && seed <= MAX_SEED ? Optional.empty()
            : Optional.of("`seed` must be a whole number of at most 18 digits, and stands for all numbers.");
        case "numbers" -> outer ? wrongNumbers(faults) : Optional.of("`numbers` stands once, at the outside.");
        case DRAWS -> Optional.empty(); // as it was given out by a GET
        default -> wrongOccurrence(field.getKey(), value);
      };
      if (wrong.isPresent()) {
        return wrong;
      }
    }
    return Optional.empty();
  }

  private static Optional<String> wrongOccurrence(String name, @Nullable Object value) {
    if (OCCURRENCES.contains(name)) {
      return Occurrence.read(value).isPresent() ? Optional.empty()
          : Optional.of("`" + name + "` must be true or false, a whole number (the next so many), or a share between 0 and 1 with at most 6 decimals.");
    }
    if (LOST_ANSWERS.contains(name)) {
      return FaultValue.Lost.read(value).isPresent() ? Optional.empty()
          : Optional.of("`" + name + "` must be a number, true or false, \"error\" or \"timeout\", or {\"times\":1,\"as\":\"timeout\"}.");
    }
    return Optional.of("There is a field that is no fault. Faults are " + String.join(", ", Faults.names()) + "; beside them stand numbers and seed.");
  }

  private static Optional<String> wrongNumbers(JsonObject faults) {
    Optional<JsonObject> numbers = faults.object("numbers");
    if (numbers.isEmpty()) {
      return Optional.of("`numbers` must be an object of faults by phone number id.");
    }
    for (String id : numbers.get().fields().keySet()) {
      if (!id.matches("\\d{1,20}")) {
        return Optional.of("`numbers` has a key that is no phone number id.");
      }
      Optional<String> wrong = numbers.get().object(id).map(some -> wrong(some, false)).orElse(Optional.of("Each of `numbers` must be an object of faults."));
      if (wrong.isPresent()) {
        return wrong;
      }
    }
    return Optional.empty();
  }
}
