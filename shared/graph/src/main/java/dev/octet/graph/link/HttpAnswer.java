package dev.octet.graph.link;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The answer to one request on a connection of its own (RFC 9112), bounded in everything. */
record HttpAnswer(int status, Map<String, String> headers, InputStream rest) {
  private static final int MAX_HEADERS = 32 << 10;

  /** More than was to be read. */
  static final class TooLargeException extends IOException {
    private static final long serialVersionUID = 1L;
  }

  static HttpAnswer read(InputStream in) throws IOException {
    while (true) {
      String line = line(in, MAX_HEADERS);
      if (!line.matches("HTTP/1\\.[01] [1-5]\\d\\d( .*)?")) {
        throw new IOException("no HTTP/1.1");
      }
      int status = Integer.parseInt(line.substring(9, 12));
      Map<String, String> headers = headers(in);
      if (status >= 200) {
        return new HttpAnswer(status, headers, in);
      }
    }
  }

  private static Map<String, String> headers(InputStream in) throws IOException {
    Map<String, String> headers = new LinkedHashMap<>();
    int left = MAX_HEADERS;
    for (String line = line(in, left); !line.isEmpty(); line = line(in, left)) {
      left -= line.length();
      int colon = Math.max(0, line.indexOf(':'));
      headers.putIfAbsent(line.substring(0, colon).strip().toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
    }
    return headers;
  }

  private static String line(InputStream in, int most) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0) {
        throw new EOFException();
      }
      if (line.size() >= most) {
        throw new IOException("headers without end");
      }
      line.write(next);
    }
    return line.toString(StandardCharsets.ISO_8859_1).stripTrailing();
  }

  Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name));
  }

  /** @throws TooLargeException when there is more, as soon as that is known */
  byte[] body(int most) throws IOException {
    if (header("transfer-encoding").filter(it -> !it.equalsIgnoreCase("identity")).isPresent()) {
      return chunks(most);
    }
    long length = header("content-length").map(HttpAnswer::number).orElse(-1L);
    if (length > most) {
      throw new TooLargeException();
    }
    byte[] body = length < 0 ? rest.readNBytes(most + 1) : rest.readNBytes((int) length);
    if (body.length > most) {
      throw new TooLargeException();
    }
    if (body.length < length) {
      throw new EOFException();
    }
    return body;
  }

  private byte[] chunks(int most) throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    while (true) {
      String size = line(rest, MAX_HEADERS).split(";", 2)[0].strip();
      if (!size.matches("[0-9A-Fa-f]{1,8}")) {
        throw new IOException("no chunk");
      }
      long length = Long.parseLong(size, 16);
      if (length > most - body.size()) {
        throw new TooLargeException();
      }
      if (length == 0) {
        return body.toByteArray();
      }
      byte[] chunk = rest.readNBytes((int) length);
      body.writeBytes(chunk);
      if (chunk.length < length || !line(rest, 2).isEmpty()) {
        throw new EOFException();
      }
    }
  }

  private static long number(String digits) {
    return digits.matches("\\d{1,18}") ? Long.parseLong(digits) : -1;
  }

  @Override
  public String toString() {
    return "answer with status " + status;
  }
}
