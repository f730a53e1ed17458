package dev.octet.graph;

import static dev.octet.graph.GraphCode.Action.CONFIGURATION;
import static dev.octet.graph.GraphCode.Action.NEVER;
import static dev.octet.graph.GraphCode.Action.RETRY;
import static dev.octet.graph.GraphCode.Action.TOKEN;
import static dev.octet.graph.GraphCode.Action.WAIT;

import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The platform's error codes as data (spec §5.2 and §5.3): what Octet does when it is told one.
 *
 * @param status the HTTP status that the platform gives with it
 */
public record GraphCode(int code, int status, String title, Action action) {

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

  private static final Map<Integer, GraphCode> KNOWN = Stream.of(
      new GraphCode(0, 401, "AuthException", TOKEN),
      new GraphCode(1, 400, "API Unknown", RETRY),
      new GraphCode(2, 503, "API Service", RETRY),
      new GraphCode(3, 500, "API Method", CONFIGURATION),
      new GraphCode(4, 400, "API Too Many Calls", WAIT),
      new GraphCode(10, 403, "Permission Denied", CONFIGURATION),
      new GraphCode(33, 400, "Parameter value is not valid", CONFIGURATION),
      new GraphCode(100, 400, "Invalid parameter", NEVER),
      new GraphCode(190, 401, "Access token has expired or is not valid", TOKEN),
      new GraphCode(200, 403, "API Permission", CONFIGURATION),
      new GraphCode(368, 403, "Temporarily blocked for policies violations", CONFIGURATION),
      new GraphCode(80007, 400, "Rate limit issues", WAIT),
      new GraphCode(130429, 400, "Rate limit hit", RETRY),
      new GraphCode(131000, 500, "Something went wrong", RETRY),
      new GraphCode(131005, 403, "Access denied", CONFIGURATION),
      new GraphCode(131008, 400, "Required parameter is missing", NEVER),
      new GraphCode(131009, 400, "Parameter value is not valid", NEVER),
      new GraphCode(131016, 500, "Service unavailable", RETRY),
      new GraphCode(131020, 400, "Bad Group", NEVER),
      new GraphCode(131031, 403, "Account has been locked", CONFIGURATION),
      new GraphCode(131041, 400, "Group unknown", NEVER),
      new GraphCode(131042, 400, "Business eligibility payment issue", CONFIGURATION),
      new GraphCode(131045, 500, "Incorrect certificate", CONFIGURATION),
      new GraphCode(131057, 500, "Account in maintenance mode", RETRY),
      new GraphCode(131059, 400, "Invalid cursor", NEVER),
      new GraphCode(131201, 206, "Request partially succeeded", NEVER),
      new GraphCode(131202, 400, "Duplicate participant", NEVER),
      new GraphCode(131203, 400, "Unable to add participant to group", NEVER),
      new GraphCode(131204, 400, "Participant overlimit", NEVER),
      new GraphCode(131207, 403, "Group suspended", WAIT),
      new GraphCode(131208, 429, "Group Rate Limit Hit", RETRY),
      new GraphCode(131209, 400, "Invalid Group Profile Picture Aspect Ratio", NEVER),
      new GraphCode(131210, 400, "Image is Too Small to Process", NEVER),
      new GraphCode(131211, 400, "Group create limit reached", NEVER),
      new GraphCode(131212, 400, "Participant is not a part of the group", NEVER),
      new GraphCode(131213, 400, "Group join request does not exist", NEVER),
      new GraphCode(131214, 400, "Group creation is temporarily disabled", WAIT),
      new GraphCode(131215, 400, "Phone number not eligible for Groups APIs", CONFIGURATION),
      new GraphCode(133004, 503, "Server Temporarily Unavailable", RETRY),
      new GraphCode(133010, 400, "Phone number not registered", CONFIGURATION))
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
    return new GraphCode(code, status, "Error " + code, action);
  }

  public static GraphCode of(int code) {
    return of(code, 400);
  }
}
