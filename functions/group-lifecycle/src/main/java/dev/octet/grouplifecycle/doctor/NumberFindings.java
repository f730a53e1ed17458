package dev.octet.grouplifecycle.doctor;

import dev.octet.domain.json.JsonObject;
import dev.octet.graph.GraphCode;
import dev.octet.graph.GraphError;
import dev.octet.graph.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Whether the number may have groups, and how much is left of what it may do. */
final class NumberFindings {
  private static final int NOT_ELIGIBLE = 131215;
  /** The names of messaging limits that the rules of November 2025 ask for at least. */
  private static final List<String> LARGE = List.of("TIER_100K", "TIER_UNLIMITED");
  /** Beyond that a group whose answer was lost counts as somebody else's. */
  private static final Duration APART = Duration.ofSeconds(10);
  private static final Duration NEARLY = Duration.ofSeconds(5);

  private NumberFindings() {}

  /** Asked of the platform by a list of one, which makes nothing. */
  static Finding eligibility(PlatformSays says) {
    Outcome groups = says.groups().outcome();
    JsonObject number = PlatformSays.answer(says.number().outcome()).orElse(JsonObject.EMPTY);
    return switch (groups) {
      case Outcome.Answered _ -> number.text("status").filter(it -> !it.equals("CONNECTED"))
          .map(status -> Finding.warning(Check.ELIGIBILITY, "The number may have groups, and its status is " + word(status) + ".", "See the number in WhatsApp Manager."))
          .orElseGet(() -> Finding.ok(Check.ELIGIBILITY, "The number may have groups: the platform lists them."));
      case Outcome.Refused(GraphError error) when error.code() == NOT_ELIGIBLE -> Finding.problem(Check.ELIGIBILITY,
          "The number may not have groups" + reason(number) + ".", "Groups need an Official Business Account, by the rules before February 2026 a messaging limit of 100,000 too, "
              + "and a number that is not in use with the WhatsApp Business app or Multi-solution Conversations.").with(error);
      case Outcome.Refused(GraphError error) when isLocked(error) ->
          Finding.problem(Check.ELIGIBILITY, "The platform has locked the account: " + Finding.named(error) + ".", "See the account in WhatsApp Manager; only the platform can open it.").with(error);
      case Outcome.Refused _, Outcome.NotSent _, Outcome.Unknown _ -> Finding.notSaid(Check.ELIGIBILITY, "Whether the number may have groups", groups);
    };
  }

  private static boolean isLocked(GraphError error) {
    GraphCode code = GraphCode.of(error.code(), error.status());
    return code.action() == GraphCode.Action.CONFIGURATION && code.reach() == GraphCode.Reach.NUMBER;
  }

  private static String reason(JsonObject number) {
    List<String> reasons = Stream.of(
        number.bool("is_official_business_account").filter(it -> !it).map(_ -> "it is no Official Business Account"),
        number.bool("is_on_biz_app").filter(it -> it).map(_ -> "it is in use with the WhatsApp Business app"),
        number.text("whatsapp_business_manager_messaging_limit").filter(it -> !LARGE.contains(it)).map(tier -> "its messaging limit is " + word(tier)))
        .flatMap(Optional::stream).toList();
    return reasons.isEmpty() ? "" : ": " + String.join(", ", reasons);
  }

  /** The platform's constants are capitals; anything else is not repeated. */
  private static String word(String constant) {
    return constant.matches("[A-Z0-9_]{1,40}") ? constant : "unknown";
  }

  /** @param most groups that a number may have, of which {@code near} are to be told */
  static Finding limits(PlatformSays says, long active, int near, int most) {
    JsonObject number = PlatformSays.answer(says.number().outcome()).orElse(JsonObject.EMPTY);
    String groups = active + " of " + most + " groups are active";
    String more = number.text("whatsapp_business_manager_messaging_limit").map(it -> ", messaging limit " + word(it)).orElse("")
        + number.object("throughput").flatMap(it -> it.text("level")).map(it -> ", throughput " + word(it)).orElse("")
        + number.text("quality_rating").map(it -> ", quality " + word(it)).orElse("") + ".";
    if (active >= most) {
      return Finding.problem(Check.LIMITS, groups + more, "Delete groups that are not needed any more: no further one can be made.");
    }
    if (active >= near) {
      return Finding.warning(Check.LIMITS, groups + more, "Delete groups that are not needed any more.");
    }
    return number.text("quality_rating").equals(Optional.of("RED"))
        ? Finding.warning(Check.LIMITS, groups + more, "Send less of what people report or block: the platform lowers what the number may send.") : Finding.ok(Check.LIMITS, groups + more);
  }

  /** The platform's time has whole seconds, and is between asking and the answer when both clocks are right. */
  static Finding clock(PlatformSays says) {
    Optional<PlatformSays.Timed> timed = Stream.of(says.number(), says.groups()).filter(it -> it.outcome() instanceof Outcome.Answered(_, Optional<Instant> at) && at.isPresent()).findFirst();
    if (timed.isEmpty() || !(timed.get().outcome() instanceof Outcome.Answered(_, Optional<Instant> at))) {
      return Finding.notSaid(Check.CLOCK, "The platform's time", says.number().outcome());
    }
    Instant platform = at.orElse(timed.get().answered());
    Duration ahead = Duration.between(timed.get().answered(), platform);
    Duration behind = Duration.between(platform.plusSeconds(1), timed.get().asked());
    Duration apart = ahead.compareTo(behind) > 0 ? ahead : behind;
    String sentence = "The platform's clock and ours are " + Math.max(0, apart.toSeconds()) + " s apart.";
    String toDo = "Lambda keeps its time itself; in the sandbox its clock was moved, and POST /sandbox/api/reset sets it right.";
    return apart.compareTo(APART) > 0 ? Finding.problem(Check.CLOCK, sentence, toDo)
        : apart.compareTo(NEARLY) > 0 ? Finding.warning(Check.CLOCK, sentence, toDo) : Finding.ok(Check.CLOCK, sentence);
  }
}
