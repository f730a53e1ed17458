package dev.octet.messagesending;

import dev.octet.aws.table.Key;
import dev.octet.aws.table.Page;
import dev.octet.aws.table.Query;
import dev.octet.aws.table.Stored;
import dev.octet.aws.table.Table;
import dev.octet.aws.table.Write;
import dev.octet.aws.table.Written;
import dev.octet.domain.message.TemplateUse;
import dev.octet.domain.message.UsedTemplate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Where each number has used its templates, in the table. */
final class TemplateUses {
  private static final int MAX_ATTEMPTS = 20;
  private static final int PAGE = 1000;

  private final Table table;

  TemplateUses(Table table) {
    this.table = table;
  }

  TemplateUse get(String phoneNumberId, UsedTemplate template) {
    return use(table.get(key(phoneNumberId, template)), template);
  }

  /** Applies a change to what is known of a template's use; one that changes nothing writes nothing. */
  void update(String phoneNumberId, UsedTemplate template, UnaryOperator<TemplateUse> change) {
    Key key = key(phoneNumberId, template);
    Optional<Stored> standing = table.get(key);
    for (int attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
      TemplateUse before = use(standing, template);
      TemplateUse after = change.apply(before);
      if (after.equals(before)) {
        return;
      }
      switch (table.put(Write.over(key, standing, after.toJson()))) {
        case Written.Applied _ -> {
          return;
        }
        case Written.Refused refused -> standing = refused.item();
      }
    }
    throw new IllegalStateException("Others write the use of this template all the time: later.");
  }

  /** All templates that a number has used, by name and language. */
  List<TemplateUse> all(String phoneNumberId) {
    List<TemplateUse> uses = new ArrayList<>();
    Query query = Query.under(pk(phoneNumberId), PAGE);
    while (true) {
      Page page = table.query(query);
      page.items().forEach(item -> uses.add(TemplateUse.ofJson(item.attributes())));
      if (page.last().isEmpty()) {
        return uses;
      }
      query = query.after(page.last());
    }
  }

  private static TemplateUse use(Optional<Stored> item, UsedTemplate template) {
    return item.map(it -> TemplateUse.ofJson(it.attributes())).orElseGet(() -> TemplateUse.none(template));
  }

  private static Key key(String phoneNumberId, UsedTemplate template) {
    return new Key(pk(phoneNumberId), template.key("#"));
  }

  private static String pk(String phoneNumberId) {
    return "TEMPLATES#" + phoneNumberId;
  }
}
