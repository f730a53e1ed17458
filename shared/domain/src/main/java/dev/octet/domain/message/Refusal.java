package dev.octet.domain.message;

import dev.octet.domain.group.RequestReading;
import java.util.function.Predicate;

/**
 * One thing that groups do not have.
 *
 * @param name also of the command that would ask for it, where there could be one
 * @param asks whether a request asks for it
 * @param code the platform's; of several plausible ones that which the sandbox answers with too (spec §3.1)
 * @param sentence for the caller to read; repeats nothing of the input
 */
public record Refusal(String name, Predicate<Asked> asks, int code, String sentence, Where where) {

  /** Where it holds. */
  public enum Where {
    EVERYWHERE, BY_THE_OLDER_EDITION, WHILE_UNVERIFIED_IS_OFF;

    boolean holds(MessagePolicy policy) {
      return switch (this) {
        case EVERYWHERE -> true;
        case BY_THE_OLDER_EDITION -> policy.edition() == RulesEdition.NOVEMBER_2025;
        case WHILE_UNVERIFIED_IS_OFF -> !policy.unverified();
      };
    }
  }

  public RequestReading.Wrong toWrong() {
    return new RequestReading.Wrong(code, sentence);
  }
}
