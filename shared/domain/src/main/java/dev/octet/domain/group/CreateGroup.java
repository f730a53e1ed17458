package dev.octet.domain.group;

import dev.octet.domain.Hash;
import dev.octet.domain.VisibleText;
import dev.octet.domain.json.JsonObject;
import java.util.Optional;
import java.util.Set;

/**
 * What a request to create a group asks for (spec §2.1).
 *
 * @param subject trimmed, 1 to 128 characters
 * @param description at most 2,048 characters
 * @param joinApprovalMode {@code auto_approve} or {@code approval_required}; the platform's default is the first
 */
public record CreateGroup(String subject, Optional<String> description, Optional<String> joinApprovalMode) {
  private static final Set<String> FIELDS = Set.of("messaging_product", "subject", "description", "join_approval_mode");
  private static final Set<String> MODES = Set.of("auto_approve", "approval_required");

  /** A request's body, read. */
  public sealed interface Parsed {
    record Valid(CreateGroup request) implements Parsed {}

    /** The code is the platform's (spec §5.3); the sentence says what to do and repeats nothing of the input. */
    record Invalid(int code, String sentence) implements Parsed {}
  }

  /** Refuses only what is certain: what depends on the platform's state is for the platform to say. */
  public static Parsed parse(JsonObject body) {
    Optional<RequestBody.Problem> wrong = RequestBody.problem(body, FIELDS, Set.of(), "The body has a field that creating a group does not take. It takes "
        + "`messaging_product`, `subject`, `description` and `join_approval_mode`; a picture is set afterwards.");
    if (wrong.isPresent()) {
      return new Parsed.Invalid(wrong.get().code(), wrong.get().sentence());
    }
    Optional<String> subject = body.text("subject").map(String::strip);
    if (subject.isEmpty()) {
      return new Parsed.Invalid(131008, "`subject` is missing.");
    }
    Optional<String> description = body.text("description");
    Optional<String> problem = SettingsText.problem(subject, description);
    if (problem.isPresent()) {
      return new Parsed.Invalid(131009, problem.get());
    }
    Optional<String> mode = body.text("join_approval_mode");
    if (mode.isPresent() && !MODES.contains(mode.get())) {
      return new Parsed.Invalid(131009, "`join_approval_mode` must be `auto_approve` or `approval_required`.");
    }
    return new Parsed.Valid(new CreateGroup(subject.get(), description, mode));
  }

  static RequestReading read(JsonObject body) {
    return switch (parse(body)) {
      case Parsed.Valid valid -> new RequestReading.Right(valid.request().toBody());
      case Parsed.Invalid invalid -> new RequestReading.Wrong(invalid.code(), invalid.sentence());
    };
  }

  /** The body that the platform is sent: the same for requests that ask for the same. */
  public JsonObject toBody() {
    return JsonObject.EMPTY.with("messaging_product", "whatsapp").with("subject", subject).with("description", description)
        .with("join_approval_mode", joinApprovalMode);
  }

  /** What tells creates of one subject apart from others: at most one of a subject is in flight. */
  public static String subjectHash(String subject) {
    return Hash.hex("subject", subject.strip());
  }
}
