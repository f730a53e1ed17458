package dev.octet.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.octet.domain.json.JsonObject;
import dev.octet.localstack.LocalSecrets;
import dev.octet.localstack.LocalStack;
import dev.octet.localstack.Settings;
import dev.octet.localstack.template.FunctionOverride;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The page where the platform runs alone, without Octet: the business goes straight to the platform's own API. And as a sandbox that is
 * deployed: whoever looks at it is asked for a token.
 */
class PageAloneIT {
  private static final LocalSecrets SECRETS = new LocalSecrets("an-api-token", "an-access-token", "an-app-secret", "a-verify-token", "a-sandbox-token");
  private static final FunctionOverride AS_DEPLOYED = FunctionOverride.NONE.withEnvironment("OCTET_LOCAL", "false");

  @AutoClose private static LocalStack platform;
  @AutoClose private static Browser browser;

  @BeforeAll
  static void start() throws IOException {
    browser = Browser.open(Browser.DESKTOP);
    platform = LocalStack.start(Settings.forTests(Octet.ROOT.resolve("template.yaml"), RunLogs.directory("platform"))
        .withSandboxOnly(true).withSecrets(SECRETS).withOverride("SandboxApiFunction", AS_DEPLOYED).withOverride("SandboxWebhookFunction", AS_DEPLOYED));
  }

  @Test
  void a_group_is_made_joined_and_talked_in_by_who_has_the_tokens() throws Exception {
    Page page = Page.openWithToken(browser, platform.url(), SECRETS.sandboxToken());

    page.groups.make("Without Octet", "The platform alone", () -> page.gives("token-dialog", SECRETS.accessToken()));
    page.chat.isOf("Without Octet");
    page.about.open();
    page.phone.ofSomebodyNew("Kofi");
    page.phone.opens(page.about.link());
    page.about.has("Kofi");
    page.phone.writes("Anybody here?");
    page.chat.shows("Anybody here?");
    page.chat.write("The platform is");
    page.phone.shows("The platform is");
    page.phone.reads();
    sendPicture();
    page.chat.showsPicture();
    page.chat.reached("The platform is", "read", "read by all");

    page.traffic.open();
    page.traffic.has("webhook", "not sent");
    assertThat(page.traffic.of("notification")).isEmpty();
    browser.screenshot("page-platform-alone");
    // That Octet is not there, and who looks, is found out by asking for it.
    assertThat(browser.complaints()).allMatch(complaint -> (complaint.contains("/health") && complaint.contains("404")) || complaint.contains("401"));
  }

  /** Through the API: nobody sees or does anything there without the token. */
  private static void sendPicture() throws Exception {
    for (String path : List.of("people", "faults", "clock", "traffic", "groups", "numbers", "about", "no-such-thing")) {
      assertThat(api("GET", path, "", new byte[0], "").statusCode()).as(path).isEqualTo(401);
      assertThat(api("GET", path, "", new byte[0], "Bearer " + SECRETS.accessToken()).statusCode()).as(path).isEqualTo(401);
    }
    String sandbox = "Bearer " + SECRETS.sandboxToken();
    String kofi = JsonObject.parse(api("GET", "people", "", new byte[0], sandbox).body()).objects("people").getFirst().text("id").orElseThrow();
    String group = JsonObject.parse(api("GET", "groups", "", new byte[0], sandbox).body()).objects("groups").getFirst().text("id").orElseThrow();
    var jpeg = new ByteArrayOutputStream();
    ImageIO.write(new BufferedImage(200, 200, BufferedImage.TYPE_INT_RGB), "jpg", jpeg);
    String file = JsonObject.parse(api("POST", "people/" + kofi + "/media", "image/jpeg", jpeg.toByteArray(), sandbox).body()).text("id").orElseThrow();
    assertThat(api("GET", "media/" + file, "", new byte[0], "").statusCode()).isEqualTo(401);
    byte[] message = JsonObject.EMPTY.with("group_id", group).with("type", "image").with("image", JsonObject.EMPTY.with("id", file)).toBytes();
    assertThat(api("POST", "people/" + kofi + "/messages", "application/json", message, sandbox).statusCode()).isEqualTo(200);
  }

  private static HttpResponse<String> api(String method, String path, String type, byte[] body, String authorization) throws Exception {
    HttpRequest.Builder request = HttpRequest.newBuilder(platform.url().resolve("/sandbox/api/" + path)).method(method, HttpRequest.BodyPublishers.ofByteArray(body));
    if (!type.isEmpty()) {
      request.header("Content-Type", type);
    }
    if (!authorization.isEmpty()) {
      request.header("Authorization", authorization);
    }
    try (HttpClient http = HttpClient.newHttpClient()) {
      return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
  }
}
