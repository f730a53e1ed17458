package dev.octet.domain.group;

import dev.octet.domain.json.JsonObject;
import java.util.Optional;
import java.util.Set;

/**
 * A request to change a group's text (spec §2.9). Nothing else of a group can be changed.
 *
 * @param subject trimmed, 1 to 128 characters
 * @param description at most 2,048 characters; empty to take it away
 */
public record UpdateSettings(Optional<String> subject, Optional<String> description) {
  private static final Set<String> FIELDS = Set.of("messaging_product", "subject", "description");

  /** A request's body, read. */
  public sealed interface Parsed {
    record Valid(UpdateSettings request) implements Parsed {}

    /** The code is the platform's (spec §5.3); the sentence says what to do and repeats nothing of the input. */
    record Invalid(int code, String sentence) implements Parsed {}
  }

  public static Parsed parse(JsonObject body) {
    Optional<RequestBody.Problem> wrong = RequestBody.problem(body, FIELDS, Set.of(), "Of a group's settings, `subject` and `description` can be changed, "
        + "and nothing else; how people join is chosen when it is made.");
    if (wrong.isPresent()) {
      return new Parsed.Invalid(wrong.get().code(), wrong.get().sentence());
    }
    UpdateSettings request = new UpdateSettings(body.text("subject").map(String::strip), body.text("description"));
    if (request.subject.isEmpty() && request.description.isEmpty()) {
      return new Parsed.Invalid(131008, "`subject` and `description` are missing: give one of them, or both.");
    }
    return SettingsText.problem(request.subject, request.description)
        .<Parsed>map(problem -> new Parsed.Invalid(131009, problem)).orElse(new Parsed.Valid(request));
  }

  static RequestReading read(JsonObject body) {
    return switch (parse(body)) {
      case Parsed.Valid valid -> new RequestReading.Right(valid.request().toBody());
      case Parsed.Invalid invalid -> new RequestReading.Wrong(invalid.code(), invalid.sentence());
    };
  }

  /** The body that the platform is sent: the same for requests that ask for the same. */
  public JsonObject toBody() {
    return JsonObject.EMPTY.with("messaging_product", "whatsapp").with("subject", subject).with("description", description);
  }

  /** What became of it, in the platform's blocks (spec §4.4). */
  public JsonObject toBlocks(boolean successful) {
    return JsonObject.EMPTY.with("group_subject", block(subject, successful)).with("group_description", block(description, successful));
  }

  private static Optional<JsonObject> block(Optional<String> text, boolean successful) {
    return text.map(it -> JsonObject.EMPTY.with("text", it).with("update_successful", successful));
  }
}
