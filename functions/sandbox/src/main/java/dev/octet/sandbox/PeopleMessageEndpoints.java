package dev.octet.sandbox;

import dev.octet.aws.http.HttpRequest;
import dev.octet.aws.http.HttpResponse;
import dev.octet.domain.json.JsonObject;
import dev.octet.sandbox.platform.BusinessNumber;
import dev.octet.sandbox.platform.Chat;
import dev.octet.sandbox.platform.ChosenFile;
import dev.octet.sandbox.platform.Media;
import dev.octet.sandbox.platform.MessageContent;
import dev.octet.sandbox.platform.Person;
import dev.octet.sandbox.platform.PlatformGroup;
import dev.octet.sandbox.platform.PlatformIds;
import dev.octet.sandbox.platform.PlatformMessage;
import dev.octet.sandbox.platform.Text;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** {@code /sandbox/api/people/{id}/messages}, {@code …/media}, {@code …/read} and {@code …/play}: what people write and read, in a group or alone with a business. */
final class PeopleMessageEndpoints {
  static final Set<String> ACTIONS = Set.of("messages", "media", "read", "play");

  private final PeopleMessages operations;
  private final GroupStore groups;
  private final Numbers numbers;
  private final MessagePages pages;
  private final PlatformIds ids;

  PeopleMessageEndpoints(PeopleMessages operations, GroupStore groups, Numbers numbers, MessagePages pages, PlatformIds ids) {
    this.operations = operations;
    this.groups = groups;
    this.numbers = numbers;
    this.pages = pages;
    this.ids = ids;
  }

  HttpResponse handle(HttpRequest request, Person person, String action, Control control) {
    return switch (request.method() + " " + action) {
      case "GET messages" -> at(control, person, request.query("group_id"), request.query("phone_number_id"), place ->
          pages.answer(request, control.keys(), place.chat(), place.since(), PlatformMessage::shown, message -> seen(message, person)));
      case "POST messages" -> with(request, body -> write(control, person, body));
      case "POST media" -> choose(request, person, control);
      case "POST read" -> with(request, body -> at(control, person, body, place ->
          ApiAnswer.ok(JsonObject.EMPTY.with("status", "read").with("messages", operations.read(control, place)))));
      case "POST play" -> with(request, body -> at(control, person, body, place -> play(control, place, body)));
      default -> ApiAnswer.error(405, "What people do is a POST; what they see is read with GET of their messages.");
    };
  }

  private static HttpResponse with(HttpRequest request, Function<JsonObject, HttpResponse> answering) {
    return switch (ApiAnswer.body(request)) {
      case ApiAnswer.Body.Wrong wrong -> wrong.answer();
      case ApiAnswer.Body.Read read -> Text.noText(read.json(), "group_id", "phone_number_id", "message_id").map(sentence -> ApiAnswer.error(400, sentence))
          .orElseGet(() -> answering.apply(read.json()));
    };
  }

  private HttpResponse at(Control control, Person person, JsonObject body, Function<PeopleMessages.Place, HttpResponse> answering) {
    return at(control, person, body.text("group_id"), body.text("phone_number_id"), answering);
  }

  private HttpResponse at(
      Control control, Person person, Optional<String> groupId, Optional<String> phoneNumberId, Function<PeopleMessages.Place, HttpResponse> answering) {
    if (groupId.filter(id -> !id.isBlank()).isPresent() == phoneNumberId.filter(id -> !id.isBlank()).isPresent()) {
      return ApiAnswer.error(400, "Give `group_id`, or `phone_number_id` for the chat with a business alone.");
    }
    return groupId.isPresent() ? inGroup(control, person, groupId.get(), answering) : alone(control, person, phoneNumberId.orElseThrow(), answering);
  }

