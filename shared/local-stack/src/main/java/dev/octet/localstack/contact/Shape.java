package dev.octet.localstack.contact;

import dev.octet.domain.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What an answer is made of, without what it says: its members by path, and the kind of each. Values stay out, but for
 * codes and the platform's own words, so that it can be shown to anybody.
 */
final class Shape {
  /** Members whose values are the platform's words, from a closed set. */
  private static final Set<String> WORDS = Set.of("messaging_product", "join_approval_mode", "success", "suspended");
  private static final Set<String> CODES = Set.of("error.code", "error.error_subcode", "error.type");
  /** A member that is called otherwise may be somebody's, such as a phone number. */
  private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z_]{0,63}");
  private static final Pattern DIGITS = Pattern.compile("\\d+");
  private static final Pattern HEX = Pattern.compile("[0-9A-F]{32}");

  private final Map<String, Set<String>> kinds = new TreeMap<>();

  private Shape() {}

  static Shape of(JsonObject answer) {
    var shape = new Shape();
    shape.members("", answer.fields());
    return shape;
  }

  private void members(String path, Map<?, ?> object) {
    object.forEach((name, value) -> {
      String known = name instanceof String text && NAME.matcher(text).matches() ? text : "…";
      value(path.isEmpty() ? known : path + "." + known, known, value);
    });
  }

  private void value(String path, String name, @Nullable Object value) {
    if (value instanceof Map<?, ?> object) {
      add(path, "an object");
      members(path, object);
    } else if (value instanceof List<?> items) {
      add(path, "a list");
      items.forEach(item -> value(path + "[]", name, item));
    } else {
      add(path, WORDS.contains(name) || CODES.contains(path) ? "`" + value + "`" : kind(value));
    }
  }

  private void add(String path, String kind) {
    kinds.computeIfAbsent(path, _ -> new TreeSet<>()).add(kind);
  }

  private static String kind(@Nullable Object value) {
    return switch (value) {
      case null -> "null";
      case Boolean _ -> "true or false";
      case Number _ -> "a number";
      case String text when DIGITS.matcher(text).matches() -> "digits as text";
      case String text when HEX.matcher(text).matches() -> "32 upper-case hex digits";
      case String text when text.startsWith("https://chat.whatsapp.com/") || text.contains("/sandbox/invite/") -> "an invite link";
      case String text when text.startsWith("http://") || text.startsWith("https://") -> "an address";
      default -> "text";
    };
  }

  /** A line for each difference of the platform's answer from the sandbox's. */
  static List<String> differences(Shape platform, Shape sandbox) {
    List<String> lines = new ArrayList<>();
    Set<String> paths = new TreeSet<>(platform.kinds.keySet());
    paths.addAll(sandbox.kinds.keySet());
    for (String path : paths) {
      Set<String> there = platform.kinds.getOrDefault(path, Set.of());
      Set<String> here = sandbox.kinds.getOrDefault(path, Set.of());
      if (there.isEmpty()) {
        lines.add("only the sandbox has `" + path + "`: " + String.join(" or ", here));
      } else if (here.isEmpty()) {
        lines.add("only the platform has `" + path + "`: " + String.join(" or ", there));
      } else if (!there.equals(here)) {
        lines.add("`" + path + "` is " + String.join(" or ", there) + "; in the sandbox " + String.join(" or ", here));
      }
    }
    return lines;
  }
}
