package dev.octet.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.octet.domain.json.JsonObject;
import java.net.URI;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;

/** The page that an invite link opens, in a real browser: it works without a script, on a telephone, and shows text as text. */
class InvitePageIT {
  @AutoClose private static Octet octet;
  @AutoClose private static Browser browser;

  @BeforeAll
  static void start() {
    browser = Browser.open(Browser.PHONE);
    octet = Octet.start();
  }

  @AfterEach
  void nothing_was_complained_of() {
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void somebody_reads_what_the_group_is_and_joins() {
    JsonObject group = group("Roof repair", "Tiles and gutters", "auto_approve");

    browser.go(link(group));

    assertThat(browser.find(By.tagName("h1")).getText()).isEqualTo("Roof repair");
    assertThat(browser.find(By.tagName("main")).getText()).contains("Tiles and gutters", "Northwind Kitchens", "0 of 8");
    browser.screenshot("invite-phone");
    joinAs("Ada");
    assertThat(browser.find(By.cssSelector("[role=status]")).getText()).contains("You’re in, Ada");
    browser.screenshot("invite-joined-phone");
    JsonObject joined = octet.told("participant.joined", "group_id", group.text("id").orElseThrow());
    assertThat(Octet.data(joined).text("reason")).hasValue("invite_link");
  }

  @Test
  void somebody_asks_and_reads_that_the_request_was_sent() {
    JsonObject group = group("Kitchen plans", "Drawings", "approval_required");

    browser.go(link(group));
    joinAs("Grace");

    assertThat(browser.find(By.cssSelector("[role=status]")).getText()).contains("Request sent, Grace");
    octet.told("join_request.created", "group_id", group.text("id").orElseThrow());
  }

  @Test
  void markup_in_subject_description_and_name_is_shown_as_text() {
    String markup = "<img src=x onerror=document.title='run'><b>Bold</b>";
    JsonObject group = group(markup, "<script>document.title='run'</script>", "auto_approve");

    browser.go(link(group));

    assertThat(browser.find(By.tagName("h1")).getText()).isEqualTo(markup);
    assertThat(browser.find(By.tagName("main")).getText()).contains("<script>document.title='run'</script>");
    joinAs("<i>Eve</i>");
    assertThat(browser.find(By.cssSelector("[role=status]")).getText()).contains("You’re in, <i>Eve</i>");
    assertThat(browser.driver().getTitle()).doesNotStartWith("run");
  }

  private static void joinAs(String name) {
    browser.find(By.name("name")).sendKeys(name);
    browser.find(By.cssSelector("form button[type=submit]")).click();
  }

  private static JsonObject group(String subject, String description, String mode) {
    String key = "browser-" + UUID.randomUUID();
    octet.post("/graph/v26.0/" + Octet.NUMBER + "/groups", JsonObject.EMPTY.with("messaging_product", "whatsapp").with("subject", subject)
        .with("description", description).with("join_approval_mode", mode).toJson(), "Idempotency-Key", key);
    return JsonObject.EMPTY.with("id", Octet.data(octet.told("group.created", "command_id", key)).text("group_id").orElseThrow())
        .with("invite_link", Octet.data(octet.told("group.created", "command_id", key)).text("invite_link").orElseThrow());
  }

  private static URI link(JsonObject group) {
    return URI.create(group.text("invite_link").orElseThrow());
  }
}
