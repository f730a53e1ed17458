package dev.octet.domain.message;

import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * How many deliveries of one kind there were on one day. Days and months are UTC.
 *
 * @param country two letters, or {@code unknown}
 * @param template its name and language, such as {@code bill/en}; {@code -} for what is no template
 */
public record CostCount(LocalDate day, String category, String type, String country, String template, long count) {
  static final String NO_TEMPLATE = "-";
  private static final int FIELDS = 5;

  /** One delivery. */
  public static CostCount of(PriceLine line) {
    return new CostCount(LocalDate.ofInstant(line.at(), ZoneOffset.UTC), line.price().category(), line.price().type(),
        line.country().orElse(Price.UNKNOWN), line.template().map(CostCount::of).orElse(NO_TEMPLATE), 1);
  }

  private static String of(UsedTemplate template) {
    return template.key("/");
  }

  /** Whether it is of this template, in this language. */
  boolean isOf(UsedTemplate one) {
    return template.equals(of(one));
  }

  /** The template's name, whatever its language. */
  String templateName() {
    return template.contains("/") ? template.substring(0, template.indexOf('/')) : template;
  }

  public YearMonth month() {
    return YearMonth.from(day);
  }

  /** What it is counted under. */
  public String key() {
    return String.join("#", day.toString(), category, type, country, template);
  }

  /** Empty when it is no such key. What stands behind a further {@code #} only spreads the counting. */
  public static Optional<CostCount> read(String key, long count) {
    String[] fields = key.split("#", FIELDS + 1);
    return fields.length < FIELDS || !fields[0].matches("\\d{4}-\\d{2}-\\d{2}") ? Optional.empty()
        : Optional.of(new CostCount(LocalDate.parse(fields[0]), fields[1], fields[2], fields[3], fields[4], count));
  }
}
