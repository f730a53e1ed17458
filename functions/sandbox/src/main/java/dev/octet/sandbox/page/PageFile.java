package dev.octet.sandbox.page;

import dev.octet.domain.Hash;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A file of the page, as it stands beside this class.
 *
 * @param tag names these very bytes, in the quotes that an {@code ETag} has
 */
public record PageFile(String contentType, byte[] bytes, String tag) {
  /** No slash, and one dot: a name of this form leads nowhere but here. */
  private static final Pattern NAME = Pattern.compile("[a-z]+(?:-[a-z]+)*\\.(html|css|js|svg)");
  private static final Map<String, String> TYPES = Map.of(
      "html", "text/html; charset=UTF-8", "css", "text/css; charset=UTF-8", "js", "text/javascript; charset=UTF-8", "svg", "image/svg+xml");

  /** Empty when there is no such file. */
  public static Optional<PageFile> of(String name) {
    Matcher matcher = NAME.matcher(name);
    return matcher.matches() ? read(name, String.valueOf(TYPES.get(matcher.group(1)))) : Optional.empty();
  }

  private static Optional<PageFile> read(String name, String contentType) {
    try (InputStream in = PageFile.class.getResourceAsStream(name)) {
      if (in == null) {
        return Optional.empty();
      }
      byte[] bytes = in.readAllBytes();
      return Optional.of(new PageFile(contentType, bytes, "\"" + HexFormat.of().formatHex(Hash.sha256(bytes), 0, 12) + "\""));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String toString() {
    return contentType + " " + tag;
  }
}
