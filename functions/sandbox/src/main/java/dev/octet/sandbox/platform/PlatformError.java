package dev.octet.sandbox.platform;

import static dev.octet.sandbox.platform.Fidelity.DOCUMENTED;
import static dev.octet.sandbox.platform.Fidelity.INFERRED;
import static dev.octet.sandbox.platform.Fidelity.SECONDARY;

import dev.octet.domain.json.JsonObject;

/** The errors that the sandbox answers with, as data (spec §5.2, §5.3; {@code spec/graph/error_*}). */
public enum PlatformError {
  INVALID_PARAMETER(100, 400, "Invalid parameter", "The request has a parameter that is unsupported or misspelled.", DOCUMENTED),
  NOT_AVAILABLE(100, 400, "Invalid parameter", "The sandbox does not know this operation.", INFERRED),
  TOO_LARGE(100, 413, "Invalid parameter", "The body is larger than the sandbox takes.", INFERRED),
  UNKNOWN_OBJECT(100, 400, "", "", DOCUMENTED),
  TOKEN(190, 401, "", "", DOCUMENTED),
  PERMISSION(10, 403, "Application does not have permission for this action", "The token lacks a permission that this call needs.", DOCUMENTED),
  APP_TOKEN(15, 400, "This method must be called with an app access_token.", "It is made of the app's id, a bar and the app's secret.", SECONDARY),
  CALLBACK(2200, 400, "Callback verification failed", "", SECONDARY),
  SOMETHING_WENT_WRONG(131000, 500, "Something went wrong", "Something went wrong in the sandbox.", DOCUMENTED),
  MISSING_PARAMETER(131008, 400, "Required parameter is missing", "", DOCUMENTED),
  BAD_VALUE(131009, 400, "Parameter value is not valid", "", DOCUMENTED),
  SERVICE_UNAVAILABLE(2, 503, "Service temporarily unavailable", "The service is overloaded or down for now. Try again later.", DOCUMENTED),
  ACCOUNT_LOCKED(131031, 403, "Account has been locked", "The business account is locked, or its data could not be verified.", DOCUMENTED),
  TEMPLATE_PARAMETER_COUNT(132000, 400, "Number of parameters does not match the expected number of params", "", DOCUMENTED),
  TEMPLATE_TEXT_TOO_LONG(132005, 400, "Translated text too long", "", DOCUMENTED),
  TEMPLATE_PARAMETER_FORMAT(132012, 400, "Parameter format does not match format in the created template", "", DOCUMENTED),
  TEMPLATE_PAUSED(132015, 400, "Template is Paused", "The template is paused because of its quality, and cannot be sent until it is approved again.", DOCUMENTED),
  TEMPLATE_DISABLED(132016, 400, "Template is Disabled", "The template is disabled for good because of its quality.", DOCUMENTED),
  TEMPLATE_PARAMETERS(132018, 400, "The template's parameters are not valid", "", DOCUMENTED),
  SINGLE_MEMBER_GROUP(131020, 400, "Bad Group", "Cannot send messages to single member groups.", DOCUMENTED),
  UNDELIVERABLE(131026, 400, "Message undeliverable", "There is nobody of this number or id on the platform.", DOCUMENTED),
  OUTSIDE_WINDOW(131047, 400, "Re-engagement message",
      "Message failed to send because more than 24 hours have passed since the customer last replied to this number.", DOCUMENTED),
  UNSUPPORTED_TYPE(131051, 400, "Unsupported message type", "Message type is not supported in groups.", INFERRED),
  THROUGHPUT(130429, 400, "Rate limit hit", "Cloud API message throughput has been reached.", DOCUMENTED),
  PAIR_LIMIT(131056, 400, "(Business Account, Consumer Account) pair rate limit hit",
      "Too many messages were sent from this phone number to the same recipient in a short period.", DOCUMENTED),
  USER_ID_RECIPIENT(131062, 400, "Business-scoped user ids are not supported for this message",
      "A code for signing in can be sent to a phone number alone.", DOCUMENTED),
  TEMPLATE_UNKNOWN(132001, 404, "Template does not exist", "There is no approved template of this name in this language.", DOCUMENTED),
  GROUP_UNKNOWN(131041, 400, "Group unknown",
      "The group was not found, either because it doesn't exist or you are not a member.", DOCUMENTED),
  MEDIA_UPLOAD(131053, 400, "Media upload error", "The file cannot be uploaded.", DOCUMENTED),
  INVALID_CURSOR(131059, 400, "Invalid cursor",
      "The cursor has either expired or become corrupted. Start pagination from the beginning again.", DOCUMENTED),
  PARTLY_DONE(131201, 206, "Request partially succeeded", "Not all participant-level operations in the request succeeded.", DOCUMENTED),
  DUPLICATE_PARTICIPANT(131202, 400, "Duplicate participant", "Duplicate participants in the participant array input.", DOCUMENTED),
  TERMS_NOT_ACCEPTED(131203, 400, "Unable to add participant to group",
      "Recipient has not accepted our new Terms of Service and Privacy Policy.", DOCUMENTED),
  GROUP_FULL(131204, 400, "Participant overlimit", "The group has as many participants as it may have.", DOCUMENTED),
  GROUP_SUSPENDED(131207, 403, "Group suspended", "The group violates platform policies.", DOCUMENTED),
  RATE_LIMIT(131208, 429, "Group Rate Limit Hit",
      "Group operation failed because there were too many group operations from this phone number in a short period.", DOCUMENTED),
  PICTURE_NOT_SQUARE(131209, 400, "Invalid Group Profile Picture Aspect Ratio", "Width and height of the image must be equal.", DOCUMENTED),
  PICTURE_TOO_SMALL(131210, 400, "Image is Too Small to Process", "Width and height of the image must be 192 pixels or more.", DOCUMENTED),
  NOT_A_PARTICIPANT(131212, 400, "Participant is not a part of the group.", "Participant is not a part of the group.", DOCUMENTED),
  NO_JOIN_REQUEST(131213, 400, "Group join request does not exist.", "Group join request does not exist.", DOCUMENTED),
  CREATE_LIMIT(131211, 400, "Group create limit reached",
      "Reached the limit for the maximum number of groups that can be created for this number.", DOCUMENTED),
  CREATE_DISABLED(131214, 400, "Group creation is temporarily disabled",
      "Group creation is temporarily disabled due to excessive marketing messages sent by the WABA in customer service window over the past 7 days.", DOCUMENTED),
  NOT_ELIGIBLE(131215, 400, "This phone number is not eligible to access Groups APIs",
      "Groups APIs are only available for eligible phone numbers. Check eligibility for Groups APIs in our documentation - "
          + "/documentation/business-messaging/whatsapp/groups/get-started", DOCUMENTED);

