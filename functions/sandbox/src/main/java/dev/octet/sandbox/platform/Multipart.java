package dev.octet.sandbox.platform;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The parts of a {@code multipart/form-data} body (RFC 7578). Boundaries are taken exactly: what only begins like one is
 * content. Whatever is sent, reading it gives parts or a sentence.
 */
public record Multipart(List<Part> parts) {
  private static final int MAX_PARTS = 16;
  private static final int MAX_HEADERS = 8 << 10;
  private static final byte[] LINE = {'\r', '\n'};
  private static final byte[] END_OF_HEADERS = {'\r', '\n', '\r', '\n'};
  private static final Pattern BOUNDARY = Pattern.compile(
      ";\\s*boundary=(?:\"([0-9A-Za-z'()+_,./:=? -]{1,70})\"|([0-9A-Za-z'()+_,./:=?-]{1,70}))\\s*(?:;|$)", Pattern.CASE_INSENSITIVE);
  /**
   * A parameter of a header: all of them are passed by in turn, so that nothing inside quotes is taken for one. Possessive,
   * which takes no stack, however long the text.
   */
  private static final Pattern PARAMETER = Pattern.compile(";\\s*([A-Za-z*]+)=(?:\"((?:[^\"\\\\]|\\\\.)*+)\"|([^\\s\";]+))");

  /** @param contentType as the part has it; empty when it has none */
  public record Part(String name, Optional<String> contentType, byte[] content) {
    @Override
    public String toString() {
      return "part of " + content.length + " bytes";
    }
  }

  /** What reading gives. */
  public sealed interface Read {
    record Valid(Multipart form) implements Read {}

    record Invalid(String sentence) implements Read {}
  }

  public static Read read(String contentType, byte[] body) {
    Matcher boundary = BOUNDARY.matcher(contentType);
    if (!contentType.strip().toLowerCase(Locale.ROOT).startsWith("multipart/form-data") || !boundary.find()) {
      return new Read.Invalid("A form must come as multipart/form-data, with the boundary that its parts have.");
    }
    String text = boundary.group(1) == null ? boundary.group(2) : boundary.group(1);
    return read(body, ("\r\n--" + text).getBytes(StandardCharsets.US_ASCII));
  }

  /** @param delimiter with the line end before it, which the first one may lack */
  private static Read read(byte[] body, byte[] delimiter) {
    byte[] first = Arrays.copyOfRange(delimiter, LINE.length, delimiter.length);
    Delimiter at = at(body, first, 0).or(() -> next(body, delimiter, 0)).orElse(null);
    if (at == null) {
      return new Read.Invalid("The form has not the boundary that its Content-Type names.");
    }
    List<Part> parts = new ArrayList<>();
    while (!at.last()) {
      Optional<Delimiter> end = next(body, delimiter, at.end() - LINE.length); // of an empty part its line end is this one's
      if (end.isEmpty()) {
        return new Read.Invalid("The form ends before the boundary that closes it.");
      }
      int headersEnd = find(body, END_OF_HEADERS, at.end() - LINE.length, Math.min(body.length, at.end() + MAX_HEADERS));
      if (headersEnd < 0 || headersEnd + END_OF_HEADERS.length > end.get().start() + LINE.length) {
        return new Read.Invalid("A part of the form has no headers that end, or more than 8 KiB of them.");
      }
      int from = headersEnd + END_OF_HEADERS.length;
      Optional<Part> part = part(new String(body, at.end(), Math.max(0, headersEnd - at.end()), StandardCharsets.UTF_8),
          Arrays.copyOfRange(body, from, Math.max(from, end.get().start())));
      if (part.isEmpty()) {
        return new Read.Invalid("Each part of the form must have a Content-Disposition of form-data with a name.");
      }
      parts.add(part.get());
      if (parts.size() > MAX_PARTS) {
        return new Read.Invalid("The form has more than 16 parts.");
      }
      at = end.get();
    }
    return new Read.Valid(new Multipart(List.copyOf(parts)));
  }

  /**
   * @param end where its line ends
   * @param last whether it closes the form
   */
  private record Delimiter(int start, int end, boolean last) {}

  private static Optional<Delimiter> next(byte[] body, byte[] delimiter, int from) {
    for (int start = find(body, delimiter, from, body.length); start >= 0; start = find(body, delimiter, start + 1, body.length)) {
      Optional<Delimiter> found = at(body, delimiter, start);
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  private static Optional<Delimiter> at(byte[] body, byte[] delimiter, int start) {
    int after = start + delimiter.length;
    if (!matches(body, delimiter, start)) {
      return Optional.empty();
    }
    if (after + 1 < body.length && body[after] == '-' && body[after + 1] == '-') {
      return Optional.of(new Delimiter(start, after + 2, true));
    }
    while (after < body.length && (body[after] == ' ' || body[after] == '\t')) {
      after++;
    }
    return matches(body, LINE, after) ? Optional.of(new Delimiter(start, after + LINE.length, false)) : Optional.empty();
  }

  private static Optional<Part> part(String headers, byte[] content) {
    Optional<String> disposition = header(headers, "content-disposition").filter(value -> value.toLowerCase(Locale.ROOT).startsWith("form-data"));
    return disposition.flatMap(Multipart::name)
        .map(name -> new Part(name, header(headers, "content-type"), content));
  }

  private static Optional<String> name(String disposition) {
    return PARAMETER.matcher(disposition).results().filter(parameter -> parameter.group(1).equalsIgnoreCase("name")).findFirst()
        .map(name -> name.group(2) == null ? name.group(3) : name.group(2).replaceAll("\\\\(.)", "$1"));
  }

  private static Optional<String> header(String headers, String name) {
    return headers.lines().filter(line -> line.regionMatches(true, 0, name + ":", 0, name.length() + 1))
        .map(line -> line.substring(name.length() + 1).strip()).findFirst();
  }

  private static int find(byte[] body, byte[] what, int from, int to) {
    for (int i = Math.max(0, from); i <= to - what.length; i++) {
      if (body[i] == what[0] && matches(body, what, i)) {
        return i;
      }
    }
    return -1;
  }

  private static boolean matches(byte[] body, byte[] what, int at) {
    return at + what.length <= body.length && Arrays.equals(body, at, at + what.length, what, 0, what.length);
  }
}
