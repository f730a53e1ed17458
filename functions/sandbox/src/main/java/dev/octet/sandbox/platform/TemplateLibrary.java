package dev.octet.sandbox.platform;

import dev.octet.domain.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * {@code GET /message_template_library} (spec §2.5): the templates for inviting to a group. The platform's own names and
 * texts are published nowhere; these are the sandbox's.
 */
public final class TemplateLibrary {
  private static final String TOPIC = "GROUP_INVITE_LINK";
  private static final String LINK = "https://chat.whatsapp.com/abc";

  private static final List<LibraryTemplate> ALL = all();

  private TemplateLibrary() {}

  /** One way to invite, in its languages. */
  private record Use(String name, String usecase, List<String> industry, List<String> types, Map<String, Words> words) {}

  private record Words(String body, String... parameters) {}

  private static List<Use> uses() {
    return List.of(
        new Use("group_invite_upon_request_1", "GROUP_INVITE_UPON_REQUEST", List.of(), List.of(Template.GROUP_ID, "TEXT"), Map.of(
            "en", new Words("You wished to talk with us about {{2}} in a group. Come in here: {{1}}", LINK, "your order"),
            "de", new Words("Sie wollten mit uns in einer Gruppe über {{2}} sprechen. Hier geht es hinein: {{1}}", LINK, "Ihre Bestellung"),
            "es", new Words("Quería hablar con nosotros de {{2}} en un grupo. Entre aquí: {{1}}", LINK, "su pedido"))),
        new Use("group_invite_order_1", "GROUP_INVITE_ORDER_UPDATES", List.of("E_COMMERCE"), List.of(Template.GROUP_ID, "TEXT", "DATE"), Map.of(
            "en", new Words("All about order {{2}}, due on {{3}}, is in a group of its own: {{1}} Come in when you like.", LINK, "4471", "24 November 2026"),
            "de", new Words("Alles zur Bestellung {{2}}, fällig am {{3}}, steht in einer eigenen Gruppe: {{1}} Kommen Sie gern dazu.", LINK, "4471", "24.11.2026"))),
        new Use("group_invite_appointment_1", "GROUP_INVITE_APPOINTMENT", List.of("HEALTH", "PROFESSIONAL_SERVICES"),
            List.of(Template.GROUP_ID, "ADDRESS", "PHONE_NUMBER"), Map.of(
            "en", new Words("For your appointment at {{2}} there is a group with everybody involved: {{1}} Questions? Call {{3}}.",
                LINK, "1 Mill Lane, Leeds", "+44 7700 900123"))));
  }

  private static List<LibraryTemplate> all() {
    List<LibraryTemplate> all = new ArrayList<>();
    int number = 1;
    for (Use use : uses()) {
      for (String language : use.words().keySet().stream().sorted().toList()) {
        Words words = Objects.requireNonNull(use.words().get(language));
        all.add(new LibraryTemplate("4000000000000" + String.format(Locale.ROOT, "%02d", number++), use.name(), language, TOPIC, use.usecase(), use.industry(),
            words.body(), List.of(words.parameters()), use.types()));
      }
    }
    return List.copyOf(all);
  }

  /** Filters in any case of letters; what is not asked for is not filtered by. */
  public static GraphAnswer answer(
      Optional<String> category, Optional<String> topic, Optional<String> usecase, Optional<String> language, Optional<String> search) {
    List<JsonObject> rows = ALL.stream()
        .filter(_ -> like(category, TemplateCategory.UTILITY.name()))
        .filter(it -> like(topic, it.topic()))
        .filter(it -> like(usecase, it.usecase()))
        .filter(it -> like(language, it.language()))
        .filter(it -> search.isEmpty() || (it.name() + " " + it.body()).toLowerCase(Locale.ROOT).contains(search.get().toLowerCase(Locale.ROOT)))
        .map(LibraryTemplate::row).toList();
    return GraphAnswer.ok(JsonObject.EMPTY.with("data", rows));
  }

  private static boolean like(Optional<String> asked, String value) {
    return asked.isEmpty() || asked.get().equalsIgnoreCase(value);
  }

  static Optional<LibraryTemplate> find(String name, String language) {
    return ALL.stream().filter(it -> it.name().equals(name) && it.language().equals(language)).findFirst();
  }
}
