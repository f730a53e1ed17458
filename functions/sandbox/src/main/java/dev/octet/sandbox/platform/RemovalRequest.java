package dev.octet.sandbox.platform;

import dev.octet.domain.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The body of {@code DELETE /{group_id}/participants} (spec §2.6): who is to go, each by phone number or by user id. */
public record RemovalRequest(List<Named> people) {
  /** In one call (spec §1). */
  static final int MAX_PEOPLE = 8;

  private static final Pattern USER = Pattern.compile("\\+?\\d{1,20}");
  private static final Pattern USER_ID = Pattern.compile("[A-Z]{2}\\.(?:ENT\\.)?[A-Za-z0-9]{1,128}");

  /**
   * Somebody as the business names them.
   *
   * @param input as it was sent, to be given back
   * @param key the same whenever the same is meant: a phone number without its plus, a user id, or the parent of one
   */
  public record Named(String input, String key) {
    boolean means(Person person) {
      return person.userId().equals(key) || ParentIds.of(person.userId()).equals(key) || person.waId().filter(key::equals).isPresent();
    }
  }

  /** What reading a body gives. */
  public sealed interface Read {
    record Valid(RemovalRequest request) implements Read {}

    record Invalid(Refusal refusal) implements Read {}
  }

  public static Read read(JsonObject body) {
    Optional<Refusal> wrong = RequestBody.wrong(body).or(() -> RequestBody.wrongArray(body, "participants"));
    List<Named> people = new ArrayList<>();
    for (JsonObject item : body.objects("participants")) {
      wrong = wrong.or(() -> wrong(item));
      item.text("user").ifPresent(user -> people.add(new Named(user, user.startsWith("+") ? user.substring(1) : user)));
      item.text("user_id").ifPresent(userId -> people.add(new Named(userId, userId)));
    }
    return wrong
        .or(() -> people.size() == body.items("participants").size() ? Optional.empty()
            : RequestBody.refused(PlatformError.INVALID_PARAMETER, "Each of participants must be an object."))
        .or(() -> people.size() <= MAX_PEOPLE ? Optional.empty()
            : RequestBody.refused(PlatformError.BAD_VALUE, "participants must have at most 8 items."))
        .<Read>map(Read.Invalid::new)
        .orElseGet(() -> new Read.Valid(new RemovalRequest(List.copyOf(people))));
  }

  private static Optional<Refusal> wrong(JsonObject item) {
    Optional<String> user = item.text("user");
    Optional<String> userId = item.text("user_id");
    return RequestBody.wrongTexts(item, "user", "user_id")
        .or(() -> user.isPresent() || userId.isPresent() ? Optional.empty()
            : RequestBody.refused(PlatformError.MISSING_PARAMETER, "Each of participants must have user or user_id."))
        .or(() -> user.isEmpty() || userId.isEmpty() ? Optional.empty()
            : RequestBody.refused(PlatformError.INVALID_PARAMETER, "Each of participants must have user or user_id, not both."))
        .or(() -> user.filter(text -> !USER.matcher(text).matches()).flatMap(_ ->
            RequestBody.refused(PlatformError.BAD_VALUE, "user must be a phone number in digits, with or without + before it.")))
        .or(() -> userId.filter(text -> !USER_ID.matcher(text).matches()).flatMap(_ ->
            RequestBody.refused(PlatformError.BAD_VALUE, "user_id must be a business-scoped user id, such as US.1234567890.")));
  }
}
