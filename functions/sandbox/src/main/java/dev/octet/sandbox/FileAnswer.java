package dev.octet.sandbox;

import dev.octet.aws.http.HttpRequest;
import dev.octet.aws.http.HttpResponse;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A file as an answer: whole, or the one range of it that is asked for (RFC 9110 §14). A function's answer holds 6 MB in
 * base64, so that of a larger file ranges alone can be had; whatever came over HTTP itself is smaller.
 */
final class FileAnswer {
  /** With room for what stands beside it. */
  static final int MOST = 4_700_000;

  private static final Pattern RANGE = Pattern.compile("bytes=(\\d{1,9})?-(\\d{1,9})?");

  private FileAnswer() {}

  static HttpResponse of(HttpRequest request, String contentType, byte[] content) {
    Optional<Range> range = request.header("range").flatMap(header -> Range.read(header, content.length));
    HttpResponse answer = range.isPresent() ? part(contentType, content, range.get()) : whole(contentType, content);
    return request.method().equals("HEAD") ? new HttpResponse(answer.status(), answer.headers(), new byte[0]) : answer;
  }

  private static HttpResponse whole(String contentType, byte[] content) {
    return content.length > MOST ? ApiAnswer.error(413, "The file is larger than an answer holds: ask for ranges of it, of 4700000 bytes at most.")
        : HttpResponse.text(200, contentType, content).withHeader("Accept-Ranges", "bytes");
  }

  private static HttpResponse part(String contentType, byte[] content, Range range) {
    if (range.from() >= content.length || range.to() < range.from()) {
      return HttpResponse.empty(416).withHeader("Content-Range", "bytes */" + content.length);
    }
    // A server may answer with less than was asked for; who wants the rest sees where it begins.
    int to = Math.min(Math.min(range.to(), content.length - 1), range.from() + MOST - 1);
    return HttpResponse.text(206, contentType, Arrays.copyOfRange(content, range.from(), to + 1))
        .withHeader("Accept-Ranges", "bytes").withHeader("Content-Range", "bytes " + range.from() + "-" + to + "/" + content.length);
  }

  /** Both ends included. */
  private record Range(int from, int to) {
    /** Empty when it is none, or several: then there is the whole. */
    static Optional<Range> read(String header, int length) {
      Matcher matcher = RANGE.matcher(header.strip());
      if (!matcher.matches() || (matcher.group(1) == null && matcher.group(2) == null)) {
        return Optional.empty();
      }
      if (matcher.group(1) == null) { // the last so many
        int last = Integer.parseInt(matcher.group(2));
        return Optional.of(last == 0 ? new Range(length, length) : new Range(Math.max(0, length - last), length - 1));
      }
      return Optional.of(new Range(Integer.parseInt(matcher.group(1)), matcher.group(2) == null ? length - 1 : Integer.parseInt(matcher.group(2))));
    }
  }
}
