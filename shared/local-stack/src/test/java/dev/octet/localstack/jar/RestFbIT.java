package dev.octet.localstack.jar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.restfb.Body;
import com.restfb.DefaultFacebookClient;
import com.restfb.FacebookEndpoints;
import com.restfb.Parameter;
import com.restfb.Version;
import com.restfb.exception.FacebookJsonMappingException;
import com.restfb.exception.FacebookOAuthException;
import com.restfb.json.Json;
import com.restfb.json.JsonObject;
import com.restfb.types.webhook.FallBackChangeValue;
import com.restfb.types.webhook.whatsapp.MessageTemplateStatusUpdateValue;
import com.restfb.types.webhook.whatsapp.WhatsappMessagesValue;
import com.restfb.types.whatsapp.platform.Message;
import com.restfb.types.whatsapp.platform.Status;
import com.restfb.types.whatsapp.platform.SuccessfulResponse;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The platform alone, out of the one file, for a client of the Graph API that is not ours: nothing but its base URL is changed. */
class RestFbIT {
  private static final String NUMBER = "100000000000001";
  private static final String TOKEN = "a-token-of-its-own";
  private static final String SECRET = "a-secret-of-its-own";
  @TempDir private static Path root;
  private static Hook hook;
  private static RunningJar jar;

  @BeforeAll
  static void start() throws IOException {
    hook = new Hook();
    jar = RunningJar.start(root, "--sandbox-only", "--webhook-url", hook.url(), "--access-token", TOKEN, "--app-secret", SECRET);
  }

  @AfterAll
  static void end() throws IOException {
    jar.close();
    hook.close();
  }

  @Test
  void it_makes_a_group_reads_it_and_sends_to_it_and_its_webhook_models_read_what_arrives() throws Exception {
    DefaultFacebookClient client = client(TOKEN);

    JsonObject asked = client.publish(NUMBER + "/groups", JsonObject.class,
        Body.withData(product().add("subject", "Dachreparatur für Müller").add("description", "Ziegel und Rinnen")));
    JsonObject made = hook.arrived(delivery -> group(delivery, "group_create"));
    assertThat(made.getString("request_id", "")).isEqualTo(asked.getString("request_id", "")).matches("[0-9A-F]{32}");
    String group = made.getString("group_id", "");

    JsonObject info = client.fetchObject(group, JsonObject.class, Parameter.with("fields", "subject,description"));
    assertThat(info.getString("subject", "")).isEqualTo("Dachreparatur für Müller");
    assertThat(info.getString("description", "")).isEqualTo("Ziegel und Rinnen");
    assertThat(client.fetchObject(NUMBER + "/groups", JsonObject.class, Parameter.with("limit", 5)).get("data").asObject().get("groups").asArray())
        .singleElement().satisfies(listed -> assertThat(listed.asObject().getString("id", "")).isEqualTo(group));
    String link = client.fetchObject(group + "/invite_link", JsonObject.class).getString("invite_link", "");
    assertThat(link).startsWith(jar.url() + "/sandbox/invite/");

    String ada = Json.parse(jar.send("POST", "/sandbox/api/people", "{\"name\":\"Ada\",\"wa_id\":\"447700900123\"}").body()).asObject().getString("id", "");
    act(ada, "join", new JsonObject().add("invite_link", link));
    assertThat(hook.arrived(delivery -> group(delivery, "group_participants_add")).getString("reason", "")).isEqualTo("invite_link");
    act(ada, "messages", new JsonObject().add("group_id", group).add("text", new JsonObject().add("body", "Wann kommt ihr?")));
    Message received = hook.arrived(RestFbIT::message);
    assertThat(received.isText()).isTrue();
    assertThat(received.getText().getBody()).isEqualTo("Wann kommt ihr?");
    assertThat(received.getFrom()).isEqualTo("447700900123");

    SuccessfulResponse answer = client.publish(NUMBER + "/messages", SuccessfulResponse.class, Body.withData(product()
        .add("recipient_type", "group").add("to", group).add("type", "text").add("text", new JsonObject().add("body", "Dienstag um zehn"))));
    String message = answer.getMessages().getFirst().getId();
    Status sent = ((WhatsappMessagesValue) hook.arrived(delivery -> status(delivery, "sent")).change().getValue()).getStatuses().getFirst();
    assertThat(sent.getStatus()).isEqualTo(Status.StatusType.sent);
    assertThat(sent.getId()).isEqualTo(message);
    assertThat(sent.getRecipientId()).isEqualTo(group);
    Hook.Delivery delivered = hook.arrived(delivery -> status(delivery, "delivered"));
    assertThat(delivered.value().get("statuses").asArray().get(0).asObject().getString("id", "")).isEqualTo(message);
    assertThatThrownBy(delivered::change).as("the price categories of groups are not known to it yet")
        .hasRootCauseInstanceOf(FacebookJsonMappingException.class).rootCause().hasMessageEndingWith("Offending JSON is 'group_service'.");

    assertThat(hook.deliveries()).hasSizeGreaterThanOrEqualTo(5);
    for (Hook.Delivery delivery : hook.deliveries()) {
      assertThat(delivery.isSignedWith(SECRET)).isTrue();
    }
    assertThat(jar.leftInTheDirectory()).isEmpty();
  }

