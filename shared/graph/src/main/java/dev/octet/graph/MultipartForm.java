package dev.octet.graph;

import dev.octet.domain.Hash;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A {@code multipart/form-data} body (RFC 7578), as the platform takes pictures and media. */
public record MultipartForm(List<Part> parts) {
  private static final int MAX_PARTS = 20;
  private static final int MAX_HEADERS = 4 << 10;
  private static final int MAX_BOUNDARY = 70;
  private static final String DASHES = "--";
  private static final String LINE_END = "\r\n";

  public MultipartForm {
    parts = List.copyOf(parts);
  }

  /**
   * @param fileName what its sender calls the file; empty for a text
   * @param contentType what its sender says that it is, parameters and all
   */
  public record Part(String name, Optional<String> fileName, Optional<String> contentType, byte[] content) {
    public static Part text(String name, String text) {
      return new Part(name, Optional.empty(), Optional.empty(), text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
      return "part of " + content.length + " bytes"; // its content may be what people wrote
    }
  }

  public sealed interface Reading {
    record Right(MultipartForm form) implements Reading {}

    /** Says what is wrong, and repeats nothing of the input. */
    record Wrong(String sentence) implements Reading {}
  }

  public static boolean is(String contentType) {
    return contentType.toLowerCase(Locale.ROOT).startsWith("multipart/");
  }

  /** Whatever comes in, a form or a sentence comes out. */
  public static Reading read(String contentType, byte[] body) {
    try {
      HeaderValue type = HeaderValue.parse(contentType);
      String boundary = type.parameter("boundary").orElse("");
      if (!type.is("multipart/form-data") || boundary.isEmpty() || boundary.length() > MAX_BOUNDARY || !StandardCharsets.US_ASCII.newEncoder().canEncode(boundary)) {
        throw new Broken("A form needs the Content-Type multipart/form-data with a `boundary` of 1 to 70 characters.");
      }
      return new Reading.Right(new MultipartForm(parts(body, boundary)));
    } catch (Broken broken) {
      return new Reading.Wrong(broken.sentence);
    }
  }

  private static List<Part> parts(byte[] body, String boundary) throws Broken {
    byte[] first = (DASHES + boundary).getBytes(StandardCharsets.US_ASCII);
    byte[] next = (LINE_END + DASHES + boundary).getBytes(StandardCharsets.US_ASCII);
    // The first boundary may be the very beginning; anything before it means nothing.
    int at = startsWith(body, 0, first) && isLine(body, first.length) ? first.length : after(body, 0, next);
    List<Part> parts = new ArrayList<>();
    while (at >= 0 && !isClosing(body, at)) {
      if (parts.size() == MAX_PARTS) {
        throw new Broken("The form has more than 20 parts.");
      }
      int from = afterLine(body, at);
      int end = after(body, from - LINE_END.length(), next);
      if (end < 0) {
        break;
      }
      parts.add(part(body, from, Math.max(from, end - next.length)));
      at = end;
    }
    if (at < 0 || !isClosing(body, at)) {
      throw new Broken("The form is cut off, or the boundary of its Content-Type is not that of its parts.");
    }
    return parts;
  }

  /** Behind the next boundary whose line holds nothing else; -1 when there is none. */
  private static int after(byte[] body, int from, byte[] boundary) {
    for (int at = Math.max(0, from); at + boundary.length <= body.length; at++) {
      if (body[at] == boundary[0] && startsWith(body, at, boundary) && isLine(body, at + boundary.length)) {
        return at + boundary.length;
      }
    }
    return -1;
  }

  private static boolean isLine(byte[] body, int at) {
    return isClosing(body, at) || afterLine(body, at) >= 0;
  }

  private static boolean isClosing(byte[] body, int at) {
    return at + 1 < body.length && body[at] == '-' && body[at + 1] == '-';
  }

  /** Behind a line's end that only blanks stand before; -1 where something else does. */
  private static int afterLine(byte[] body, int from) {
    int at = from;
    while (at < body.length && (body[at] == ' ' || body[at] == '\t')) {
      at++;
    }
    return at + 1 < body.length && body[at] == '\r' && body[at + 1] == '\n' ? at + 2 : -1;
  }

  private static Part part(byte[] body, int from, int to) throws Broken {
    Optional<HeaderValue> disposition = Optional.empty();
    Optional<String> type = Optional.empty();
    int at = from;
    while (true) {
      int end = lineEnd(body, at, Math.min(to, from + MAX_HEADERS));
      if (end < 0) {
        throw new Broken("A part of the form has headers that do not end, or more than 4 KiB of them.");
      }
      String line = new String(body, at, end - at, StandardCharsets.UTF_8);
      at = end + LINE_END.length();
      if (line.isEmpty()) {
        break;
      }
      String value = line.substring(line.indexOf(':') + 1).strip();
      switch (line.substring(0, Math.max(0, line.indexOf(':'))).strip().toLowerCase(Locale.ROOT)) {
        case "content-disposition" -> disposition = Optional.of(HeaderValue.parse(value));
        case "content-type" -> type = Optional.of(value);
        default -> { } // RFC 7578 knows no other
      }
    }
    Optional<HeaderValue> ofForm = disposition.filter(it -> it.is("form-data"));
    String name = ofForm.flatMap(it -> it.parameter("name"))
        .orElseThrow(() -> new Broken("A part of the form has no Content-Disposition of form-data with a `name`."));
    return new Part(name, ofForm.flatMap(it -> it.parameter("filename")), type, Arrays.copyOfRange(body, Math.min(at, to), to));
  }

  private static int lineEnd(byte[] body, int from, int to) {
    for (int at = from; at + 1 < body.length && at <= to; at++) {
      if (body[at] == '\r' && body[at + 1] == '\n') {
        return at;
      }
    }
    return -1;
  }

  private static boolean startsWith(byte[] body, int at, byte[] what) {
    return at + what.length <= body.length && Arrays.equals(body, at, at + what.length, what, 0, what.length);
  }

  /** A form on its way out. The boundary is a hash of what the parts hold: none of them can have it inside. */
  String boundary() {
    StringBuilder hashes = new StringBuilder();
    parts.forEach(part -> hashes.append(HexFormat.of().formatHex(Hash.sha256(part.content()))));
    return "octet" + Hash.requestId(hashes.toString());
  }

  /** Names and file names are Octet's own, without quotes. */
  byte[] toBytes() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    String boundary = DASHES + boundary();
    for (Part part : parts) {
      String file = part.fileName().map(it -> "; filename=\"" + it + "\"").orElse("");
      String type = part.contentType().map(it -> "Content-Type: " + it + LINE_END).orElse("");
      write(out, boundary + LINE_END + "Content-Disposition: form-data; name=\"" + part.name() + "\"" + file + LINE_END + type + LINE_END);
      out.writeBytes(part.content());
      write(out, LINE_END);
    }
    write(out, boundary + DASHES + LINE_END);
    return out.toByteArray();
  }

  private static void write(ByteArrayOutputStream out, String text) {
    out.writeBytes(text.getBytes(StandardCharsets.UTF_8));
  }

  private static final class Broken extends Exception {
    private static final long serialVersionUID = 1L;
    final String sentence;

    Broken(String sentence) {
      super(sentence, null, false, false); // a value on its way out: no stack trace
      this.sentence = sentence;
    }
  }
}
