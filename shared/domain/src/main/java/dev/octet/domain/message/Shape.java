package dev.octet.domain.message;

import dev.octet.domain.group.RequestBody;
import dev.octet.domain.group.RequestReading;
import dev.octet.domain.json.JsonObject;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/**
 * An object of a request's body, looked at member by member. The first thing that is wrong is kept; what comes after it is
 * not looked at. A null counts as absent, members that nobody asks about are let through: the platform's API is wide.
 */
final class Shape {
  private final JsonObject object;
  private final String path;
  private Optional<RequestReading.Wrong> problem = Optional.empty();

  private Shape(JsonObject object, String path) {
    this.object = object;
    this.path = path;
  }

  /** @param path how sentences call it; empty for the body itself */
  static Shape of(JsonObject object, String path) {
    return new Shape(object, path);
  }

  /** What is wrong with {@code messaging_product}; empty when nothing is. */
  static Optional<RequestReading.Wrong> product(JsonObject body) {
    return RequestBody.product(body).map(RequestBody.Problem::toWrong);
  }

  /** A member that must be there and be an object. */
  static Shape required(JsonObject parent, String name, String path) {
    Shape shape = new Shape(parent.object(name).orElse(JsonObject.EMPTY), path);
    shape.check(parent.get(name) != null, 131008, "`" + path + "` is missing.");
    return shape.check(parent.object(name).isPresent(), 100, "`" + path + "` must be an object.");
  }

  /** Text of 1 to so many characters, where it is given. */
  Shape text(String name, int most) {
    Object value = object.get(name);
    if (value == null) {
      return this;
    }
    check(value instanceof String, 100, name(name) + " must be a string.");
    return check(value instanceof String text && fits(text, most), 131009, name(name) + " has 1 to " + String.format(Locale.ROOT, "%,d", most) + " characters.");
  }

  Shape requiredText(String name, int most) {
    return check(object.get(name) != null, 131008, name(name) + " is missing.").text(name, most);
  }

  Shape bool(String name) {
    return check(object.get(name) == null || object.get(name) instanceof Boolean, 100, name(name) + " must be `true` or `false`.");
  }

  /** An array of objects, where it is given. */
  Shape objects(String name) {
    return check(object.get(name) == null || (object.get(name) instanceof List<?> items && items.size() == object.objects(name).size()), 100,
        name(name) + " must be an array of objects.");
  }

  Shape without(String name, String sentence) {
    return check(object.get(name) == null, 100, sentence);
  }

  Shape check(boolean right, int code, String sentence) {
    if (!right && problem.isEmpty()) {
      problem = Optional.of(new RequestReading.Wrong(code, sentence));
    }
    return this;
  }

  /** What is looked at inside of it, once nothing is wrong so far. */
  Shape and(Function<JsonObject, Optional<RequestReading.Wrong>> inside) {
    if (problem.isEmpty()) {
      problem = inside.apply(object);
    }
    return this;
  }

  Optional<RequestReading.Wrong> problem() {
    return problem;
  }

  private String name(String member) {
    return path.isEmpty() ? "`" + member + "`" : "`" + path + "." + member + "`";
  }

  private static boolean fits(String text, int most) {
    return !text.isEmpty() && text.codePointCount(0, text.length()) <= most;
  }
}
