package dev.octet.sandbox.platform;

import dev.octet.domain.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code GET /{account}?fields=}: its name, and its analytics, which have no data: of group sends the platform gives none (spec §1). */
public final class AccountInfo {
  private AccountInfo() {}

  public static GraphAnswer answer(BusinessNumber number, Optional<String> fields) {
    JsonObject answer = JsonObject.EMPTY;
    for (String field : names(fields.orElse("name"))) {
      String name = field.split("\\.", 2)[0];
      switch (name) {
        case "id" -> { }
        case "name" -> answer = answer.with("name", number.verifiedName());
        case "analytics" -> answer = answer.with("analytics", JsonObject.EMPTY.with("granularity", "DAY").with("data_points", List.of()));
        case "template_analytics" -> answer = answer.with("template_analytics", templateAnalytics());
        default -> {
          return GraphAnswer.refused(PlatformError.INVALID_PARAMETER,
              "fields names a field that an account does not have here. It has id, name, analytics, template_analytics.");
        }
      }
    }
    return GraphAnswer.ok(answer.with("id", number.accountId()));
  }

  public static JsonObject templateAnalytics() {
    return JsonObject.EMPTY.with("data", List.of(
        JsonObject.EMPTY.with("granularity", "DAILY").with("product_type", "cloud_api").with("data_points", List.of())));
  }

  /** Names with what is asked of each, such as {@code analytics.start(1).end(2)}; commas inside brackets divide nothing. */
  private static List<String> names(String fields) {
    List<String> names = new ArrayList<>();
    int depth = 0;
    StringBuilder name = new StringBuilder();
    for (char c : (fields + ",").toCharArray()) {
      depth += c == '(' ? 1 : c == ')' ? -1 : 0;
      if (c == ',' && depth <= 0) {
        Optional.of(name.toString().strip()).filter(it -> !it.isEmpty()).ifPresent(names::add);
        name.setLength(0);
      } else {
        name.append(c);
      }
    }
    return names;
  }
}
