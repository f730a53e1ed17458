package dev.octet.endtoend;

import static dev.octet.endtoend.Octet.NUMBER;
import static dev.octet.endtoend.Octet.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.octet.domain.json.JsonObject;
import dev.octet.endtoend.Octet.Answer;
import dev.octet.graph.webhook.Signature;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A number that was in use before Octet came: another receiver of its webhooks, and what goes on to the platform. */
class InUseIT {
  private static final String NO_SIGNATURE = "sha256=00";
  private static final String ACCOUNT = "200000000000001";
  private static final String TEMPLATES = "/graph/v26.0/" + ACCOUNT + "/message_templates";
  private static final String LIBRARY = "/graph/v26.0/message_template_library";
  private static final String APPS = "/graph/v26.0/" + ACCOUNT + "/subscribed_apps";
  private static final List<Delivered> delivered = new CopyOnWriteArrayList<>();
  private static final AtomicInteger refusals = new AtomicInteger(1);
  private static HttpServer receiver;
  private static Octet octet;

  private record Delivered(String signature, byte[] body) {
    boolean isWhole() {
      return Signature.verify(body, signature, List.of("local-app-secret"));
    }

    String text() {
      return new String(body, StandardCharsets.UTF_8);
    }
  }

  @BeforeAll
  static void start() throws IOException {
    receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    receiver.createContext("/", exchange -> {
      byte[] body = exchange.getRequestBody().readAllBytes();
      boolean takes = refusals.getAndDecrement() <= 0;
      if (takes) {
        delivered.add(new Delivered(exchange.getRequestHeaders().getFirst("X-Hub-Signature-256"), body));
      }
      exchange.sendResponseHeaders(takes ? 200 : 503, -1);
      exchange.close();
    });
    receiver.start();
    octet = Octet.start(settings -> settings.withParameter("ForwardWebhooksTo", "http://127.0.0.1:" + receiver.getAddress().getPort() + "/hook")
        .withParameter("WebhooksByQueue", "open").withParameter("PassThrough", "sends message_templates template_library number subscribed_apps"));
  }

  @AfterAll
  static void end() {
    octet.close();
    receiver.stop(0);
  }

  @Test
  void another_receiver_gets_what_octet_gets_and_what_it_gives_by_queue_is_taken() {
    Gathering group = Gathering.of(octet, "In use", "auto_approve");
    Delivered created = Octet.await().until(() -> delivered.stream().filter(one -> one.text().contains("group_create")).toList(), all -> !all.isEmpty()).getFirst();
    assertThat(created.isWhole()).as("byte for byte, after it was refused once").isTrue();

    String joined = """
        {"object":"whatsapp_business_account","entry":[{"id":"%s","changes":[{"field":"group_participants_update","value":{"messaging_product":"whatsapp",
        "metadata":{"phone_number_id":"%s"},"groups":[{"group_id":"%s","type":"group_participants_add","timestamp":"1795000000",
        "added_participants":[{"wa_id":"447700900555","user_id":"GB.555"}]}]}}]}]}""".formatted(ACCOUNT, NUMBER, group.id());
    byte[] body = joined.getBytes(StandardCharsets.UTF_8);
    octet.put("octet-webhook-intake.fifo", handedOn(body, NO_SIGNATURE)); // a wrong one is waited for: its secret may be on its way
    octet.put("octet-webhook-intake.fifo", handedOn(body, Signature.sign(body, "local-app-secret")));
    octet.told("participant.joined", one -> Octet.data(one).object("participant").flatMap(it -> it.text("user_id")).orElse("").equals("GB.555"));
    assertThat(delivered).as("it would come back").noneMatch(one -> one.text().contains("GB.555"));

    String look = "/v1/redrives?queue=webhook-intake";
    Octet.await().untilAsserted(() -> assertThat(octet.get(look).body().objects("queues").getFirst().objects("entries"))
        .singleElement().satisfies(entry -> assertThat(entry.toJson()).contains("not_signed")));
    assertThat(octet.post("/v1/redrives", "{\"queue\":\"webhook-intake\"}").body().whole("moved")).as("whoever presses it may know better").hasValue(1);
    Octet.await().untilAsserted(() -> assertThat(octet.get(look).body().objects("queues").getFirst().objects("entries")).as("it is no signature yet").hasSize(1));
    assertThat(octet.get("/v1/redrives?queue=webhook-forwards").body().objects("queues").getFirst().objects("entries")).isEmpty();
  }

