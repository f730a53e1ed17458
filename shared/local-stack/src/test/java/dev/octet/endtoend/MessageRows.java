package dev.octet.endtoend;

import static dev.octet.endtoend.Octet.NUMBER;
import static dev.octet.endtoend.Octet.data;
import static org.assertj.core.api.Assertions.assertThat;

import dev.octet.domain.json.JsonObject;
import dev.octet.endtoend.Octet.Answer;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.UUID;

/**
 * The table of messages in functions/message-sending/README.md, row by row, over HTTP and by queue, on the whole bundle: what
 * the caller is answered, what is told, what Octet knows then, and what is so on the platform.
 */
final class MessageRows {
  private static final String AUDIO = "https://media.example/hello.ogg";

  /** What is sent to a group, to a person, or done to a message. */
  enum Row {
    TEXT, IMAGE, IMAGE_BY_LINK, VIDEO, AUDIO, VOICE, DOCUMENT, STICKER, TEXT_TEMPLATE, MEDIA_TEMPLATE,
    INVITE_BY_TEMPLATE, INVITE_BY_TEMPLATE_TO_A_USER_ID, INVITE_BY_LINK, PIN, UNPIN,
    /** Of the newer edition of the rules. */
    MARK_READ,
    /** Unverified. */
    REACTION, LOCATION, CONTACTS, REPLY;

    /** Whether it is there with the older edition, and without a setting. */
    boolean isUsual() {
      return compareTo(MARK_READ) < 0;
    }
  }

  private final Octet octet;
  private final Gathering group;
  private final JsonObject ada;

  /** @param group with Ada in it, who has written */
  MessageRows(Octet octet, Gathering group, JsonObject ada) {
    this.octet = octet;
    this.group = group;
    this.ada = ada;
  }

  void holds(Row row, Way way) {
    switch (row) {
      case TEXT -> sent(way, "text", JsonObject.EMPTY.with("body", "Fitters come at ten, by " + way).with("preview_url", false));
      case IMAGE -> sent(way, "image", JsonObject.EMPTY.with("id", upload("image/jpeg", "layout.jpg", OperationRows.PICTURE)).with("caption", "Layout"));
      case IMAGE_BY_LINK -> sent(way, "image", link("https://media.example/layout.jpg"));
      case VIDEO -> sent(way, "video", link("https://media.example/tour.mp4").with("caption", "Tour"));
      case AUDIO -> sent(way, "audio", link(AUDIO));
      case VOICE -> sent(way, "audio", link(AUDIO).with("voice", true));
      case DOCUMENT -> sent(way, "document", link("https://media.example/offer.pdf").with("filename", "offer.pdf"));
      case STICKER -> sent(way, "sticker", link("https://media.example/wave.webp"));
      case TEXT_TEMPLATE -> sent(way, "template", template("group_visit_reminder", text("Tuesday")));
      case MEDIA_TEMPLATE -> sent(way, "template", template("group_layout_ready", text("4471"))
          .with("components", List.of(
              JsonObject.EMPTY.with("type", "header").with("parameters", List.of(JsonObject.EMPTY.with("type", "image").with("image", link("https://media.example/layout.jpg")))),
              JsonObject.EMPTY.with("type", "body").with("parameters", List.of(text("4471"))))));
      case INVITE_BY_TEMPLATE -> invited(way, JsonObject.EMPTY.with("to", "+" + somebody(way).text("wa_id").orElseThrow()), invite());
      case INVITE_BY_TEMPLATE_TO_A_USER_ID -> invited(way, JsonObject.EMPTY.with("recipient", somebody(way).text("user_id")), invite());
      case INVITE_BY_LINK -> invitedByLink(way);
      case PIN -> pinned(way);
      case UNPIN -> unpinned(way);
      case MARK_READ -> markedRead(way);
      case REACTION -> sent(way, "reaction", JsonObject.EMPTY.with("message_id", written("What do you think?")).with("emoji", "\uD83D\uDC4D"));
      case LOCATION -> sent(way, "location", JsonObject.EMPTY.with("latitude", "52.52").with("longitude", "13.405").with("name", "Yard"));
      case CONTACTS -> contacts(way);
      case REPLY -> replied(way);
    }
  }

  private static JsonObject link(String address) {
    return JsonObject.EMPTY.with("link", address);
  }

  private static JsonObject text(String text) {
    return JsonObject.EMPTY.with("type", "text").with("text", text);
  }

