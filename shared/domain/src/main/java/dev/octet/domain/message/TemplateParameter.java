package dev.octet.domain.message;

import dev.octet.domain.group.RequestReading.Wrong;
import dev.octet.domain.json.JsonObject;
import java.util.Optional;

/** What is put into one place of a template. */
final class TemplateParameter {
  /** As long as a template that is nothing but a body may become. */
  private static final int MAX_TEXT = 32_768;
  private static final int MAX_TYPE = 64;

  private TemplateParameter() {}

  /** @param component the kind of the component that it stands in */
  static Optional<Wrong> problem(JsonObject parameter, String path, String component) {
    Shape shape = Shape.of(parameter, path).requiredText("type", MAX_TYPE).text("parameter_name", MAX_TYPE);
    if (shape.problem().isPresent()) {
      return shape.problem();
    }
    return switch (parameter.text("type").orElseThrow()) {
      case "text" -> shape.requiredText("text", MAX_TEXT).problem();
      case "payload" -> shape.requiredText("payload", MAX_TEXT).problem();
      case "coupon_code" -> shape.requiredText("coupon_code", MAX_TEXT).problem();
      case "currency" -> currency(parameter, path + ".currency");
      case "date_time" -> Shape.required(parameter, "date_time", path + ".date_time").requiredText("fallback_value", MAX_TEXT).problem();
      case "image", "video", "document" -> MediaContent.problem(parameter, parameter.text("type").orElseThrow(), path + "." + parameter.text("type").orElseThrow());
      case "group_id" -> shape.requiredText("group_id", Destination.MAX_GROUP_ID)
          .check(component.equals("body"), 131009, "`" + path + "` is of the type `group_id`, which has its place in the body.").problem();
      default -> Optional.empty();
    };
  }

  private static Optional<Wrong> currency(JsonObject parameter, String path) {
    JsonObject currency = parameter.object("currency").orElse(JsonObject.EMPTY);
    return Shape.required(parameter, "currency", path)
        .requiredText("fallback_value", MAX_TEXT)
        .requiredText("code", MAX_TYPE)
        .check(currency.text("code").orElse("").matches("[A-Z]{3}"), 131009, "`" + path + ".code` is a currency's three letters, such as EUR.")
        .check(currency.get("amount_1000") != null, 131008, "`" + path + ".amount_1000` is missing.")
        .check(currency.whole("amount_1000").isPresent(), 131009, "`" + path + ".amount_1000` is the amount times 1,000, a whole number.")
        .problem();
  }
}
