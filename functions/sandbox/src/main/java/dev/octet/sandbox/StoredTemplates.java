package dev.octet.sandbox;

import dev.octet.aws.table.Table;
import dev.octet.sandbox.platform.Pricing;
import dev.octet.sandbox.platform.SendableTemplate;
import java.util.Optional;

/** Templates as they stand in the table. */
final class StoredTemplates implements Templates {
  private final Table table;

  StoredTemplates(Table table) {
    this.table = table;
  }

  @Override
  public Optional<SendableTemplate> find(Keys keys, String accountId, String name, String language) {
    return table.get(keys.template(accountId, name, language)).map(stored -> stored.attributes()).map(it -> new SendableTemplate(
        Pricing.Kind.valueOf(it.text("category").orElseThrow()), it.text("status").filter("APPROVED"::equals).isPresent(), it.objects("components")));
  }
}