  private static JsonObject template(String name, JsonObject... parameters) {
    return JsonObject.EMPTY.with("name", name).with("language", JsonObject.EMPTY.with("code", "en"))
        .with("components", List.of(JsonObject.EMPTY.with("type", "body").with("parameters", List.of(parameters))));
  }

  private JsonObject invite() {
    return template("order_group_invite", JsonObject.EMPTY.with("type", "group_id").with("group_id", group.id()), text("your kitchen"));
  }

  private JsonObject toGroup(String type, JsonObject content) {
    return JsonObject.EMPTY.with("messaging_product", "whatsapp").with("recipient_type", "group").with("to", group.id()).with("type", type).with(type, content);
  }

  private String upload(String type, String name, byte[] bytes) {
    return Form.upload(octet, NUMBER, type, name, bytes).text("id");
  }

  /** Somebody who is in no group, and has written to the number: to nobody else may be written freely. */
  private JsonObject somebody(Way way) {
    return Gathering.person(octet, "Cleo", "4479460" + Integer.toString(100000 + (int) (Math.abs(UUID.randomUUID().getMostSignificantBits()) % 900000)).substring(0, 5));
  }

  private void sent(Way way, String type, JsonObject content) {
    JsonObject body = toGroup(type, content).with("biz_opaque_callback_data", "mine " + way);
    JsonObject answer = ask(way, "send_message", body);
    String id = answer.objects("messages").getFirst().text("id").orElseThrow();

    assertThat(answer.objects("contacts").getFirst().text("input")).contains(group.id());
    JsonObject accepted = octet.told("message.accepted", one -> isAbout(one, id));
    assertThat(data(accepted).text("biz_opaque_callback_data")).contains("mine " + way);
    for (String told : List.of("message.sent", "message.delivered")) {
      assertThat(data(octet.told(told, one -> isAbout(one, id))).text("biz_opaque_callback_data")).contains("mine " + way);
    }
    assertThat(truth(id).text("type")).contains(type);
    JsonObject known = known(id);
    assertThat(known.text("type")).contains(type);
    assertThat(known.object("message").flatMap(it -> it.object(type)).map(it -> it.fields().keySet())).contains(content.fields().keySet());
    assertThat(known.objects("receipts")).hasSize(group.truth().objects("participants").size());
  }

  private void invited(Way way, JsonObject whom, JsonObject template) {
    JsonObject answer = ask(way, "send_message", JsonObject.EMPTY.with("messaging_product", "whatsapp").withAll(whom).with("type", "template").with("template", template));
    String id = answer.objects("messages").getFirst().text("id").orElseThrow();

    assertThat(answer.objects("messages").getFirst().text("message_status")).contains("accepted");
    octet.told("message.accepted", one -> isAbout(one, id));
    assertThat(data(octet.told("message.delivered", one -> isAbout(one, id))).object("participant").flatMap(it -> it.text("user_id"))).isPresent();
    assertThat(known(id).object("template").flatMap(it -> it.text("name"))).contains("order_group_invite");
  }

  private void invitedByLink(Way way) {
    JsonObject person = somebody(way);
    String id = ask(way, "send_message", JsonObject.EMPTY.with("messaging_product", "whatsapp").with("to", person.text("wa_id")).with("type", "text")
        .with("text", JsonObject.EMPTY.with("body", "Come in: " + group.link()))).objects("messages").getFirst().text("id").orElseThrow();

    octet.told("message.accepted", one -> isAbout(one, id));
    // They have not written in 24 hours: the platform says so afterwards.
    assertThat(data(octet.told("message.failed", one -> isAbout(one, id))).objects("errors").getFirst().whole("code")).hasValue(131047);
  }

  private JsonObject pin(String kind, String messageId) {
    JsonObject pin = JsonObject.EMPTY.with("type", kind).with("message_id", messageId);
    return toGroup("pin", kind.equals("pin") ? pin.with("expiration_days", 7) : pin);
  }

  private String written(String text) {
    return octet.post("/sandbox/api/people/" + ada.text("id").orElseThrow() + "/messages", JsonObject.EMPTY.with("group_id", group.id()).with("type", "text")
        .with("text", JsonObject.EMPTY.with("body", text)).toJson()).text("message_id");
  }

