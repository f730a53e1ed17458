package dev.octet.graph;

import static dev.octet.graph.GraphCode.Action.CONFIGURATION;
import static dev.octet.graph.GraphCode.Action.NEVER;
import static dev.octet.graph.GraphCode.Action.RETRY;
import static dev.octet.graph.GraphCode.Action.TOKEN;
import static dev.octet.graph.GraphCode.Action.WAIT;
import static dev.octet.graph.GraphCode.Reach.CREATES;
import static dev.octet.graph.GraphCode.Reach.NUMBER;
import static dev.octet.graph.GraphCode.Reach.REQUEST;
import static dev.octet.graph.GraphCode.Source.GENERAL;
import static dev.octet.graph.GraphCode.Source.GROUPS;
import static dev.octet.graph.GraphCode.Source.NONE;
import static dev.octet.graph.GraphCode.Source.SAMPLES;
import static dev.octet.graph.GraphCode.Source.USER_IDS;

import dev.octet.domain.operation.OperationState;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The platform's error codes as data (spec §5.2 and §5.3): what Octet does when it is told one.
 *
 * @param status the HTTP status that the platform gives with it
 */
public record GraphCode(int code, int status, String title, Action action, Reach reach, Source source) {

  /** What a caller should do about an error. */
  public enum Action {
    /** Try again soon, with backoff: the request was not carried out. */
    RETRY,
    /** Try again when the stated or usual pause is over. */
    WAIT,
    /** The same request will never work. */
    NEVER,
    /** Somebody must change something at the account or the number. */
    CONFIGURATION,
    /** The token must be renewed. */
    TOKEN
  }

  /** Whom an error concerns: what else would be told the same. */
  public enum Reach {
    /** This request alone. */
    REQUEST,
    /** Every request of the number. */
    NUMBER,
    /** Every request of the number to make a group. */
    CREATES
  }

  /** Where the platform says so. */
  public enum Source {
    /** The table of the groups' own codes (spec §5.2). */
    GROUPS,
    /** The table of all codes (spec §5.3). */
    GENERAL,
    /** Samples of answers and webhooks alone. */
    SAMPLES,
    /** The page about business-scoped user ids. */
    USER_IDS,
    /** Nowhere: a code that is not known is taken for what its status says. */
    NONE
  }

