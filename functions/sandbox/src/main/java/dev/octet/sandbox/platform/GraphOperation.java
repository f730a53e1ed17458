package dev.octet.sandbox.platform;

import dev.octet.domain.json.JsonObject;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The operations of the Graph API, as whoever looks at calls names them. */
public enum GraphOperation {
  CREATE_GROUP("Create a group", "POST", Of.NUMBER, "groups"),
  LIST_GROUPS("List the active groups", "GET", Of.NUMBER, "groups"),
  GROUP_INFO("Read a group", "GET", Of.GROUP, ""),
  UPDATE_SETTINGS("Change a group's settings", "POST", Of.GROUP, ""),
  DELETE_GROUP("Delete a group", "DELETE", Of.GROUP, ""),
  REMOVE_PARTICIPANTS("Remove participants", "DELETE", Of.GROUP, "participants"),
  LIST_JOIN_REQUESTS("List the join requests", "GET", Of.GROUP, "join_requests"),
  APPROVE_JOIN_REQUESTS("Approve join requests", "POST", Of.GROUP, "join_requests"),
  REJECT_JOIN_REQUESTS("Reject join requests", "DELETE", Of.GROUP, "join_requests"),
  INVITE_LINK("Read the invite link", "GET", Of.GROUP, "invite_link"),
  RESET_INVITE_LINK("Reset the invite link", "POST", Of.GROUP, "invite_link"),
  PIN_MESSAGE("Pin or unpin a message", "POST", Of.NUMBER, "messages") {
    @Override
    boolean means(JsonObject body) {
      return body.text("type").equals(Optional.of("pin"));
    }
  },
  MARK_READ("Mark a message as read", "POST", Of.NUMBER, "messages") {
    @Override
    boolean means(JsonObject body) {
      return body.has("status");
    }
  },
  SEND_MESSAGE("Send a message", "POST", Of.NUMBER, "messages"),
  UPLOAD_MEDIA("Upload a file", "POST", Of.NUMBER, "media"),
  MEDIA_INFO("Read a file's address", "GET", Of.FILE, ""),
  DELETE_MEDIA("Delete a file", "DELETE", Of.FILE, ""),
  /** At an address of its own, not below a version. */
  DOWNLOAD_MEDIA("Download a file", "GET", Of.NOTHING, "media"),
  CALL("Call somebody", "POST", Of.NUMBER, "calls"),
  NUMBER_INFO("Read the number", "GET", Of.NUMBER, ""),
  ACCOUNT_INFO("Read the account", "GET", Of.ACCOUNT, ""),
  TEMPLATE_LIBRARY("Search the template library", "GET", Of.LIBRARY, ""),
  CREATE_TEMPLATE("Make a template", "POST", Of.ACCOUNT, "message_templates"),
  LIST_TEMPLATES("List the templates", "GET", Of.ACCOUNT, "message_templates"),
  DELETE_TEMPLATE("Delete a template", "DELETE", Of.ACCOUNT, "message_templates"),
  TEMPLATE_ANALYTICS("Read a template's analytics", "GET", Of.ACCOUNT, "template_analytics"),
  SUBSCRIBE_APP("Subscribe to the account", "POST", Of.ACCOUNT, "subscribed_apps"),
  LIST_SUBSCRIBED_APPS("List who is subscribed to the account", "GET", Of.ACCOUNT, "subscribed_apps"),
  UNSUBSCRIBE_APP("Subscribe to the account no more", "DELETE", Of.ACCOUNT, "subscribed_apps"),
  LIST_SUBSCRIPTIONS("Read what the app is subscribed to", "GET", Of.APP, "subscriptions"),
  SUBSCRIBE_FIELDS("Subscribe the app to fields of webhooks", "POST", Of.APP, "subscriptions"),
  UNSUBSCRIBE_FIELDS("Subscribe the app to fields of webhooks no more", "DELETE", Of.APP, "subscriptions"),
  DEBUG_TOKEN("Inspect a token", "GET", Of.TOKEN, ""),
  /** All that the sandbox answers with an error. */
  ANOTHER("Another call", "", Of.NOTHING, "");

  /** What kind of object is asked, as far as its id tells. */
  private enum Of {
    NUMBER, ACCOUNT, GROUP, FILE, LIBRARY, TOKEN,
    /** Known by its edge alone: no number is in a call of an app's own. */
    APP,
    NOTHING;

    /** @param number the number whose call it is */
    static Of id(String id, Optional<String> number) {
      return id.equals("message_template_library") ? LIBRARY
          : id.equals("debug_token") ? TOKEN
          : number.filter(id::equals).isPresent() ? NUMBER
          : number.map(BusinessNumber::of).filter(it -> it.accountId().equals(id)).isPresent() ? ACCOUNT
          : PlatformIds.isGroup(id) ? GROUP
          : id.matches("\\d{16}") ? FILE : NOTHING;
    }
  }

  private final String title;
  private final String method;
  private final Of of;
  private final String edge;

  GraphOperation(String title, String method, Of of, String edge) {
    this.title = title;
    this.method = method;
    this.of = of;
    this.edge = edge;
  }

  /** Whether a call of this method and path is this operation and not another of the same. */
  boolean means(JsonObject body) {
    return true;
  }

  /**
   * @param path the segments: from the version on with the id and its edges, or {@code media} alone
   * @param number the number whose call it is, where that is known
   */
  public static GraphOperation of(String method, List<String> path, Optional<String> number, JsonObject body) {
    if (path.size() < 2) {
      return path.equals(List.of("media")) ? DOWNLOAD_MEDIA : ANOTHER;
    }
    Of of = Of.id(path.get(1), number);
    String edge = String.join("/", path.subList(2, path.size()));
    // Of a number that nobody has shown a token for, the edge alone tells.
    boolean byEdge = of == Of.NOTHING && number.isEmpty() && !edge.isEmpty();
    return Arrays.stream(values()).filter(it -> (it.of == of || (byEdge && it.of != Of.NOTHING)) && it.method.equals(method) && it.edge.equals(edge) && it.means(body)).findFirst().orElse(ANOTHER);
  }

  public String title() {
    return title;
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