  private final int code;
  private final int status;
  private final String title;
  private final String details;
  private final Fidelity fidelity;

  PlatformError(int code, int status, String title, String details, Fidelity fidelity) {
    this.code = code;
    this.status = status;
    this.title = title;
    this.details = details;
    this.fidelity = fidelity;
  }

  /** As webhooks and lists of results name an error, which have no envelope (spec §5.1). */
  JsonObject inList() {
    return listed(details);
  }

  /** As statuses name it: the title alone, and where to read on ({@code spec/webhooks/messages.group_status_failed}). */
  JsonObject inStatus() {
    return JsonObject.EMPTY
        .with("code", code)
        .with("title", title)
        .with("message", title)
        .with("error_data", JsonObject.EMPTY.with("details", details))
        .with("href", "/documentation/business-messaging/whatsapp/support/error-codes");
  }

  JsonObject listed(String details) {
    return JsonObject.EMPTY
        .with("code", code)
        .with("message", "(#" + code + ") " + (this == TERMS_NOT_ACCEPTED ? details : title)) // the sample has it so
        .with("title", title)
        .with("error_data", JsonObject.EMPTY.with("details", details));
  }

  public int code() {
    return code;
  }

  /** The HTTP status that comes with it. */
  public int status() {
    return status;
  }

  public String title() {
    return title;
  }

  /** The sentence that is the same each time; empty where each refusal has its own. */
  public String details() {
    return details;
  }

  public Fidelity fidelity() {
    return fidelity;
  }
}
