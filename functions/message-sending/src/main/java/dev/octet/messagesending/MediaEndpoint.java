package dev.octet.messagesending;

import dev.octet.aws.http.HttpRequest;
import dev.octet.aws.http.HttpResponse;
import dev.octet.domain.message.MediaRule;
import dev.octet.graph.GraphError;
import dev.octet.graph.MultipartForm.Part;
import dev.octet.graph.MultipartForm;
import dev.octet.graph.Outcome;
import dev.octet.operations.Refused;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Files that are uploaded before they are sent (spec §3.1). Nothing of it is recorded: a file uploaded twice has two ids, and
 * does no harm.
 */
final class MediaEndpoint {
  /** What a request to a function has room for, in base64. */
  private static final int MAX_BYTES = 4 << 20;

  private final MessagePlatform platform;

  MediaEndpoint(MessagePlatform platform) {
    this.platform = platform;
  }

  /** @throws Refused when the platform would not take it, or did not */
  HttpResponse upload(HttpRequest request, String phoneNumberId) {
    MultipartForm form = form(request);
    Part file = part(form, "file").orElseThrow(() -> missing("file", "the file"));
    String type = part(form, "type").map(part -> new String(part.content(), StandardCharsets.UTF_8).strip()).filter(it -> !it.isEmpty()).or(file::contentType)
        .orElseThrow(() -> missing("type", "the file's type, such as image/jpeg"));
    if (file.content().length > MAX_BYTES) {
      throw new Refused(GraphError.of(131009, "The file is larger than 4 MB, which is what a request has room for. A larger one is sent by `link`.").withStatus(413));
    }
    MediaRule.problem(type, file.content()).ifPresent(wrong -> {
      throw new Refused(GraphError.of(wrong.code(), wrong.sentence()));
    });
    List<Part> parts = new ArrayList<>(List.of(Part.text("messaging_product", "whatsapp"), Part.text("type", type)));
    parts.add(new Part("file", Optional.of(file.fileName().orElse("file")), Optional.of(type), file.content()));
    return switch (platform.upload(phoneNumberId, new MultipartForm(parts))) {
      case Outcome.Answered answered -> HttpResponse.json(200, answered.body());
      case Outcome.Refused(GraphError error) -> throw new Refused(error);
      case Outcome.NotSent(GraphError error) -> throw new Refused(error);
      case Outcome.Unknown _ -> throw new Refused(new GraphError(504, 2, "(#2) API Service", "The platform did not answer. Upload the file again: nothing was sent to anybody."));
    };
  }

  private static MultipartForm form(HttpRequest request) {
    String contentType = request.header("content-type").filter(MultipartForm::is).orElseThrow(() ->
        new Refused(GraphError.of(100, "A file is uploaded as multipart/form-data, with `messaging_product`, `type` and `file`.")));
    return switch (MultipartForm.read(contentType, request.body())) {
      case MultipartForm.Reading.Right right -> right.form();
      case MultipartForm.Reading.Wrong wrong -> throw new Refused(GraphError.of(100, wrong.sentence()));
    };
  }

  private static Optional<Part> part(MultipartForm form, String name) {
    return form.parts().stream().filter(part -> part.name().equals(name)).findFirst();
  }

  private static Refused missing(String name, String what) {
    return new Refused(GraphError.of(131008, "`" + name + "` is missing: " + what + "."));
  }
}