  private HttpResponse inGroup(Control control, Person person, String groupId, Function<PeopleMessages.Place, HttpResponse> answering) {
    Optional<PlatformGroup> found = groups.get(control.keys(), groupId).map(GroupStore.Saved::group);
    if (found.isEmpty()) {
      return ApiAnswer.error(404, "There is no such group.");
    }
    PlatformGroup group = found.get();
    BusinessNumber number = BusinessNumber.of(group.phoneNumberId());
    return group.participants().stream().filter(it -> it.person().id().equals(person.id())).findFirst()
        .map(it -> answering.apply(new PeopleMessages.Place(number, new Chat.OfGroup(groupId), found, shown(control, number, it.person()), it.joinedAt())))
        .orElseGet(() -> ApiAnswer.error(400, "Only who is in the group can write and read there."));
  }

  private HttpResponse alone(Control control, Person person, String phoneNumberId, Function<PeopleMessages.Place, HttpResponse> answering) {
    return numbers.get(phoneNumberId).map(number -> answering.apply(new PeopleMessages.Place(
            number, new Chat.OfPerson(phoneNumberId, person.id()), Optional.empty(), shown(control, number, person), Instant.EPOCH)))
        .orElseGet(() -> ApiAnswer.error(404, "There is no such number."));
  }

  private static Person shown(Control control, BusinessNumber number, Person person) {
    return control.faults().withoutPhoneNumbers(number.id()) ? person.withoutPhone() : person;
  }

  private HttpResponse write(Control control, Person person, JsonObject body) {
    Optional<String> id = MessageContent.chosen(body);
    Optional<Media> chosen = id.flatMap(it -> operations.chosen(control, person, it));
    if (id.isPresent() && chosen.isEmpty()) {
      return ApiAnswer.error(400, "There is no such file of this person's, or no more: `id` is what `POST …/media` gave.");
    }
    return switch (MessageContent.read(body, chosen, ids)) {
      case MessageContent.Read.Invalid invalid -> ApiAnswer.error(400, invalid.sentence());
      case MessageContent.Read.Valid valid -> at(control, person, body, place -> write(control, place, valid.content(), chosen));
    };
  }

  private HttpResponse write(Control control, PeopleMessages.Place place, MessageContent content, Optional<Media> chosen) {
    return place.group().filter(PlatformGroup::suspended).isPresent() ? ApiAnswer.error(400, "The group is suspended: nobody can write there.")
        : ApiAnswer.ok(JsonObject.EMPTY.with("message_id", operations.write(control, place, content, chosen)));
  }

  /** The body itself is the file, and its type the header's. */
  private HttpResponse choose(HttpRequest request, Person person, Control control) {
    return switch (ChosenFile.read(request.header("content-type").orElse(""), request.body())) {
      case ChosenFile.Read.TooLarge large -> ApiAnswer.error(413, large.sentence());
      case ChosenFile.Read.Invalid invalid -> ApiAnswer.error(400, invalid.sentence());
      case ChosenFile.Read.Valid valid -> ApiAnswer.ok(JsonObject.EMPTY.with("id", operations.choose(control, person, valid.file())));
    };
  }

  private HttpResponse play(Control control, PeopleMessages.Place place, JsonObject body) {
    Optional<String> messageId = body.text("message_id").filter(id -> !id.isBlank());
    if (messageId.isEmpty()) {
      return ApiAnswer.error(400, "`message_id` is missing.");
    }
    return operations.play(control, place, messageId.get()) ? ApiAnswer.ok(JsonObject.EMPTY.with("status", "played"))
        : ApiAnswer.error(400, "This person has no such voice note.");
  }

  /** As it is on a phone: who wrote it, and what. */
  private static JsonObject seen(PlatformMessage message, Person person) {
    return JsonObject.EMPTY
        .with("id", message.id())
        .with("from", message.from().orElse("business"))
        .with("at", message.at().toString())
        .with("type", message.type())
        .with(message.type(), message.said())
        .with("context", message.repliesTo().map(id -> JsonObject.EMPTY.with("message_id", id)))
        .with("read", message.receiptOf(person.id()).map(receipt -> receipt.readAt().isPresent()));
  }
}
