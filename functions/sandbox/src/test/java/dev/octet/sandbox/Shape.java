package dev.octet.sandbox;

import dev.octet.domain.json.JsonException;
import dev.octet.domain.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * How JSON must look, as the platform's pages have it: which names there are, and of what type each is. A shape is JSON too:
 * an object with the same names, {@code ?} after one that may be missing; {@code "= a | b"} for one of these strings, another
 * literal for itself, {@code "$name"} for a shape of that name, and else the name of a type. An array stands for items
 * of these shapes in this order; {@code [shape, "..."]} for one and more of one shape.
 */
final class Shape {
  private static final Map<String, Pattern> TEXTS = Map.of(
      "text", Pattern.compile("(?s).+"),
      "digits", Pattern.compile("\\d+"),
      "seconds", Pattern.compile("\\d{10}"),
      "address", Pattern.compile("https?://\\S+"),
      "request id", Pattern.compile("[0-9A-F]{32}"),
      "message id", Pattern.compile("wamid\\.\\S+"),
      "user id", Pattern.compile("[A-Z]{2}\\.[A-Za-z0-9]{1,128}"),
      "parent id", Pattern.compile("[A-Z]{2}\\.ENT\\.[A-Za-z0-9]{1,128}"),
      "sha256", Pattern.compile("[A-Za-z0-9+/]{43}="));

  private final JsonObject named;
  /** What was there of that which may be missing, and what was missing: both should happen. */
  private final Set<String> there = new TreeSet<>();
  private final Set<String> missing = new TreeSet<>();

  /** @param named the shapes that others refer to */
  Shape(JsonObject named) {
    this.named = named;
  }

  /** One of the tests' files. */
  static JsonObject file(String name) {
    return parse(read(name));
  }

  static String read(String name) {
    try (InputStream file = Objects.requireNonNull(Shape.class.getResourceAsStream(name), name)) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static JsonObject parse(String json) {
    try {
      return JsonObject.parse(json);
    } catch (JsonException e) {
      throw new IllegalArgumentException(e);
    }
  }

  /**
   * What is otherwise than it must be, a line for each; empty when the value has this shape.
   *
   * @param filled puts the names of a scene into constants
   */
  List<String> differences(Object shape, Object value, UnaryOperator<String> filled) {
    List<String> differences = new ArrayList<>();
    new Comparison(filled, differences).compare("", "", shape, value);
    return differences;
  }

  /** Names of the shapes that may be missing, and were there each time, or missing each time. */
  List<String> neverBoth() {
    List<String> never = new ArrayList<>();
    there.stream().filter(name -> !missing.contains(name)).forEach(name -> never.add(name + " is never missing"));
    missing.stream().filter(name -> !there.contains(name)).forEach(name -> never.add(name + " is never there"));
    return never;
  }

  private final class Comparison {
    private final UnaryOperator<String> filled;
    private final List<String> differences;

    private Comparison(UnaryOperator<String> filled, List<String> differences) {
      this.filled = filled;
      this.differences = differences;
    }

    /** @param within the name of the shape, for what may be missing in it */
    private void compare(String at, String within, Object shape, Object value) {
      switch (shape) {
        case String name when name.startsWith("$") -> {
          Object meant = named.get(name.substring(1));
          compare(at, name, Objects.requireNonNull(meant, name), value);
        }
        case Map<?, ?> names when value instanceof Map<?, ?> object -> compareNames(at, within, names, object);
        case List<?> items when value instanceof List<?> list -> compareItems(at, within, items, list);
        default -> {
          if (!fits(shape, value)) {
            differences.add((at.isEmpty() ? "all of it" : at) + " is " + JsonObject.EMPTY.with("it", value).toJson() + " and should be " + shape);
          }
        }
      }
    }

    private void compareNames(String at, String within, Map<?, ?> names, Map<?, ?> object) {
      Set<Object> left = new TreeSet<>(object.keySet());
      names.forEach((key, shape) -> {
        String name = String.valueOf(key);
        boolean optional = name.endsWith("?");
        String plain = optional ? name.substring(0, name.length() - 1) : name;
        if (optional) {
          (object.containsKey(plain) ? there : missing).add(within + "." + plain);
        }
        if (left.remove(plain)) {
          compare(at + "." + plain, within + "." + plain, shape, object.get(plain));
        } else if (!optional) {
          differences.add(at + "." + plain + " is missing");
        }
      });
      left.forEach(name -> differences.add(at + "." + name + " should not be there"));
    }

    private void compareItems(String at, String within, List<?> items, List<?> list) {
      boolean alike = items.size() == 2 && "...".equals(items.getLast());
      if (alike ? list.isEmpty() : list.size() != items.size()) {
        differences.add(at + " has " + list.size() + " items and should have " + (alike ? "one or more" : items.size()));
        return;
      }
      for (int i = 0; i < list.size(); i++) {
        compare(at + "[" + i + "]", within, items.get(alike ? 0 : i), list.get(i));
      }
    }

    private boolean fits(Object shape, Object value) {
      return switch (shape) {
        case String constant when constant.startsWith("= ") -> value instanceof String text && List.of(filled.apply(constant.substring(2)).split(" \\| ")).contains(text);
        case String type when type.equals("whole") -> value instanceof Long;
        case String type when type.equals("whole seconds") || type.equals("older time") -> value instanceof Long seconds && seconds > 1_000_000_000L && seconds < 10_000_000_000L;
        case String type when type.equals("yes or no") -> value instanceof Boolean;
        case String type when type.equals("texts") -> value instanceof List<?> list && list.stream().allMatch(String.class::isInstance);
        case String type -> value instanceof String text && Objects.requireNonNull(TEXTS.get(type), "There is no type " + type).matcher(text).matches();
        default -> shape.equals(value);
      };
    }
  }
}
