package dev.octet.sandbox.platform;

import dev.octet.domain.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Parameters of a template that stand for a group's invite link: sent as its id, and read as the link (spec §2.5). */
public final class InviteParameters {
  private static final String GROUP_ID = "group_id";

  private InviteParameters() {}

  /** The groups that a template message invites to. */
  public static List<String> groups(JsonObject template) {
    List<String> groups = new ArrayList<>();
    for (JsonObject component : template.objects("components")) {
      component.objects("parameters").stream().filter(InviteParameters::invites).forEach(parameter -> parameter.text(GROUP_ID).ifPresent(groups::add));
    }
    return groups;
  }

  private static boolean invites(JsonObject parameter) {
    return parameter.text("type").filter(GROUP_ID::equals).isPresent();
  }

  /** The message as people read it. */
  public static JsonObject resolved(JsonObject template, Map<String, String> links) {
    return links.isEmpty() ? template : template.with("components", template.objects("components").stream().map(component ->
        component.has("parameters") ? component.with("parameters", component.objects("parameters").stream().map(parameter ->
            invites(parameter) ? parameter.with("invite_link", links.get(parameter.text(GROUP_ID).orElse(""))) : parameter).toList()) : component).toList());
  }
}
