package dev.octet.domain.group;

import dev.octet.domain.json.JsonObject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A request to remove people from a group: 1 to 8 of them, each by phone number or by user id (spec §2.6). */
public final class RemoveParticipants {
  private static final int MAX = 8;
  /** The longest number that there can be (E.164). */
  private static final String NUMBER = "\\+?[1-9]\\d{4,14}";
  private static final String USER_ID = "[A-Z]{2}\\.[A-Za-z0-9.]{1,140}";

  private RemoveParticipants() {}

  static RequestReading read(JsonObject body) {
    Optional<RequestBody.Problem> wrong = RequestBody.problem(body, Set.of("messaging_product"), Set.of("participants"),
        "The body takes `messaging_product` and `participants`.");
    if (wrong.isPresent()) {
      return wrong.get().toWrong();
    }
    if (body.items("participants").isEmpty()) {
      return new RequestReading.Wrong(131008, "`participants` is missing or empty: name 1 to 8 people, each with `user` or `user_id`.");
    }
    if (body.items("participants").size() > MAX) {
      return new RequestReading.Wrong(131009, "`participants` names more than 8 people, which is more than a group has.");
    }
    List<JsonObject> people = new ArrayList<>();
    List<JsonObject> objects = body.objects("participants");
    if (objects.size() < body.items("participants").size() || !objects.stream().allMatch(person -> Set.of("user", "user_id").containsAll(person.fields().keySet()))) {
      return new RequestReading.Wrong(100, "Each of `participants` is an object with `user` or `user_id`, and nothing else.");
    }
    for (JsonObject person : objects) {
      if (person.has("user") == person.has("user_id")) {
        return new RequestReading.Wrong(100, "Each of `participants` has either `user`, a phone number, or `user_id`: never both, and one of them.");
      }
      Optional<JsonObject> named = person.text("user").filter(number -> number.matches(NUMBER)).map(number -> named("user", number.replace("+", "")))
          .or(() -> person.text("user_id").filter(id -> id.matches(USER_ID)).map(id -> named("user_id", id)));
      if (named.isEmpty()) {
        return new RequestReading.Wrong(131009, "`user` is a phone number in international form, with or without `+`, and `user_id` an id as webhooks have it, such as US.13491208655302741918.");
      }
      people.add(named.get());
    }
    return new HashSet<>(people).size() < people.size()
        ? new RequestReading.Wrong(131202, "`participants` names somebody twice.")
        : new RequestReading.Right(JsonObject.EMPTY.with("messaging_product", "whatsapp").with("participants", people));
  }

  private static JsonObject named(String how, String value) {
    return JsonObject.EMPTY.with(how, value);
  }

  /** What a body that was read calls each of them: digits, or a user id. Webhooks repeat it as {@code input}. */
  public static List<String> inputs(JsonObject body) {
    return body.objects("participants").stream().map(person -> person.text("user").or(() -> person.text("user_id")).orElseThrow()).toList();
  }
}
