package dev.octet.domain.message;

import dev.octet.domain.group.RequestReading.Wrong;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What becomes of a send with which a template would come to be used both in groups and one-to-one. */
public enum RepurposedTemplates {
  /** It is sent, and told. */
  ALLOW,
  /** The platform is not asked. */
  REFUSE;

  /** @throws IllegalStateException naming the words, when there is no such one */
  public static RepurposedTemplates of(String word) {
    return Arrays.stream(values()).filter(it -> it.name().toLowerCase(Locale.ROOT).equals(word)).findFirst()
        .orElseThrow(() -> new IllegalStateException("REPURPOSED_TEMPLATES is none of allow, refuse."));
  }

  /** Why a template is not sent there; empty when nothing is against it. */
  public Optional<Wrong> problem(TemplateUse use, TemplateUse.Where where) {
    return switch (this) {
      case ALLOW -> Optional.empty();
      case REFUSE -> use.wouldRepurpose(where) ? Optional.of(new Wrong(100,
          "The platform asks for templates that are made for groups only, and this one would be used both in groups and one-to-one. Make one of its own for this. "
              + "The parameter `RepurposedTemplates` lets it through.")) : Optional.empty();
    };
  }
}
