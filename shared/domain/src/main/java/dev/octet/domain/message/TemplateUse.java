package dev.octet.domain.message;

import dev.octet.domain.json.JsonObject;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Where a number has used a template. The platform asks for templates that are made for groups only (spec §1).
 *
 * @param category as the platform had it when it was last sent, as far as known
 * @param since when it was first used in each place
 * @param repurposed which send made it one that is used both in groups and one-to-one
 */
public record TemplateUse(UsedTemplate template, Optional<String> category, Map<Where, Instant> since, Optional<Repurposed> repurposed) {
  private static final String REPURPOSED = "repurposed";

  public TemplateUse {
    since = since.isEmpty() ? Map.of() : Map.copyOf(since);
  }

  /** Where a template is used. */
  public enum Where {
    GROUP, ONE_TO_ONE,
    /** One-to-one as well, but the invite template is made for that (spec §2.5). */
    INVITATION;

    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * The send with which it came to be used both ways: the same one tells it again, and no other does.
   *
   * @param requestId of the operation
   */
  public record Repurposed(String requestId, Where where, Instant at) {}

  public static TemplateUse none(UsedTemplate template) {
    return new TemplateUse(template, Optional.empty(), Map.of(), Optional.empty());
  }

  /** Where a message uses its template, if it has one. */
  public static Where where(SendMessage message) {
    return message.destination() instanceof Destination.Group ? Where.GROUP
        : Invite.groupOf(message.body()).isPresent() ? Where.INVITATION : Where.ONE_TO_ONE;
  }

  /** Whether, used here, it would come to be used both in groups and one-to-one. */
  public boolean wouldRepurpose(Where where) {
    return !since.containsKey(where) && switch (where) {
      case GROUP -> since.containsKey(Where.ONE_TO_ONE);
      case ONE_TO_ONE -> since.containsKey(Where.GROUP);
      case INVITATION -> false;
    };
  }

  /** It was sent. Sent again by the same operation, nothing changes. */
  public TemplateUse sent(Where where, String requestId, Instant at, Optional<String> newCategory) {
    Map<Where, Instant> places = new EnumMap<>(Where.class);
    places.putAll(since);
    places.putIfAbsent(where, at);
    return new TemplateUse(template, newCategory.or(() -> category), places,
        wouldRepurpose(where) ? Optional.of(new Repurposed(requestId, where, at)) : repurposed);
  }

  /** The places where it was used. */
  public List<String> usedIn() {
    return since.keySet().stream().sorted().map(Where::word).toList();
  }

  public JsonObject toJson() {
    JsonObject json = template.toJson().with("category", category);
    for (Map.Entry<Where, Instant> place : since.entrySet()) {
      json = json.with(place.getKey().word(), place.getValue().getEpochSecond());
    }
    return json.with(REPURPOSED, repurposed.map(it -> JsonObject.EMPTY
        .with("request_id", it.requestId()).with("where", it.where().word()).with("at", it.at().getEpochSecond())));
  }

  public static TemplateUse ofJson(JsonObject json) {
    Map<Where, Instant> since = new EnumMap<>(Where.class);
    for (Where where : Where.values()) {
      json.whole(where.word()).ifPresent(seconds -> since.put(where, Instant.ofEpochSecond(seconds)));
    }
    return new TemplateUse(new UsedTemplate(json.text("name").orElse(""), json.text("language").orElse("")), json.text("category"), since,
        json.object(REPURPOSED).map(it -> new Repurposed(it.text("request_id").orElse(""),
            it.text("where").filter(Where.GROUP.word()::equals).isPresent() ? Where.GROUP : Where.ONE_TO_ONE,
            Instant.ofEpochSecond(it.whole("at").orElse(0)))));
  }
}