  private void pinned(Way way) {
    List<String> written = List.of(written("one"), written("two"), written("three"), written("four"));
    for (String messageId : written) {
      ask(way, "pin_message", pin("pin", messageId));
      assertThat(data(octet.told("message.pinned", one -> isAbout(one, messageId))).whole("expiration_days")).hasValue(7);
    }
    assertThat(data(octet.told("message.unpinned", one -> isAbout(one, written.getFirst()))).text("reason")).contains("displaced");
    assertThat(pins(group.truth().objects("pins"))).containsExactlyInAnyOrderElementsOf(written.subList(1, 4));
    assertThat(pins(octet.get("/v1/groups/" + group.id() + "/messages").body().objects("pinned"))).containsExactlyInAnyOrderElementsOf(written.subList(1, 4));
  }

  private void unpinned(Way way) {
    String messageId = written("for a while");
    ask(way, "pin_message", pin("pin", messageId));
    ask(way, "unpin_message", pin("unpin", messageId));
    octet.told("message.unpinned", one -> isAbout(one, messageId));
    assertThat(pins(group.truth().objects("pins"))).doesNotContain(messageId);
    assertThat(pins(octet.get("/v1/groups/" + group.id() + "/messages").body().objects("pinned"))).doesNotContain(messageId);
  }

  private void markedRead(Way way) {
    JsonObject body = JsonObject.EMPTY.with("messaging_product", "whatsapp").with("status", "read").with("message_id", written("Are you there?"));
    assertThat(ask(way, "mark_message_read", body).bool("success")).contains(true);
  }

  private void contacts(Way way) {
    JsonObject body = JsonObject.EMPTY.with("messaging_product", "whatsapp").with("recipient_type", "group").with("to", group.id()).with("type", "contacts")
        .with("contacts", List.of(JsonObject.EMPTY.with("name", JsonObject.EMPTY.with("formatted_name", "Cleo Fitter").with("first_name", "Cleo"))));
    String id = ask(way, "send_message", body).objects("messages").getFirst().text("id").orElseThrow();
    octet.told("message.delivered", one -> isAbout(one, id));
    assertThat(truth(id).text("type")).contains("contacts");
  }

  private void replied(Way way) {
    String to = written("When?");
    JsonObject body = toGroup("text", JsonObject.EMPTY.with("body", "At ten")).with("context", JsonObject.EMPTY.with("message_id", to));
    String id = ask(way, "send_message", body).objects("messages").getFirst().text("id").orElseThrow();
    octet.told("message.delivered", one -> isAbout(one, id));
    assertThat(known(id).object("message").flatMap(it -> it.object("context")).flatMap(it -> it.text("message_id"))).contains(to);
  }

  private static List<String> pins(List<JsonObject> pins) {
    return pins.stream().map(pin -> pin.text("message_id").orElseThrow()).toList();
  }

  private static boolean isAbout(JsonObject notification, String messageId) {
    return data(notification).object("message").flatMap(message -> message.text("id")).filter(messageId::equals).isPresent();
  }

  private JsonObject truth(String messageId) {
    return octet.get("/sandbox/api/groups/" + group.id() + "/messages").body().objects("messages").stream()
        .filter(one -> one.text("id").orElse("").equals(messageId)).findFirst().orElseThrow();
  }

  private JsonObject known(String messageId) {
    return octet.get("/v1/messages/" + messageId).body();
  }

  /** Asks, and waits for the end. Returns the platform's answer, as the caller has it in the end. */
  JsonObject ask(Way way, String command, JsonObject body) {
    String id = command + " " + UUID.randomUUID();
    if (way == Way.QUEUE) {
      octet.put("octet-message-commands.fifo", group.id(), JsonObject.EMPTY.with("command", command).with("id", id).with("phone_number_id", NUMBER)
          .with("body", body).toJson());
      return answer(octet.ended(id));
    }
    HttpRequest.Builder request = octet.request("/graph/v26.0/" + NUMBER + "/messages").POST(BodyPublishers.ofString(body.toJson())).header("Idempotency-Key", id);
    Answer answer = octet.send(way == Way.HTTP_LATER ? request.header("Prefer", "respond-async") : request);
    assertThat(answer.status()).as("%s", answer).isEqualTo(way == Way.HTTP_LATER ? 202 : 200);
    JsonObject end = octet.ended(id);
    if (way == Way.HTTP) {
      assertThat(answer.body()).isEqualTo(answer(end));
    }
    return answer(end);
  }

  private static JsonObject answer(JsonObject end) {
    return data(end).object("answer").orElseThrow(() -> new AssertionError(end.toJson()));
  }
}
