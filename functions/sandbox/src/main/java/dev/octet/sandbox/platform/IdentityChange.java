package dev.octet.sandbox.platform;

import dev.octet.domain.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Somebody in a group has another phone number, another user id, or both.
 *
 * @param before as the business knew them
 * @param after as it knows them now
 */
public record IdentityChange(Person before, Person after) {

  /** What a business is told: a system message of each change, and an update of the user id (spec §4.6). */
  public List<Webhook> webhooks(BusinessNumber number, boolean olderSpellings, PlatformIds ids, Instant at) {
    List<Webhook> webhooks = new ArrayList<>();
    if (before.waId().isPresent() && !before.waId().equals(after.waId())) {
      webhooks.add(system(number, ids, at, "user_changed_number", before.waId().get(), after.waId().orElseThrow(), JsonObject.EMPTY.with("wa_id", after.waId())));
    }
    if (!before.userId().equals(after.userId()) && !olderSpellings) { // in those times there were no user ids
      webhooks.add(system(number, ids, at, "user_changed_user_id", before.userId(), after.userId(),
          JsonObject.EMPTY.with("wa_id", after.waId()).with("user_id", after.userId())));
      webhooks.add(userIdUpdate(number, at));
    }
    return webhooks;
  }

  /** Unlike other messages it comes without contacts, and says what it says in its body too. */
  private Webhook system(BusinessNumber number, PlatformIds ids, Instant at, String type, String from, String to, JsonObject identity) {
    JsonObject message = JsonObject.EMPTY
        .with("from", before.waId())
        .with("id", ids.message(before))
        .with("timestamp", seconds(at))
        .with("type", "system")
        .with("system", JsonObject.EMPTY.with("body", "User " + after.name() + " changed from " + from + " to " + to).withAll(identity).with("type", type));
    return new Webhook(number, "messages", JsonObject.EMPTY.with("messages", List.of(message)));
  }

  private Webhook userIdUpdate(BusinessNumber number, Instant at) {
    JsonObject contact = JsonObject.EMPTY.with("profile", JsonObject.EMPTY.with("name", after.name())).with("wa_id", after.waId());
    JsonObject update = JsonObject.EMPTY
        .with("wa_id", after.waId())
        .with("detail", "User id for " + after.name() + " has been updated.")
        .with("user_id", JsonObject.EMPTY.with("previous", before.userId()).with("current", after.userId()))
        .with("timestamp", seconds(at));
    return new Webhook(number, "user_id_update", JsonObject.EMPTY.with("contacts", List.of(contact)).with("user_id_update", List.of(update)));
  }

  private static String seconds(Instant at) {
    return Long.toString(at.getEpochSecond());
  }

  @Override
  public String toString() {
    return "change of " + after; // numbers and ids are theirs
  }
}
