package dev.octet.grouplifecycle.doctor;

import dev.octet.domain.json.JsonObject;
import dev.octet.graph.GraphCode;
import dev.octet.graph.GraphError;
import dev.octet.graph.Outcome;
import java.util.Locale;
import java.util.Optional;

/**
 * What one check came to.
 *
 * @param sentence what is; never a token, a secret, or the platform's own words, which may repeat one
 * @param toDo what to do about it; empty when it is as it should be
 * @param code the platform's, where that is why
 */
record Finding(Check check, State state, String sentence, Optional<String> toDo, Optional<Integer> code) {

  enum State {
    OK,
    /** It works, and not for ever, or not all of it. */
    WARNING, PROBLEM,
    /** It could not be found out. */
    UNKNOWN;

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  static Finding ok(Check check, String sentence) {
    return new Finding(check, State.OK, sentence, Optional.empty(), Optional.empty());
  }

  static Finding warning(Check check, String sentence, String toDo) {
    return new Finding(check, State.WARNING, sentence, Optional.of(toDo), Optional.empty());
  }

  static Finding problem(Check check, String sentence, String toDo) {
    return new Finding(check, State.PROBLEM, sentence, Optional.of(toDo), Optional.empty());
  }

  static Finding unknown(Check check, String sentence, String toDo) {
    return new Finding(check, State.UNKNOWN, sentence, Optional.of(toDo), Optional.empty());
  }

  /** The platform did not say it. */
  static Finding notSaid(Check check, String what, Outcome outcome) {
    return switch (outcome) {
      case Outcome.Answered _ -> unknown(check, what + " is not in the platform's answer.", "Look it up in the app's dashboard.");
      case Outcome.Refused(GraphError error) -> unknown(check, what + " could not be asked for: the platform refused with " + named(error) + ".",
          "See the findings about the token, its permissions and the app; ask again when these are ok.").with(error);
      case Outcome.NotSent _ -> unknown(check, what + " could not be asked for: nothing was sent.", "See the finding about the token; or the platform cannot be reached from here.");
      case Outcome.Unknown _ -> unknown(check, what + " could not be asked for: the platform did not answer.", "Ask again.");
    };
  }

  static String named(GraphError error) {
    return error.code() + " (" + GraphCode.of(error.code(), error.status()).title() + ")";
  }

  Finding with(GraphError error) {
    return new Finding(check, state, sentence, toDo, Optional.of(error.code()));
  }

  JsonObject toJson() {
    return JsonObject.EMPTY.with("check", check.word()).with("state", state.word()).with("sentence", sentence).with("to_do", toDo).with("code", code);
  }
}
