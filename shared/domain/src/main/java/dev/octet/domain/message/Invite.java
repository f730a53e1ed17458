package dev.octet.domain.message;

import dev.octet.domain.group.RequestReading.Wrong;
import dev.octet.domain.json.JsonObject;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A person is invited to a group: all that Octet itself sends to one person (spec §2.5). */
public sealed interface Invite {

  /** By a template, in which the platform puts the link that lives when it is delivered. */
  record ByTemplate(String groupId) implements Invite {}

  /** By a text with a link in it. */
  record ByLink(String link) implements Invite {
    @Override
    public String toString() {
      return "a link"; // it lets people in
    }
  }

  /** Of any body; empty when it invites nobody. */
  static Optional<Invite> of(JsonObject body, MessagePolicy policy) {
    return groupOf(body).<Invite>map(ByTemplate::new).or(() -> linkIn(body, policy).map(ByLink::new));
  }

  /** What is wrong with sending this to a person; empty when nothing is. */
  static Optional<Wrong> problem(JsonObject body, MessagePolicy policy) {
    return of(body, policy).isPresent() ? Optional.empty() : Optional.of(new Wrong(100,
        "To a person Octet sends invitations only: a template with a parameter of the type `group_id` in its body, or a text with a group's invite link in it. "
            + "Over HTTP, the parameter `PassThrough` with `sends` passes other messages to persons on to the platform."));
  }

  /** The group that a template invites to. */
  static Optional<String> groupOf(JsonObject body) {
    return body.text("type").equals(Optional.of("template"))
        ? body.object("template").stream().flatMap(template -> template.objects("components").stream())
            .flatMap(component -> component.objects("parameters").stream()).flatMap(parameter -> parameter.text("group_id").stream()).findFirst()
        : Optional.empty();
  }

  private static Optional<String> linkIn(JsonObject body, MessagePolicy policy) {
    if (!body.text("type").orElse("text").equals("text") || policy.inviteBases().isEmpty()) {
      return Optional.empty();
    }
    String bases = policy.inviteBases().stream().map(Pattern::quote).collect(Collectors.joining("|"));
    Matcher link = Pattern.compile("(?:" + bases + ")[A-Za-z0-9_-]+").matcher(body.object("text").flatMap(text -> text.text("body")).orElse(""));
    return link.find() ? Optional.of(link.group()) : Optional.empty();
  }
}
