package dev.octet.sandbox;

import dev.octet.aws.http.HttpRequest;
import dev.octet.aws.http.HttpResponse;
import dev.octet.domain.json.JsonObject;
import dev.octet.sandbox.platform.GraphAnswer;
import dev.octet.sandbox.platform.Media;
import dev.octet.sandbox.platform.MediaForm;
import dev.octet.sandbox.platform.PlatformError;
import dev.octet.sandbox.platform.PlatformIds;
import dev.octet.sandbox.platform.Refusal;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** {@code /{phone_number_id}/media} and {@code /{media_id}} of the Graph API, and the address that a file is downloaded from. */
final class MediaEndpoints {
  private final MediaStore media;
  private final GraphFaults faults;
  private final AccessTokens tokens;
  private final String publicUrl;
  private final PlatformIds ids;
  private final Clock clock;

  MediaEndpoints(MediaStore media, GraphFaults faults, AccessTokens tokens, String publicUrl, PlatformIds ids, Clock clock) {
    this.media = media;
    this.faults = faults;
    this.tokens = tokens;
    this.publicUrl = publicUrl;
    this.ids = ids;
    this.clock = clock;
  }

  HttpResponse upload(HttpRequest request, String phoneNumberId, Control control, String trace) {
    GraphAnswer answer = !request.method().equals("POST") ? GraphAnswer.refused(PlatformError.NOT_AVAILABLE, "Media are uploaded with POST.")
        : GraphHttp.form(request, type -> switch (MediaForm.read(type, request.body())) {
          case MediaForm.Read.Invalid invalid -> new GraphAnswer.Refused(invalid.refusal());
          case MediaForm.Read.Valid valid -> add(valid.form(), phoneNumberId, control);
        });
    return faults.after(answer, phoneNumberId, control, trace);
  }

  private GraphAnswer add(MediaForm form, String phoneNumberId, Control control) {
    Media file = form.toMedia(ids.object(), phoneNumberId, control.now(clock));
    return media.add(control.keys(), file, form.content()) ? GraphAnswer.ok(JsonObject.EMPTY.with("id", file.id())) : GraphAnswer.refused(PlatformError.SOMETHING_WENT_WRONG);
  }

  /** The file of this id, if one of these numbers has it. */
  Optional<MediaStore.Saved> find(String id, List<String> numbers, Control control) {
    return id.matches("\\d{16}") ? media.get(control.keys(), id, control.now(clock)).filter(saved -> numbers.contains(saved.media().holder())) : Optional.empty();
  }

  HttpResponse handle(HttpRequest request, MediaStore.Saved saved, String edge, Control control, String trace) {
    Media file = saved.media();
    if (request.query("phone_number_id").filter(number -> !number.equals(file.holder())).isPresent()) {
      return GraphHttp.response(GraphAnswer.refused(PlatformError.INVALID_PARAMETER, "The file is not one of this phone_number_id."), trace);
    }
    return switch (request.method() + " " + edge) {
      case "GET " -> GraphHttp.response(GraphAnswer.ok(file.info(publicUrl, control.now(clock))), trace);
      case "DELETE " -> {
        media.delete(control.keys(), saved);
        yield faults.after(GraphAnswer.ok(JsonObject.EMPTY.with("success", true)), file.holder(), control, trace);
      }
      default -> GraphHttp.response(GraphAnswer.refused(PlatformError.NOT_AVAILABLE, "A file is read with GET and deleted with DELETE."), trace);
    };
  }

  /** With the token, as on the platform: an address alone opens nothing. */
  HttpResponse download(HttpRequest request, Control control) {
    List<String> numbers = tokens.numbersOf(request);
    if (numbers.isEmpty()) {
      return GraphHttp.response(new GraphAnswer.Refused(Refusal.token()), ids.trace());
    }
    if (!request.method().equals("GET")) {
      return HttpResponse.empty(405).withHeader("Allow", "GET");
    }
    Instant now = control.now(clock);
    return find(request.query("mid").orElse(""), numbers, control).map(MediaStore.Saved::media)
        .filter(file -> file.opens(request.query("ext").orElse(""), request.query("hash").orElse(""), now))
        .flatMap(file -> content(request, control, file)).orElseGet(() -> HttpResponse.empty(404));
  }

  /** {@code /sandbox/api/media/{media_id}}: the file, for who looks at the sandbox, whosever it is. */
  HttpResponse show(HttpRequest request, List<String> path, Control control) {
    if (path.size() != 1) {
      return ApiAnswer.error(404, "There is no such route: a file is at media/{id}.");
    }
    if (!List.of("GET", "HEAD").contains(request.method())) {
      return ApiAnswer.error(405, "A file is read with GET.");
    }
    return media.get(control.keys(), path.getFirst(), control.now(clock)).flatMap(saved -> content(request, control, saved.media()))
        .orElseGet(() -> ApiAnswer.error(404, "There is no such file, or no more."));
  }

  /** Whatever it is, it is saved and not shown as a page of the sandbox's own. */
  private Optional<HttpResponse> content(HttpRequest request, Control control, Media file) {
    return media.content(control.keys(), file).map(bytes -> {
      HttpResponse response = FileAnswer.of(request, file.contentType(), bytes)
          .withHeader("Content-Disposition", "attachment").withHeader("X-Content-Type-Options", "nosniff").withHeader("Content-Security-Policy", "sandbox");
      return file.fileId().isPresent() ? response : response.withHeader("Octet-Sandbox-Placeholder", "true");
    });
  }
}
