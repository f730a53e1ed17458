package dev.octet.graph.webhook;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** What stands around one item: the members of every object above it, as they came, without the item's neighbours. */
final class Frame {
  static final Frame NONE = new Frame(new byte[0], new byte[0]);

  private final byte[] before;
  private final byte[] after;

  private Frame(byte[] before, byte[] after) {
    this.before = before;
    this.after = after;
  }

  /** One level deeper: an object with all of these members but the left out ones, and room for more in front of its end. */
  Frame object(List<RawJson.Member> members, Set<String> leftOut) {
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    text.writeBytes(before);
    text.write('{');
    for (RawJson.Member member : members) {
      if (!leftOut.contains(member.name())) {
        text.writeBytes(member.rawName().bytes());
        text.write(':');
        text.writeBytes(member.value().bytes());
        text.write(',');
      }
    }
    return new Frame(text.toByteArray(), concat(ascii("}"), after));
  }

  /** One level deeper: a list of that name with room for one item. */
  Frame list(String name) {
    return new Frame(concat(before, ascii("\"" + name + "\":[")), concat(ascii("]"), after));
  }

  /** One level deeper: a member of that name with room for its value. */
  Frame member(String name) {
    return new Frame(concat(before, ascii("\"" + name + "\":")), after);
  }

  /** At the same level, with a list before the room. */
  Frame withList(String name, List<RawJson> items) {
    if (items.isEmpty()) {
      return this;
    }
    List<byte[]> parts = new ArrayList<>(List.of(before, ascii("\"" + name + "\":[")));
    for (int i = 0; i < items.size(); i++) {
      parts.add(ascii(i == 0 ? "" : ","));
      parts.add(items.get(i).bytes());
    }
    parts.add(ascii("],"));
    return new Frame(concat(parts.toArray(byte[][]::new)), after);
  }

  byte[] around(RawJson item) {
    return concat(before, item.bytes(), after);
  }

  /** With nothing more in it. */
  byte[] closed() {
    boolean comma = before[before.length - 1] == ',';
    return concat(comma ? Arrays.copyOf(before, before.length - 1) : before, after);
  }

  /** How many bytes an item of that size and its frame take. */
  int size() {
    return before.length + after.length;
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static byte[] concat(byte[]... parts) {
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      text.writeBytes(part);
    }
    return text.toByteArray();
  }
}