  @Test
  void a_template_s_approval_is_one_of_the_webhooks_that_it_knows() {
    client(TOKEN).publish("200000000000001/message_templates", JsonObject.class, Body.withData(new JsonObject().add("name", "our_invite")
        .add("category", "UTILITY").add("language", "en").add("library_template_name", "group_invite_upon_request_1")));

    MessageTemplateStatusUpdateValue approved = hook.arrived(delivery -> delivery.value().get("message_template_name") != null
        && delivery.change().getValue() instanceof MessageTemplateStatusUpdateValue value ? Optional.of(value) : Optional.empty());

    assertThat(approved.getEvent()).isEqualTo("APPROVED");
    assertThat(approved.getMessageTemplateName()).isEqualTo("our_invite");
  }

  @Test
  void what_is_refused_is_the_exception_that_it_knows() {
    assertThatThrownBy(() -> client("another-token").fetchObject(NUMBER + "/groups", JsonObject.class))
        .isInstanceOfSatisfying(FacebookOAuthException.class, refused -> {
          assertThat(refused.getErrorCode()).isEqualTo(190);
          assertThat(refused.getHttpStatusCode()).isEqualTo(401);
        });
    assertThatThrownBy(() -> client(TOKEN).publish("100000000000002/groups", JsonObject.class, Body.withData(product().add("subject", "Attic"))))
        .isInstanceOfSatisfying(FacebookOAuthException.class, refused -> {
          assertThat(refused.getErrorCode()).isEqualTo(131215);
          assertThat(refused.getFbtraceId()).isNotBlank();
        });
  }

  private static DefaultFacebookClient client(String token) {
    String graph = jar.url() + "/sandbox/graph";
    var client = new DefaultFacebookClient(token, Version.LATEST);
    client.setFacebookEndpointUrls(new FacebookEndpoints() {
      @Override
      public String getGraphEndpoint() {
        return graph;
      }
    });
    return client;
  }

  private static JsonObject product() {
    return new JsonObject().add("messaging_product", "whatsapp");
  }

  private static void act(String person, String action, JsonObject body) {
    assertThat(jar.send("POST", "/sandbox/api/people/" + person + "/" + action, body.toString()).statusCode()).isEqualTo(200);
  }

  /** It has no models of the group fields: what it does not know it keeps as it came. */
  private static Optional<JsonObject> group(Hook.Delivery delivery, String type) {
    return delivery.value().get("groups") != null && delivery.change().getValue() instanceof FallBackChangeValue value
        ? Optional.of(value.getRawJson().get("groups").asArray().get(0).asObject()).filter(group -> group.getString("type", "").equals(type))
        : Optional.empty();
  }

  private static Optional<Message> message(Hook.Delivery delivery) {
    return delivery.value().get("messages") != null && delivery.change().getValue() instanceof WhatsappMessagesValue value
        ? value.getMessages().stream().findFirst() : Optional.empty();
  }

  private static Optional<Hook.Delivery> status(Hook.Delivery delivery, String status) {
    return Optional.of(delivery).filter(it -> it.value().get("statuses") != null
        && it.value().get("statuses").asArray().get(0).asObject().getString("status", "").equals(status));
  }
}
