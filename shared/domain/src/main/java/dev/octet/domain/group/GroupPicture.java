package dev.octet.domain.group;

import dev.octet.domain.json.JsonObject;
import java.time.Instant;
import java.util.Optional;

/**
 * The picture that a group has, as far as anybody can know: the platform tells of it once, and cannot be asked (spec §2.7).
 *
 * @param sha256 in base64, where the platform said it
 * @param at since when, by the platform's clock
 */
public record GroupPicture(Optional<String> sha256, Instant at) {
  /** In base64; what is longer is none. */
  private static final int HASH = 44;

  public GroupPicture {
    sha256 = sha256.filter(it -> it.length() <= HASH);
  }

  JsonObject toJson() {
    return JsonObject.EMPTY.with("sha256", sha256).with("at", at.getEpochSecond());
  }

  static GroupPicture ofJson(JsonObject json) {
    return new GroupPicture(json.text("sha256"), Instant.ofEpochSecond(json.whole("at").orElse(0)));
  }
}
