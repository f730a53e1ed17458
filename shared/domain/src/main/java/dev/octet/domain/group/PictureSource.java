package dev.octet.domain.group;

import dev.octet.domain.json.JsonObject;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;

/** Where the picture of a request is, as the request is kept: never in the request itself. */
public sealed interface PictureSource {
  /** Longer than the links of any storage. */
  int MAX_LINK = 2048;

  /**
   * It came with the request, and is kept beside the operation until that ends.
   *
   * @param sha256 in base64: what makes two requests the same
   * @param size in bytes
   */
  record Kept(String sha256, int size) implements PictureSource {}

  /** It is to be fetched when the platform is asked. */
  record Link(String address) implements PictureSource {
    @Override
    public String toString() {
      return "a link"; // it may hold a signature that opens it
    }
  }

  static Kept of(Picture picture) {
    return new Kept(picture.sha256(), picture.bytes().length);
  }

  /** What is wrong with a link; empty when nothing is. Where it leads is looked at when it is fetched. */
  static Optional<String> problem(String link) {
    Optional<URI> uri = uri(link);
    boolean right = link.length() <= MAX_LINK && uri.filter(it -> "https".equalsIgnoreCase(it.getScheme()) && it.getHost() != null
        && it.getRawUserInfo() == null).isPresent();
    return right ? Optional.empty()
        : Optional.of("`picture.link` must be a complete https address of at most 2,048 characters, without a user name in it.");
  }

  private static Optional<URI> uri(String link) {
    try {
      return Optional.of(new URI(link));
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }

  default JsonObject toJson() {
    return switch (this) {
      case Kept kept -> JsonObject.EMPTY.with("sha256", kept.sha256()).with("size", kept.size());
      case Link link -> JsonObject.EMPTY.with("link", link.address());
    };
  }

  /** What {@link #toJson} made. */
  static PictureSource ofJson(JsonObject json) {
    return json.text("link").<PictureSource>map(Link::new)
        .orElseGet(() -> new Kept(json.text("sha256").orElseThrow(), (int) json.whole("size").orElseThrow()));
  }
}
