package dev.octet.graph.webhook;

import dev.octet.domain.json.JsonException;
import dev.octet.domain.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.regex.Pattern;

/**
 * One value of a JSON text, as the bytes that were sent. Finds where its members and items begin and end, and looks at
 * nothing inside them but quotes and brackets: however deep, long or malformed one of them is, the others are found.
 *
 * <p>A JSON parser would end at the first thing that it refuses; and written again, a value is no longer as it came.
 * Nothing here recurses.
 */
final class RawJson {
  private static final Pattern SCALAR = Pattern.compile("true|false|null|-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]+)?");

  private final byte[] text;
  private final int from;
  private final int to;

  private RawJson(byte[] text, int from, int to) {
    this.text = text;
    this.from = from;
    this.to = to;
  }

  record Member(String name, RawJson rawName, RawJson value) {}

  /** The one value of a text. */
  static RawJson document(byte[] text) throws JsonException {
    RawJson document = new RawJson(text, 0, text.length).trimmed();
    document.requireOneValue();
    return document;
  }

  boolean isObject() {
    return from < to && text[from] == '{';
  }

  boolean isArray() {
    return from < to && text[from] == '[';
  }

  byte[] bytes() {
    return Arrays.copyOfRange(text, from, to);
  }

  /** An object's members, also those of the same name. Each must be a name and a value. */
  List<Member> members() throws JsonException {
    List<Member> members = new ArrayList<>();
    for (RawJson part : parts('{')) {
      if (part.text[part.from] != '"') {
        throw malformed();
      }
      int nameEnd = part.stringEnd(part.from);
      int colon = part.skipSpace(nameEnd);
      if (colon >= part.to || text[colon] != ':') {
        throw malformed();
      }
      RawJson name = new RawJson(text, part.from, nameEnd);
      RawJson value = new RawJson(text, colon + 1, part.to).trimmed();
      value.requireOneValue();
      members.add(new Member(name.unquoted(), name, value));
    }
    return members;
  }

  /** An array's items. Each is whatever stands between two commas, JSON or not. */
  List<RawJson> items() throws JsonException {
    return parts('[');
  }

  private List<RawJson> parts(char open) throws JsonException {
    if (from >= to || text[from] != open) {
      throw malformed();
    }
    List<RawJson> parts = new ArrayList<>();
    int at = from + 1;
    if (skipSpace(at) == to - 1) {
      return parts;
    }
    while (true) {
      int end = partEnd(at);
      RawJson part = new RawJson(text, at, end).trimmed();
      if (part.from == part.to) {
        throw malformed();
      }
      parts.add(part);
      if (text[end] != ',') {
        return parts;
      }
      at = end + 1;
    }
  }

  /** Where the next comma of this level is, or the bracket that closes it. */
  private int partEnd(int start) throws JsonException {
    BitSet curly = new BitSet(); // of the brackets open here: a bit for every level
    int depth = 0;
    for (int at = start; at < to; at++) {
      switch (text[at]) {
        case '"' -> at = stringEnd(at) - 1;
        case '{', '[' -> curly.set(depth++, text[at] == '{');
        case '}', ']' -> {
          if (depth == 0) {
            return at;
          }
          if (curly.get(--depth) != (text[at] == '}')) {
            throw malformed();
          }
        }
        case ',' -> {
          if (depth == 0) {
            return at;
          }
        }
        default -> { } // whatever else it is, it stays within the part
      }
    }
    throw malformed();
  }

  /** Nothing before the value, nothing after it, and if it is neither string, object nor array, it is a JSON literal. */
  private void requireOneValue() throws JsonException {
    if (from >= to) {
      throw malformed();
    }
    boolean whole = switch (text[from]) {
      case '"' -> stringEnd(from) == to;
      case '{', '[' -> {
        int end = partEnd(from + 1);
        while (text[end] == ',') {
          end = partEnd(end + 1);
        }
        yield end == to - 1 && text[end] == (text[from] == '{' ? '}' : ']');
      }
      default -> SCALAR.matcher(new String(text, from, to - from, StandardCharsets.ISO_8859_1)).matches();
    };
    if (!whole) {
      throw malformed();
    }
  }

  private int stringEnd(int quote) throws JsonException {
    for (int at = quote + 1; at < to; at++) {
      if (text[at] == '\\') {
        at++;
      } else if (text[at] == '"') {
        return at + 1;
      }
    }
    throw malformed();
  }

  private String unquoted() {
    String inside = new String(text, from + 1, to - from - 2, StandardCharsets.UTF_8);
    if (inside.indexOf('\\') < 0) {
      return inside;
    }
    try {
      return JsonObject.parse("{\"name\":\"" + inside + "\"}").text("name").orElse(inside);
    } catch (JsonException e) {
      return inside; // an escape that JSON does not have: no name that anything looks for
    }
  }

  private RawJson trimmed() {
    int start = skipSpace(from);
    int end = to;
    while (end > start && isSpace(text[end - 1])) {
      end--;
    }
    return new RawJson(text, start, end);
  }

  private int skipSpace(int start) {
    int at = start;
    while (at < to && isSpace(text[at])) {
      at++;
    }
    return at;
  }

  private static boolean isSpace(byte b) {
    return b == ' ' || b == '\n' || b == '\r' || b == '\t';
  }

  private static JsonException malformed() {
    return new JsonException("The text is not JSON.");
  }
}
