package dev.octet.sandbox;

import dev.octet.sandbox.platform.SendableTemplate;
import java.util.Optional;

/** The message templates of accounts. */
interface Templates {
  /** One in a language; empty when the account has none such, approved or not. */
  Optional<SendableTemplate> find(Keys keys, String accountId, String name, String language);
}
