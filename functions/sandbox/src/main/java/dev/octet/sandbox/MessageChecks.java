package dev.octet.sandbox;

import dev.octet.domain.json.JsonObject;
import dev.octet.sandbox.platform.BusinessNumber;
import dev.octet.sandbox.platform.Chat;
import dev.octet.sandbox.platform.InviteLinks;
import dev.octet.sandbox.platform.InviteParameters;
import dev.octet.sandbox.platform.Person;
import dev.octet.sandbox.platform.Pinning;
import dev.octet.sandbox.platform.PlatformError;
import dev.octet.sandbox.platform.PlatformGroup;
import dev.octet.sandbox.platform.PlatformMessage;
import dev.octet.sandbox.platform.Pricing;
import dev.octet.sandbox.platform.Refusal;
import dev.octet.sandbox.platform.SendContent;
import dev.octet.sandbox.platform.SendRequest;
import dev.octet.sandbox.platform.SendableTemplate;
import dev.octet.sandbox.platform.Sending;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Whether what a business wants to send can be taken: by what its groups, people, templates and files are. */
final class MessageChecks {
  private final GroupStore groups;
  private final PersonStore people;
  private final MessageStore messages;
  private final Templates templates;
  private final MediaLibrary media;
  private final NumberGate gate;
  private final InviteLinks links;
  private final Clock clock;

  MessageChecks(
      GroupStore groups, PersonStore people, MessageStore messages, Templates templates, MediaLibrary media, NumberGate gate, InviteLinks links,
      Clock clock) {
    this.groups = groups;
    this.people = people;
    this.messages = messages;
    this.templates = templates;
    this.media = media;
    this.gate = gate;
    this.links = links;
    this.clock = clock;
  }

  /** What came of it. */
  sealed interface Checked {
    /**
     * @param people who gets it, as the business may see them
     * @param content as people see it
     * @param outsideWindow whether it came too late, and is taken and told of all the same
     */
    record Passed(
        Chat chat, List<Person> people, JsonObject content, Optional<SendableTemplate> template, Optional<Pinning> pinning, boolean windowOpen,
        boolean outsideWindow) implements Checked {}

    record Refused(Refusal refusal) implements Checked {}
  }

  /** Whom a message is for, or why it is for nobody. */
  private sealed interface Addressed {
    record To(Chat chat, List<Person> people) implements Addressed {}

    record Nobody(Refusal refusal) implements Addressed {}
  }

  Checked check(Control control, BusinessNumber number, SendRequest request) {
    return switch (addressed(control, number, request.to())) {
      case Addressed.Nobody nobody -> new Checked.Refused(nobody.refusal());
      case Addressed.To to -> check(control, number, request.content(), to);
    };
  }

  private Addressed addressed(Control control, BusinessNumber number, SendRequest.Destination destination) {
    Keys keys = control.keys();
    return switch (destination) {
      case SendRequest.Destination.Group group -> group(control, number, group.id());
      case SendRequest.Destination.Phone phone -> person(control, number, phone.waId(), people.ofPhone(keys, phone.waId()));
      case SendRequest.Destination.User user -> person(control, number, user.userId(), people.ofUser(keys, user.userId()));
    };
  }

  private Addressed group(Control control, BusinessNumber number, String groupId) {
    Optional<Refusal> notEligible = gate.notEligible(control, number.id());
    if (notEligible.isPresent()) {
      return new Addressed.Nobody(notEligible.get());
    }
    Optional<PlatformGroup> group = ofNumber(control, number, groupId);
    return group.map(it -> Sending.closed(it).<Addressed>map(Addressed.Nobody::new).orElseGet(() -> new Addressed.To(new Chat.OfGroup(groupId),
            it.participants().stream().map(participant -> shown(control, number, participant.person())).toList())))
        .orElseGet(() -> new Addressed.Nobody(Refusal.of(PlatformError.GROUP_UNKNOWN)));
  }

  private Optional<PlatformGroup> ofNumber(Control control, BusinessNumber number, String groupId) {
    return groups.get(control.keys(), groupId).map(GroupStore.Saved::group).filter(it -> it.phoneNumberId().equals(number.id()));
  }

  private static Addressed person(Control control, BusinessNumber number, String input, Optional<Person> person) {
    return new Addressed.To(new Chat.OfPerson(number.id(), person.map(Person::id).orElse(input)), person.map(it -> shown(control, number, it)).stream().toList());
  }

  private static Person shown(Control control, BusinessNumber number, Person person) {
    return control.faults().withoutPhoneNumbers(number.id()) ? person.withoutPhone() : person;
  }

  private Checked check(Control control, BusinessNumber number, SendContent content, Addressed.To to) {
    Keys keys = control.keys();
    Instant now = control.now(clock);
    Optional<SendableTemplate> template = content.template().flatMap(it -> templates.find(keys, number.accountId(), it.name(), it.language())).filter(SendableTemplate::approved);
    if (content.template().isPresent() && template.isEmpty()) {
      return refused(PlatformError.TEMPLATE_UNKNOWN);
    }
    if (to.chat() instanceof Chat.OfGroup && template.filter(it -> it.category() == Pricing.Kind.AUTHENTICATION).isPresent()) {
      return refused(PlatformError.UNSUPPORTED_TYPE, "Authentication templates are not supported in groups.");
    }
    if (content.mediaId().filter(id -> !media.has(keys, number.id(), id)).isPresent()) {
      return refused(PlatformError.BAD_VALUE, content.type() + ".id must be the id of a file that this number uploaded.");
    }
    Map<String, String> invited = new HashMap<>();
    for (String groupId : InviteParameters.groups(content.fields())) {
      Optional<PlatformGroup> group = ofNumber(control, number, groupId);
      if (group.isEmpty()) {
        return refused(PlatformError.GROUP_UNKNOWN);
      }
      invited.put(groupId, links.address(group.get().linkId()));
    }
    Optional<Pinning> pinning = content.isPin() ? pinning(keys, content, to.chat()) : Optional.empty();
    if (content.isPin() && pinning.isEmpty()) {
      return refused(PlatformError.BAD_VALUE, "pin.message_id must be the id of a message of this group.");
    }
    MessageStore.Standing standing = messages.conversation(keys, to.chat());
    boolean outside = Sending.outsideWindow(content, standing.conversation(), now);
    if (outside && control.settings(number.id()).windowRefusedAtOnce()) {
      return refused(PlatformError.OUTSIDE_WINDOW);
    }
    return gate.closedToMessages(control, number.id(), to.chat()).<Checked>map(Checked.Refused::new).orElseGet(() -> new Checked.Passed(
        to.chat(), to.people(), InviteParameters.resolved(content.fields(), invited), template, pinning, standing.conversation().windowOpen(now), outside));
  }

  private Optional<Pinning> pinning(Keys keys, SendContent content, Chat chat) {
    return messages.get(keys, content.fields().text("message_id").orElseThrow()).map(MessageStore.Saved::message)
        .filter(it -> it.chat().equals(chat)).filter(PlatformMessage::shown)
        .map(it -> Pinning.of(content, it));
  }

  private static Checked refused(PlatformError kind) {
    return new Checked.Refused(Refusal.of(kind));
  }

  private static Checked refused(PlatformError kind, String details) {
    return new Checked.Refused(Refusal.of(kind, details));
  }
}
