package dev.octet.grouplifecycle;

import dev.octet.domain.group.Picture;
import dev.octet.domain.group.PictureSource;
import dev.octet.domain.group.UpdateSettings;
import dev.octet.domain.operation.Operation;
import dev.octet.graph.GraphError;
import dev.octet.graph.Outcome;
import dev.octet.graph.link.LinkFetch.Fetched;
import java.util.Optional;
import java.util.function.Function;

/** Brings the picture of an operation for its call, from beside the operation or from its link. */
final class PictureFetch {
  private final Pictures pictures;
  private final Function<String, Fetched> links;

  PictureFetch(Pictures pictures, Function<String, Fetched> links) {
    this.pictures = pictures;
    this.links = links;
  }

  sealed interface Brought {
    /** @param picture empty where none is to be set */
    record Ready(Optional<Picture> picture) implements Brought {}

    /** The platform was not asked. */
    record Failed(Outcome.NotSent outcome) implements Brought {}
  }

  Brought bring(Operation operation, UpdateSettings request) {
    if (request.picture().isEmpty()) {
      return new Brought.Ready(Optional.empty());
    }
    return switch (request.picture().get()) {
      case PictureSource.Kept kept -> pictures.get(operation, kept).<Brought>map(bytes -> new Brought.Ready(Optional.of(Picture.of(bytes))))
          .orElseGet(() -> failed(131052, "The picture is not kept any more: the operation waited for more than 30 days. Send it again."));
      case PictureSource.Link link -> switch (links.apply(link.address())) {
        case Fetched.Content content -> checked(operation, content.bytes());
        case Fetched.Refused refused -> failed(131052, refused.reason());
        case Fetched.Unavailable unavailable -> failed(2, unavailable.reason());
      };
    };
  }

  private Brought checked(Operation operation, byte[] bytes) {
    return Picture.problem(bytes).map(wrong -> failed(wrong.code(), wrong.sentence())).orElseGet(() -> {
      Picture picture = Picture.of(bytes);
      pictures.noteSent(operation, picture.sha256());
      return new Brought.Ready(Optional.of(picture));
    });
  }

  private static Brought failed(int code, String sentence) {
    return new Brought.Failed(new Outcome.NotSent(GraphError.of(code, sentence)));
  }
}
