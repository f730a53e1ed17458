package dev.octet.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.octet.localstack.LocalStack;
import dev.octet.localstack.Settings;
import java.io.IOException;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The page where the platform runs alone, without Octet: the business goes straight to the platform's own API. */
class PageAloneIT {
  @AutoClose private static LocalStack platform;
  @AutoClose private static Browser browser;

  @BeforeAll
  static void start() throws IOException {
    browser = Browser.open(Browser.DESKTOP);
    platform = LocalStack.start(Settings.forTests(Octet.ROOT.resolve("template.yaml"), RunLogs.directory("platform"))
        .withSandboxOnly(true));
  }

  @Test
  void a_group_is_made_joined_and_talked_in() {
    Page page = Page.open(browser, platform.url());

    page.groups.make("Without Octet", "The platform alone");
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
    page.chat.reached("The platform is", "read", "read by all");

    page.traffic.open();
    page.traffic.has("webhook", "not sent");
    assertThat(page.traffic.of("notification")).isEmpty();
    browser.screenshot("page-platform-alone");
    // That Octet is not there is found out by asking for it.
    assertThat(browser.complaints()).allMatch(complaint -> complaint.contains("/health") && complaint.contains("404"));
  }
}
