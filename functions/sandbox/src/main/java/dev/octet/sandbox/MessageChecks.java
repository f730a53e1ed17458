package dev.octet.sandbox;

import dev.octet.domain.json.JsonObject;
import dev.octet.sandbox.platform.BusinessNumber;
import dev.octet.sandbox.platform.Chat;
import dev.octet.sandbox.platform.InviteLinks;
import dev.octet.sandbox.platform.InviteParameters;
import dev.octet.sandbox.platform.Lacking;
import dev.octet.sandbox.platform.Media;
import dev.octet.sandbox.platform.Person;
import dev.octet.sandbox.platform.Pinning;
import dev.octet.sandbox.platform.PlatformError;
import dev.octet.sandbox.platform.PlatformGroup;
import dev.octet.sandbox.platform.PlatformMessage;
import dev.octet.sandbox.platform.Refusal;
import dev.octet.sandbox.platform.SendContent;
import dev.octet.sandbox.platform.SendRequest;
import dev.octet.sandbox.platform.Sending;
import dev.octet.sandbox.platform.Template;
import dev.octet.sandbox.platform.TemplateCategory;
import dev.octet.sandbox.platform.TemplateParameters;
import dev.octet.sandbox.platform.TemplateText;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Whether what a business wants to send can be taken: by what its groups, people, templates and files are. */
final class MessageChecks {
  private final GroupStore groups;
  private final PersonStore people;
  private final MessageStore messages;
  private final TemplateStore templates;
  private final MediaStore files;
  private final NumberGate gate;
  private final InviteLinks links;
  private final Clock clock;

  MessageChecks(
      GroupStore groups, PersonStore people, MessageStore messages, TemplateStore templates, MediaStore files, NumberGate gate, InviteLinks links,
      Clock clock) {
    this.groups = groups;
    this.people = people;
    this.messages = messages;
    this.templates = templates;
    this.files = files;
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
        Chat chat, List<Person> people, JsonObject content, Optional<Template> template, Optional<Pinning> pinning, boolean windowOpen,
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
      case Addressed.To to -> check(control, number, request, to);
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

  private Checked check(Control control, BusinessNumber number, SendRequest request, Addressed.To to) {
    SendContent content = request.content();
    Keys keys = control.keys();
    Instant now = control.now(clock);
    Optional<Template> template = content.template().flatMap(it -> templates.get(keys, number.accountId(), it.name(), it.language()).template());
    Optional<Refusal> wrong = (content.template().isPresent() ? wrongTemplate(template, request) : Optional.<Refusal>empty())
        .or(() -> wrongFile(control, number, content, template));
    if (wrong.isPresent()) {
      return new Checked.Refused(wrong.get());
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
        to.chat(), to.people(), read(content, template, invited), template, pinning, standing.conversation().windowOpen(now), outside));
  }

  private static Optional<Refusal> wrongTemplate(Optional<Template> template, SendRequest request) {
    Optional<PlatformError> unsendable = template.isEmpty() ? Optional.of(PlatformError.TEMPLATE_UNKNOWN) : template.flatMap(Template::unsendable);
    return unsendable.map(Refusal::of)
        .or(() -> template.flatMap(it -> switch (request.to()) {
          case SendRequest.Destination.Group _ -> Lacking.refusal(it);
          case SendRequest.Destination.Phone _ -> Optional.<Refusal>empty();
          case SendRequest.Destination.User _ -> it.category() == TemplateCategory.AUTHENTICATION
              ? Optional.of(Refusal.of(PlatformError.USER_ID_RECIPIENT)) : Optional.empty();
        }))
        .or(() -> template.flatMap(it -> TemplateParameters.wrong(it, request.content().fields())));
  }

  /** Of what goes out, or stands in the header of a template. */
  private Optional<Refusal> wrongFile(Control control, BusinessNumber number, SendContent content, Optional<Template> template) {
    Optional<String> id = template.isPresent() ? TemplateParameters.mediaId(template.get(), content.fields()) : content.mediaId();
    String type = template.flatMap(Template::headerFormat).map(format -> format.toLowerCase(Locale.ROOT)).orElse(content.type());
    if (id.isEmpty()) {
      return Optional.empty();
    }
    Optional<Media> file = files.get(control.keys(), id.get(), control.now(clock)).map(MediaStore.Saved::media).filter(it -> it.holder().equals(number.id()));
    return file.isEmpty() ? Optional.of(Refusal.of(PlatformError.BAD_VALUE, type + ".id must be the id of a file that this number uploaded."))
        : file.get().fits(type) ? Optional.empty()
        : Optional.of(Refusal.of(PlatformError.MEDIA_UPLOAD, "The file of " + type + ".id is of a type that a message of this type cannot carry."));
  }

  /** As people read it: of a template its text too. */
  private static JsonObject read(SendContent content, Optional<Template> template, Map<String, String> invited) {
    JsonObject resolved = InviteParameters.resolved(content.fields(), invited);
    return resolved.with("text", template.map(it -> TemplateText.of(it, resolved)));
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