  @Test
  void by_queue_too_what_concerns_no_group_goes_on_and_what_cannot_be_read_is_told() {
    byte[] body = """
        {"object":"whatsapp_business_account","entry":[{"id":"7","changes":[{"field":"account_update","value":{"event":"VERIFIED_ACCOUNT"}},
        {"field":"group_status_update","value":{"metadata":{"phone_number_id":"%s"},"groups":[{"a":1,"a":2}]}}]}]}""".formatted(NUMBER).getBytes(StandardCharsets.UTF_8);
    octet.put("octet-webhook-intake.fifo", handedOn(body, Signature.sign(body, "local-app-secret")));

    octet.told("webhook.unrecognized", _ -> true);
    String others = octet.stack().queueUrl("octet-other-webhooks.fifo");
    Octet.await().until(() -> octet.sqs().receiveMessage(request -> request.queueUrl(others).maxNumberOfMessages(10)).messages().stream()
        .anyMatch(message -> message.body().contains("VERIFIED_ACCOUNT")), found -> found);
  }

  private static String handedOn(byte[] body, String signature) {
    return JsonObject.EMPTY.with("raw_body_base64", Base64.getEncoder().encodeToString(body)).with("signature", signature).toJson();
  }

  @Test
  void what_is_no_business_of_groups_goes_on_to_the_platform() throws Exception {
    assertThat(octet.get(LIBRARY + "?topic=group_invite_link").body().objects("data")).isNotEmpty();
    assertThat(octet.get(TEMPLATES + "?limit=5").body().objects("data")).isNotEmpty();
    Answer created = octet.post(TEMPLATES, """
        {"name":"passed_on","category":"UTILITY","language":"en","components":[{"type":"BODY","text":"Your visit is on Tuesday."}]}""");
    assertThat(created.status()).as("%s", created).isEqualTo(200);
    assertThat(octet.send(octet.request(TEMPLATES + "?name=passed_on").DELETE()).status()).isEqualTo(200);
    assertThat(octet.send(octet.request(APPS).DELETE()).status()).isEqualTo(200);
    assertThat(octet.send(octet.request(APPS).POST(HttpRequest.BodyPublishers.noBody())).status()).isEqualTo(200);
    assertThat(octet.get(APPS).body().objects("data")).isNotEmpty();

    for (String path : List.of(TEMPLATES, APPS)) {
      assertRefusals(path, "GET", "POST", "DELETE");
    }
    assertThat(octet.get(LIBRARY + "?unheard_of=1").code()).isEqualTo(100);

    HttpRequest number = octet.request("/graph/v26.0/" + NUMBER + "?fields=verified_name").GET().build(); // its answer is no group's
    assertThat(json(HttpClient.newHttpClient().send(number, HttpResponse.BodyHandlers.ofString()).body()).text("verified_name")).contains("Northwind Kitchens");
  }

  private static void assertRefusals(String path, String... methods) {
    for (String method : methods) {
      assertThat(octet.send(octet.request(path + "?unheard_of=1").method(method, HttpRequest.BodyPublishers.noBody())).code()).as(method + " " + path).isEqualTo(100);
      Answer elsewhere = octet.send(octet.request(path.replace(ACCOUNT, "7")).method(method, HttpRequest.BodyPublishers.noBody()));
      assertThat(elsewhere.status()).as(method + " " + path).isEqualTo(403);
    }
  }

  @Test
  void a_message_to_a_person_goes_on_to_the_platform_and_is_no_operation() {
    JsonObject person = Gathering.person(octet, "Ada", "447700900777");
    Answer sent = octet.post("/graph/v26.0/" + NUMBER + "/messages", JsonObject.EMPTY.with("messaging_product", "whatsapp").with("to", person.text("wa_id").orElseThrow())
        .with("type", "text").with("text", JsonObject.EMPTY.with("body", "Your parcel is here.")).toJson());

    assertThat(sent.status()).as("%s", sent).isEqualTo(200);
    String id = sent.body().objects("messages").getFirst().text("id").orElseThrow();
    assertThat(octet.get("/v1/messages/" + id).status()).as("it is none of Octet's").isEqualTo(404);
  }
}
