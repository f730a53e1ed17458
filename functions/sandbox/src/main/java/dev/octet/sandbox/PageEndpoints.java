package dev.octet.sandbox;

import dev.octet.aws.http.HttpRequest;
import dev.octet.aws.http.HttpResponse;
import dev.octet.sandbox.page.PageFile;
import java.util.List;
import java.util.Optional;

/** {@code /sandbox/}: the page on which the whole is seen and played, and under {@code page/} the files that it is made of. */
final class PageEndpoints {
  /** Scripts and style sheets of the page alone, nothing from elsewhere, and nowhere inside another page. Pictures may be pasted. */
  static final String CONTENT_SECURITY_POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; media-src 'self' blob:; "
      + "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

  /** Whether the request is for the page or a file of it. */
  static boolean serves(List<String> path) {
    return path.size() <= 1 || path.get(1).equals("page");
  }

  HttpResponse handle(HttpRequest request, List<String> path) {
    if (path.size() <= 1 && !request.path().endsWith("/")) {
      return HttpResponse.empty(308).withHeader("Location", "/sandbox/"); // the page's own addresses are relative to it
    }
    Optional<PageFile> file = path.size() <= 1 ? PageFile.of("index.html") : path.size() == 3 ? PageFile.of(path.get(2)) : Optional.empty();
    if (file.isEmpty()) {
      return ApiAnswer.error(404, "The page has no such file.");
    }
    return switch (request.method()) {
      case "GET", "HEAD" -> answer(request, file.get());
      default -> ApiAnswer.error(405, "The page and its files are read with GET.").withHeader("Allow", "GET, HEAD");
    };
  }

  /** Asked for anew each time and sent only when it is another one: so a new version is seen at once. */
  private static HttpResponse answer(HttpRequest request, PageFile file) {
    boolean known = request.header("if-none-match").filter(tags -> tags.contains(file.tag())).isPresent();
    HttpResponse answer = known ? HttpResponse.empty(304) : HttpResponse.text(200, file.contentType(), file.bytes());
    return answer.withHeader("ETag", file.tag())
        .withHeader("Cache-Control", "no-cache")
        .withHeader("Content-Security-Policy", CONTENT_SECURITY_POLICY)
        .withHeader("X-Content-Type-Options", "nosniff")
        .withHeader("Referrer-Policy", "no-referrer");
  }
}
