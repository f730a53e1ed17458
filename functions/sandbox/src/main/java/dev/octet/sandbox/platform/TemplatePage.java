package dev.octet.sandbox.platform;

import dev.octet.domain.json.JsonObject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** {@code GET /{account}/message_templates}: the account's templates, the oldest first. */
public final class TemplatePage {
  private static final List<String> FIELDS = List.of("name", "parameter_format", "components", "language", "status", "category", "rejected_reason", "id");
  private static final List<String> DEFAULTS = List.of("name", "parameter_format", "components", "language", "status", "category", "id");
  private static final List<String> FILTERS = List.of("name", "language", "status", "category");

  private TemplatePage() {}

  /**
   * @param query what the request asks: filters, {@code fields}, {@code limit}, {@code after}, {@code before}
   * @param list names the list that cursors must belong to
   * @param address of the list, without query
   */
  public static GraphAnswer answer(List<Template> templates, Map<String, String> query, String list, String address) {
    Optional<String> fields = Optional.ofNullable(query.get("fields"));
    List<String> asked = fields.isEmpty() ? DEFAULTS
        : Arrays.stream(fields.get().split(",")).map(String::strip).filter(name -> !name.isEmpty()).toList();
    if (!FIELDS.containsAll(asked)) {
      return GraphAnswer.refused(PlatformError.INVALID_PARAMETER,
          "fields names a field that a template does not have here. It has " + String.join(", ", FIELDS) + ".");
    }
    List<Template> found = templates.stream().filter(template -> FILTERS.stream().allMatch(filter ->
        query.get(filter) == null || template.row().text(filter).orElse("").equalsIgnoreCase(query.get(filter)))).toList();
    return new RowPage<>(Template::place, (Template template) -> row(template, asked), list, address(query, address))
        .answer(found, Optional.ofNullable(query.get("limit")), Optional.ofNullable(query.get("after")), Optional.ofNullable(query.get("before")));
  }

  private static JsonObject row(Template template, List<String> asked) {
    JsonObject all = template.row();
    JsonObject row = JsonObject.EMPTY;
    for (String name : asked) {
      row = row.with(name, all.get(name));
    }
    return row.with("id", template.id());
  }

  /** The next page is of the same question. */
  private static String address(Map<String, String> query, String address) {
    Map<String, String> same = new TreeMap<>(query);
    same.keySet().retainAll(List.of("fields", "name", "language", "status", "category"));
    return same.isEmpty() ? address : address + "?" + same.entrySet().stream()
        .map(it -> it.getKey() + "=" + URLEncoder.encode(it.getValue(), StandardCharsets.UTF_8)).collect(Collectors.joining("&"));
  }
}
