package dev.octet.domain.group;

import dev.octet.domain.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A group's invite link, with a fence around its resets. A reset makes a new link and kills all earlier ones, and of two that
 * overlap nobody can tell by their answers which link was made last, and lives. So each is written down before it is asked
 * for, and whichever ends without having been alone all the time reads the link again.
 *
 * @param address empty while it is not known
 * @param at since when it is known to be that; empty while it is the one that the group was made with
 * @param resets those under way; one that nobody ended stays until there are too many, and only costs a reading
 */
public record InviteLink(Optional<String> address, Optional<Instant> at, List<Reset> resets) {
  public static final InviteLink UNKNOWN = new InviteLink(Optional.empty(), Optional.empty(), List.of());
  private static final int MAX_RESETS = 10;

  /** @param alone whether no other was under way at any time since it began, and it was asked for once */
  record Reset(String requestId, boolean alone) {}

  public InviteLink {
    resets = List.copyOf(resets);
  }

  /** What is known stays: a group's making may be told long after its link was reset. */
  InviteLink orElse(Optional<String> other) {
    return address.isPresent() ? this : new InviteLink(other, at, resets);
  }

  /** A reset is about to be asked for, the first time or again. */
  InviteLink beginning(String requestId) {
    boolean alone = resets.isEmpty();
    List<Reset> all = new ArrayList<>();
    resets.stream().filter(reset -> !reset.requestId().equals(requestId)).forEach(reset -> all.add(new Reset(reset.requestId(), false)));
    all.add(new Reset(requestId, alone));
    return new InviteLink(address, at, all.subList(Math.max(0, all.size() - MAX_RESETS), all.size()));
  }

  /** Whether a reset's own answer says which link lives. */
  public boolean wasAlone(String requestId) {
    return resets.equals(List.of(new Reset(requestId, true)));
  }

  /** A reset has ended, and this link lives now; without one it has failed, and nothing changed. */
  InviteLink ended(String requestId, Optional<String> living, Instant when) {
    List<Reset> others = resets.stream().filter(reset -> !reset.requestId().equals(requestId)).toList();
    return living.isPresent() ? new InviteLink(living, Optional.of(when), others) : new InviteLink(address, at, others);
  }

  /** Into the fields of the group that it belongs to. */
  JsonObject into(JsonObject group) {
    return group.with("invite_link", address).with("invite_link_at", at.map(Instant::getEpochSecond))
        .with("link_resets", Optional.of(resets).filter(all -> !all.isEmpty()).map(all ->
            all.stream().map(reset -> JsonObject.EMPTY.with("request_id", reset.requestId()).with("alone", reset.alone())).toList()));
  }

  static InviteLink of(JsonObject group) {
    var seconds = group.whole("invite_link_at");
    return new InviteLink(group.text("invite_link"), seconds.isPresent() ? Optional.of(Instant.ofEpochSecond(seconds.getAsLong())) : Optional.empty(),
        group.objects("link_resets").stream().map(reset -> new Reset(reset.text("request_id").orElse(""), reset.bool("alone").orElse(false))).toList());
  }
}
