package dev.octet.sandbox;

import dev.octet.aws.table.Page;
import dev.octet.aws.table.Query;
import dev.octet.aws.table.Stored;
import dev.octet.aws.table.Table;
import dev.octet.aws.table.Write;
import dev.octet.domain.json.JsonObject;
import dev.octet.sandbox.platform.PreparedTemplates;
import dev.octet.sandbox.platform.Template;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Templates, by account. One that each account brings is written down once something becomes of it, and deleted ones stay as deleted. */
final class TemplateStore {
  private static final String DELETED = "deleted";
  private static final int A_PAGE = 100;

  private final Table table;

  TemplateStore(Table table) {
    this.table = table;
  }

  /** @param stored empty while it is not written down */
  record Saved(Template template, Optional<Stored> stored) {}

  /** The oldest first. */
  List<Saved> all(Keys keys, String accountId) {
    Map<String, Saved> found = new LinkedHashMap<>();
    PreparedTemplates.of(accountId).forEach(it -> found.put(keys.template(accountId, it.name(), it.language()).sk(), new Saved(it, Optional.empty())));
    Optional<JsonObject> after = Optional.empty();
    do {
      Page page = table.query(Query.under(keys.templates(accountId), "template#", A_PAGE).after(after));
      page.items().forEach(item -> {
        if (item.attributes().has(DELETED)) {
          found.remove(item.key().sk());
        } else {
          found.put(item.key().sk(), new Saved(Template.ofJson(item.attributes()), Optional.of(item)));
        }
      });
      after = page.last();
    } while (after.isPresent());
    return found.values().stream().sorted(Comparator.comparing(saved -> saved.template().place())).toList();
  }

  /** Its place in the table, whether there is one or not. */
  record Place(Optional<Template> template, Optional<Stored> stored) {}

  Place get(Keys keys, String accountId, String name, String language) {
    Optional<Stored> stored = table.get(keys.template(accountId, name, language));
    return new Place(stored.isPresent() ? stored.filter(it -> !it.attributes().has(DELETED)).map(it -> Template.ofJson(it.attributes()))
        : PreparedTemplates.of(accountId).stream().filter(it -> it.name().equals(name) && it.language().equals(language)).findFirst(), stored);
  }

  static Write put(Keys keys, Optional<Stored> read, Template template) {
    return Write.over(keys.template(template.accountId(), template.name(), template.language()), read, template.toJson());
  }

  static Write delete(Keys keys, Saved saved) {
    Template template = saved.template();
    return Write.over(keys.template(template.accountId(), template.name(), template.language()), saved.stored(), JsonObject.EMPTY.with(DELETED, true));
  }

  /** All of them, written in one. */
  static List<Write> deletes(Keys keys, List<Saved> all) {
    List<Write> writes = new ArrayList<>();
    all.forEach(saved -> writes.add(delete(keys, saved)));
    return writes;
  }
}
