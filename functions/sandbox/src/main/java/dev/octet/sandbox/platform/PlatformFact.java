package dev.octet.sandbox.platform;

import dev.octet.domain.json.JsonException;
import dev.octet.domain.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * Something that the sandbox does as the platform does it, and how sure that is: {@code fidelity.json} has all of it.
 *
 * @param key the area, and what it is there: {@code code.131041}, {@code field.messages.pricing}
 * @param text a sentence for people
 */
public record PlatformFact(String key, Area area, String text, Fidelity fidelity) {

  /** What it is about. */
  public enum Area {
    OPERATION, CODE, WEBHOOK,
    /** Of an operation, or of a field of webhooks: the member is the last part of the key. */
    FIELD,
    RULE;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Read when it is first asked for: most calls do without. */
  private static final class All {
    static final List<PlatformFact> FACTS = read();
  }

  /** All of them, by area. */
  public static List<PlatformFact> all() {
    return All.FACTS;
  }

  private static List<PlatformFact> read() {
    try (InputStream file = Objects.requireNonNull(PlatformFact.class.getResourceAsStream("/dev/octet/sandbox/fidelity.json"))) {
      return JsonObject.parse(file.readAllBytes()).objects("fidelity").stream().map(PlatformFact::ofJson).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (JsonException e) {
      throw new IllegalStateException("fidelity.json is no JSON object.", e);
    }
  }

  private static PlatformFact ofJson(JsonObject json) {
    return new PlatformFact(json.text("key").orElseThrow(), Area.valueOf(json.text("area").orElseThrow().toUpperCase(Locale.ROOT)), json.text("text").orElseThrow(),
        Fidelity.valueOf(json.text("fidelity").orElseThrow().toUpperCase(Locale.ROOT)));
  }

  /** The members of one operation, or of one field of webhooks, that something is known about. */
  public static List<String> members(String of) {
    String prefix = Area.FIELD + "." + of + ".";
    return all().stream().filter(fact -> fact.area == Area.FIELD && fact.key.startsWith(prefix)).map(fact -> fact.key.substring(prefix.length())).toList();
  }

  public JsonObject toJson() {
    return JsonObject.EMPTY.with("key", key).with("area", area.toString()).with("text", text).with("fidelity", fidelity.toString());
  }
}