  private static final Map<Integer, GraphCode> KNOWN = Stream.of(
      new GraphCode(0, 401, "AuthException", TOKEN, NUMBER, GENERAL),
      new GraphCode(1, 400, "API Unknown", RETRY, REQUEST, GENERAL),
      new GraphCode(2, 503, "API Service", RETRY, REQUEST, GENERAL),
      new GraphCode(3, 500, "API Method", CONFIGURATION, REQUEST, GENERAL),
      new GraphCode(4, 400, "API Too Many Calls", WAIT, NUMBER, GENERAL),
      new GraphCode(10, 403, "Permission Denied", CONFIGURATION, REQUEST, GENERAL),
      new GraphCode(33, 400, "Parameter value is not valid", CONFIGURATION, REQUEST, GENERAL),
      new GraphCode(100, 400, "Invalid parameter", NEVER, REQUEST, GENERAL),
      new GraphCode(190, 401, "Access token has expired or is not valid", TOKEN, NUMBER, GENERAL),
      new GraphCode(200, 403, "API Permission", CONFIGURATION, REQUEST, GENERAL),
      new GraphCode(368, 403, "Temporarily blocked for policies violations", CONFIGURATION, NUMBER, GENERAL),
      new GraphCode(80007, 400, "Rate limit issues", WAIT, NUMBER, GENERAL),
      new GraphCode(130403, 400, "User has blocked the business", NEVER, REQUEST, GENERAL),
      new GraphCode(130429, 400, "Rate limit hit", WAIT, NUMBER, GENERAL),
      new GraphCode(130472, 400, "User's number is part of an experiment", NEVER, REQUEST, GENERAL),
      new GraphCode(130497, 403, "Business account is restricted from messaging users in this country", CONFIGURATION, REQUEST, GENERAL),
      new GraphCode(131000, 500, "Something went wrong", RETRY, REQUEST, GENERAL),
      new GraphCode(131005, 403, "Access denied", CONFIGURATION, REQUEST, GENERAL),
      new GraphCode(131008, 400, "Required parameter is missing", NEVER, REQUEST, GENERAL),
      new GraphCode(131009, 400, "Parameter value is not valid", NEVER, REQUEST, GENERAL),
      new GraphCode(131016, 500, "Service unavailable", RETRY, REQUEST, GENERAL),
      new GraphCode(131020, 400, "Bad Group", NEVER, REQUEST, GROUPS),
      new GraphCode(131021, 400, "Recipient cannot be sender", NEVER, REQUEST, GENERAL),
      new GraphCode(131026, 400, "Message undeliverable", NEVER, REQUEST, GENERAL),
      new GraphCode(131031, 403, "Account has been locked", CONFIGURATION, NUMBER, GENERAL),
      new GraphCode(131037, 400, "Display name approval needed", CONFIGURATION, REQUEST, GENERAL),
      new GraphCode(131041, 400, "Group unknown", NEVER, REQUEST, GROUPS),
      new GraphCode(131042, 400, "Business eligibility payment issue", CONFIGURATION, REQUEST, GENERAL),
      new GraphCode(131045, 500, "Incorrect certificate", CONFIGURATION, REQUEST, GENERAL),
      new GraphCode(131047, 400, "Re-engagement message", NEVER, REQUEST, GENERAL),
      new GraphCode(131048, 400, "Spam rate limit hit", WAIT, REQUEST, GENERAL),
      new GraphCode(131049, 400, "Not delivered to maintain healthy ecosystem engagement", WAIT, REQUEST, GENERAL),
      new GraphCode(131050, 400, "User has stopped marketing messages", NEVER, REQUEST, GENERAL),
      new GraphCode(131051, 400, "Unsupported message type", NEVER, REQUEST, GENERAL),
      new GraphCode(131052, 400, "Media download error", NEVER, REQUEST, GENERAL),
      new GraphCode(131053, 400, "Media upload error", NEVER, REQUEST, GENERAL),
      new GraphCode(131055, 400, "Method not allowed", NEVER, REQUEST, GENERAL),
      new GraphCode(131056, 400, "Pair rate limit hit", WAIT, REQUEST, GENERAL),
      new GraphCode(131057, 500, "Account in maintenance mode", RETRY, REQUEST, GENERAL),
      new GraphCode(131059, 400, "Invalid cursor", NEVER, REQUEST, GROUPS),
      new GraphCode(131062, 400, "Business-scoped user ids are not supported for this message", NEVER, REQUEST, USER_IDS),
      new GraphCode(131063, 400, "Marketing templates are disabled", CONFIGURATION, REQUEST, GENERAL),
      new GraphCode(131064, 400, "Template classification violations", WAIT, REQUEST, GENERAL),
      new GraphCode(131065, 400, "Maximum price not available", NEVER, REQUEST, GENERAL),
      new GraphCode(131201, 206, "Request partially succeeded", NEVER, REQUEST, GROUPS),
      new GraphCode(131202, 400, "Duplicate participant", NEVER, REQUEST, GROUPS),
      new GraphCode(131203, 400, "Unable to add participant to group", NEVER, REQUEST, SAMPLES),
      new GraphCode(131204, 400, "Participant overlimit", NEVER, REQUEST, GROUPS),
      new GraphCode(131207, 403, "Group suspended", WAIT, REQUEST, GROUPS),
      new GraphCode(131208, 429, "Group Rate Limit Hit", WAIT, NUMBER, GROUPS),
      new GraphCode(131209, 400, "Invalid Group Profile Picture Aspect Ratio", NEVER, REQUEST, GROUPS),
      new GraphCode(131210, 400, "Image is Too Small to Process", NEVER, REQUEST, GROUPS),
      new GraphCode(131211, 400, "Group create limit reached", NEVER, CREATES, GROUPS),
      new GraphCode(131212, 400, "Participant is not a part of the group", NEVER, REQUEST, GROUPS),
      new GraphCode(131213, 400, "Group join request does not exist", NEVER, REQUEST, GROUPS),
      new GraphCode(131214, 400, "Group creation is temporarily disabled", WAIT, CREATES, GROUPS),
      new GraphCode(131215, 400, "Phone number not eligible for Groups APIs", CONFIGURATION, NUMBER, GROUPS),
      new GraphCode(132000, 400, "Template parameter count mismatch", NEVER, REQUEST, GENERAL),
      new GraphCode(132001, 404, "Template does not exist", NEVER, REQUEST, GENERAL),
      new GraphCode(132005, 400, "Template hydrated text too long", NEVER, REQUEST, GENERAL),
      new GraphCode(132007, 400, "Template format character policy violated", NEVER, REQUEST, GENERAL),
      new GraphCode(132012, 400, "Template parameter format mismatch", NEVER, REQUEST, GENERAL),
      new GraphCode(132015, 400, "Template is paused", WAIT, REQUEST, GENERAL),
      new GraphCode(132016, 400, "Template is disabled", NEVER, REQUEST, GENERAL),
      new GraphCode(132018, 400, "Template parameters are not valid", NEVER, REQUEST, GENERAL),
      new GraphCode(132068, 400, "Flow is blocked", NEVER, REQUEST, GENERAL),
      new GraphCode(132069, 400, "Flow is throttled", WAIT, REQUEST, GENERAL),
      new GraphCode(133000, 500, "Incomplete deregistration", CONFIGURATION, REQUEST, GENERAL),
      new GraphCode(133004, 503, "Server Temporarily Unavailable", RETRY, REQUEST, GENERAL),
      new GraphCode(133005, 400, "Two-step verification PIN mismatch", CONFIGURATION, REQUEST, GENERAL),
      new GraphCode(133006, 400, "Phone number re-verification needed", CONFIGURATION, REQUEST, GENERAL),
      new GraphCode(133008, 400, "Too many two-step verification PIN guesses", WAIT, REQUEST, GENERAL),
      new GraphCode(133009, 400, "Two-step verification PIN guessed too fast", WAIT, REQUEST, GENERAL),
      new GraphCode(133010, 400, "Phone number not registered", CONFIGURATION, REQUEST, GENERAL),
      new GraphCode(133015, 400, "Phone number is being deleted", WAIT, REQUEST, GENERAL),
      new GraphCode(133016, 400, "Registration rate limit exceeded", WAIT, REQUEST, GENERAL),
      new GraphCode(134011, 400, "Payments terms not accepted", CONFIGURATION, REQUEST, GENERAL),
      new GraphCode(135000, 400, "Generic user error", NEVER, REQUEST, GENERAL),
      new GraphCode(2494100, 500, "Account in maintenance", RETRY, REQUEST, GENERAL))
      .collect(Collectors.toUnmodifiableMap(GraphCode::code, code -> code));

  /** A code that no source documents is taken for what its HTTP status says. */
  public static GraphCode of(int code, int status) {
    GraphCode known = KNOWN.get(code);
    // An error without a code that can be read has 0 as well: it is the platform's own with its own status only.
    if (known != null && (code != 0 || status == known.status())) {
      return known;
    }
    Action action = switch (status) {
      case 401 -> TOKEN;
      case 403 -> CONFIGURATION;
      case 429 -> RETRY;
      default -> status >= 500 ? RETRY : NEVER;
    };
    return new GraphCode(code, status, "Error " + code, action, status == 401 || status == 429 ? NUMBER : REQUEST, NONE);
  }

  /** What an operation failed with. */
  public static GraphCode of(OperationState.Failed failed) {
    return of((int) failed.error().whole("code").orElse(0), failed.status().orElse(400));
  }

  public static GraphCode of(int code) {
    return of(code, 400);
  }
}
