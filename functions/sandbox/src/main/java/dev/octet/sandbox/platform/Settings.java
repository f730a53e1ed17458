package dev.octet.sandbox.platform;

import dev.octet.domain.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code POST /{group_id}}: another picture, subject or description; the webhook tells of each that was sent (spec §2.9, §4.4). */
public final class Settings {
  private Settings() {}

  /**
   * A picture that a group cannot have is refused at once when it is all that was sent; with texts beside it, these are
   * changed, and its block in the webhook says why it is not.
   *
   * @param failure when it is only taken, and then fails: nothing is refused at once
   */
  public static GroupChange decide(
      BusinessNumber number, PlatformGroup group, SettingsRequest request, Optional<WebhookFailure> failure, String requestId, Instant now) {
    Optional<PlatformError> wrong = request.picture().flatMap(Picture::wrong);
    if (wrong.isPresent() && failure.isEmpty() && request.subject().isEmpty() && request.description().isEmpty()) {
      return new GroupChange.Refused(Refusal.of(wrong.get()));
    }
    List<Block> blocks = blocks(request);
    wrong.ifPresent(error -> blocks.replaceAll(block -> block.of() == Setting.PICTURE ? block.failing(error) : block));
    failure.ifPresent(it -> {
      Setting last = it.ofPicture() && request.picture().isPresent() ? Setting.PICTURE : blocks.getLast().of();
      boolean one = it.partial() || (it.ofPicture() && last == Setting.PICTURE);
      blocks.replaceAll(block -> !one || block.of() == last ? block.failing(it.error()) : block);
    });
    return change(number, group, blocks, request, requestId, now);
  }

  /** What can be set. */
  private enum Setting {
    PICTURE("profile_picture"), SUBJECT("group_subject"), DESCRIPTION("group_description");

    private final String block;

    Setting(String block) {
      this.block = block;
    }
  }

  /** One setting that was sent, and why it is not changed, if it is not. */
  private record Block(Setting of, JsonObject value, Optional<PlatformError> error) {
    Block failing(PlatformError with) {
      return new Block(of, value, Optional.of(with));
    }

    JsonObject toJson() {
      return value.with("update_successful", error.isEmpty()).with("errors", error.map(it -> List.of(it.inList())));
    }
  }

  private static List<Block> blocks(SettingsRequest request) {
    List<Block> blocks = new ArrayList<>();
    request.picture().ifPresent(it -> blocks.add(new Block(Setting.PICTURE,
        JsonObject.EMPTY.with("mime_type", Picture.JPEG).with("sha256", it.sha256()), Optional.empty())));
    request.subject().ifPresent(it -> blocks.add(new Block(Setting.SUBJECT, JsonObject.EMPTY.with("text", it), Optional.empty())));
    request.description().ifPresent(it -> blocks.add(new Block(Setting.DESCRIPTION, JsonObject.EMPTY.with("text", it), Optional.empty())));
    return blocks;
  }

  private static GroupChange change(
      BusinessNumber number, PlatformGroup group, List<Block> blocks, SettingsRequest request, String requestId, Instant now) {
    List<Setting> done = blocks.stream().filter(block -> block.error().isEmpty()).map(Block::of).toList();
    PlatformGroup changed = group.with(
        request.subject().filter(_ -> done.contains(Setting.SUBJECT)).orElse(group.subject()),
        done.contains(Setting.DESCRIPTION) ? request.description().filter(text -> !text.isEmpty()) : group.description(),
        request.picture().filter(_ -> done.contains(Setting.PICTURE)).or(group::picture));
    JsonObject event = JsonObject.EMPTY;
    for (Block block : blocks) {
      event = event.with(block.of().block, block.toJson());
    }
    return new GroupChange.Changed(changed,
        Optional.of(Webhook.settingsUpdated(number, group, requestId, event.with("errors", errors(blocks, done.isEmpty())), now)),
        GroupChange.taken(requestId));
  }

  /** Beside the blocks: the reasons when nothing was changed, that it was changed in part, or nothing. */
  private static Optional<List<JsonObject>> errors(List<Block> blocks, boolean none) {
    List<PlatformError> errors = blocks.stream().flatMap(block -> block.error().stream()).distinct().toList();
    return errors.isEmpty() ? Optional.empty() : Optional.of(none ? errors.stream().map(PlatformError::inList).toList()
        : List.of(PlatformError.PARTLY_DONE.listed("Some of the requested settings were not updated.")));
  }
}
