package dev.octet.localstack.jar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.restfb.Body;
import com.restfb.DefaultFacebookClient;
import com.restfb.FacebookEndpoints;
import com.restfb.Parameter;
import com.restfb.Version;
import com.restfb.exception.FacebookOAuthException;
import com.restfb.json.Json;
import com.restfb.json.JsonObject;
import com.restfb.types.webhook.Change;
import com.restfb.types.webhook.FallBackChangeValue;
import com.restfb.types.webhook.whatsapp.WhatsappMessagesValue;
import com.restfb.types.whatsapp.platform.Message;
import com.restfb.types.whatsapp.platform.Status;
import com.restfb.types.whatsapp.platform.SuccessfulResponse;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The platform alone, out of the one file, for a client of the Graph API that is not ours: nothing but its base URL is changed. */
class RestFbIT {
  private static final String NUMBER = "100000000000001";
  private static final String TOKEN = "a-token-of-its-own";
  private static final String SECRET = "a-secret-of-its-own";
  @TempDir private Path root;

  @Test
  void it_makes_a_group_reads_it_and_sends_to_it_and_its_webhook_models_read_what_arrives() throws Exception {
    try (Hook hook = new Hook();
        RunningJar jar = RunningJar.start(root, "--sandbox-only", "--webhook-url", hook.url(), "--access-token", TOKEN, "--app-secret", SECRET)) {
      DefaultFacebookClient client = client(jar, TOKEN);

      JsonObject asked = client.publish(NUMBER + "/groups", JsonObject.class,
          Body.withData(product().add("subject", "Dachreparatur für Müller").add("description", "Ziegel und Rinnen")));
      String requestId = asked.getString("request_id", "");
      JsonObject made = hook.arrived(change -> group(change, "group_create"));
      assertThat(made.getString("request_id", "")).isEqualTo(requestId).matches("[0-9A-F]{32}");
      String group = made.getString("group_id", "");

      JsonObject info = client.fetchObject(group, JsonObject.class, Parameter.with("fields", "subject,description,total_participant_count,join_approval_mode"));
      assertThat(info.getString("subject", "")).isEqualTo("Dachreparatur für Müller");
      assertThat(info.getString("description", "")).isEqualTo("Ziegel und Rinnen");
      assertThat(client.fetchObject(NUMBER + "/groups", JsonObject.class, Parameter.with("limit", 5)).get("data").asObject().get("groups").asArray())
          .singleElement().satisfies(listed -> assertThat(listed.asObject().getString("id", "")).isEqualTo(group));
      String link = client.fetchObject(group + "/invite_link", JsonObject.class).getString("invite_link", "");
      assertThat(link).startsWith(jar.url() + "/sandbox/invite/");

      String ada = Json.parse(jar.send("POST", "/sandbox/api/people", "{\"name\":\"Ada\",\"wa_id\":\"447700900123\"}").body()).asObject().getString("id", "");
      assertThat(jar.send("POST", "/sandbox/api/people/" + ada + "/join", new JsonObject().add("invite_link", link).toString()).body()).contains("\"joined\"");
      JsonObject joined = hook.arrived(change -> group(change, "group_participants_add"));
      assertThat(joined.getString("reason", "")).isEqualTo("invite_link");

      jar.send("POST", "/sandbox/api/people/" + ada + "/messages", "{\"group_id\":\"" + group + "\",\"type\":\"text\",\"text\":{\"body\":\"Wann kommt ihr?\"}}");
      Message received = hook.arrived(change -> messages(change).flatMap(value -> value.getMessages().stream().findFirst()));
      assertThat(received.isText()).isTrue();
      assertThat(received.getText().getBody()).isEqualTo("Wann kommt ihr?");
      assertThat(received.getFrom()).isEqualTo("447700900123");

      SuccessfulResponse sent = client.publish(NUMBER + "/messages", SuccessfulResponse.class, Body.withData(product()
          .add("recipient_type", "group").add("to", group).add("type", "text").add("text", new JsonObject().add("body", "Dienstag um zehn"))));
      String message = sent.getMessages().getFirst().getId();
      Status delivered = hook.arrived(change -> status(change, Status.StatusType.delivered));
      assertThat(delivered.getId()).isEqualTo(message);
      assertThat(delivered.getRecipientId()).isEqualTo(group);
      assertThat(delivered.getPricing().isBillable()).as("written within the 24 hours").isFalse();
      assertThat(hook.arrived(change -> status(change, Status.StatusType.sent)).getId()).isEqualTo(message);

      assertThat(hook.deliveries()).hasSizeGreaterThanOrEqualTo(5);
      for (Hook.Delivery delivery : hook.deliveries()) {
        assertThat(delivery.isSignedWith(SECRET)).isTrue();
      }
      assertThat(jar.leftInTheDirectory()).isEmpty();
    }
  }

  @Test
  void what_is_refused_is_the_exception_that_it_knows() throws Exception {
    try (RunningJar jar = RunningJar.start(root, "--sandbox-only")) {
      assertThatThrownBy(() -> client(jar, "another-token").fetchObject(NUMBER + "/groups", JsonObject.class))
          .isInstanceOfSatisfying(FacebookOAuthException.class, refused -> {
            assertThat(refused.getErrorCode()).isEqualTo(190);
            assertThat(refused.getHttpStatusCode()).isEqualTo(401);
          });
      assertThatThrownBy(() -> client(jar, "sandbox-token").publish("100000000000002/groups", JsonObject.class, Body.withData(product().add("subject", "Attic"))))
          .isInstanceOfSatisfying(FacebookOAuthException.class, refused -> {
            assertThat(refused.getErrorCode()).isEqualTo(131215);
            assertThat(refused.getFbtraceId()).isNotBlank();
          });
    }
  }

  private static DefaultFacebookClient client(RunningJar jar, String token) {
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

  /** It has no models of the group fields: what it does not know it keeps as it came. */
  private static Optional<JsonObject> group(Change change, String type) {
    return change.getValue() instanceof FallBackChangeValue value && change.getField().startsWith("group_")
        ? Optional.of(value.getRawJson().get("groups").asArray().get(0).asObject()).filter(group -> group.getString("type", "").equals(type))
        : Optional.empty();
  }

  private static Optional<WhatsappMessagesValue> messages(Change change) {
    return change.getValue() instanceof WhatsappMessagesValue value ? Optional.of(value) : Optional.empty();
  }

  private static Optional<Status> status(Change change, Status.StatusType type) {
    return messages(change).flatMap(value -> value.getStatuses().stream().filter(status -> status.getStatus() == type).findFirst());
  }
}
