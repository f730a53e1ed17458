package dev.octet.messagesending;

import static org.assertj.core.api.Assertions.assertThat;

import dev.octet.aws.MovableClock;
import dev.octet.domain.json.JsonObject;
import dev.octet.domain.message.UsedTemplate;
import dev.octet.graph.webhook.TemplateDecision;
import dev.octet.graph.webhook.WebhookEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the platform is asked about templates, and how often. */
class TemplateCategoriesTest {
  private static final UsedTemplate BILL = new UsedTemplate("bill", "en_GB");
  private static final String TEMPLATES = "/message_templates";
  private static final String NUMBER = "GET /" + Events.NUMBER;
  private final AccountPlatform platform = new AccountPlatform().with("bill", "en_GB", "UTILITY").with("bill", "de", "MARKETING").with("bill_2", "en_GB", "AUTHENTICATION");
  private final MovableClock clock = new MovableClock(Kept.NOW);
  private final Kept kept = new Kept();
  private final Accounts accounts = new Accounts(kept.table, platform.client(), clock);
  private final TemplateCategories categories = new TemplateCategories(kept.table, accounts, platform.client(), clock);

  @AfterEach
  void stop() {
    platform.close();
  }

  @Test
  void a_template_is_asked_for_once_a_day_and_its_account_too() {
    for (int i = 0; i < 5; i++) {
      assertThat(find(BILL)).contains("UTILITY");
    }
    assertThat(platform.requests).containsExactly(NUMBER, "GET /" + AccountPlatform.ACCOUNT + TEMPLATES);

    platform.with("bill", "en_GB", "MARKETING");
    clock.advance(Duration.ofHours(24));
    assertThat(find(BILL)).contains("MARKETING");
    assertThat(platform.requests).hasSize(4);
  }

  @Test
  void each_language_has_a_category_of_its_own_and_a_longer_name_is_another_template() {
    assertThat(find(new UsedTemplate("bill", "de"))).contains("MARKETING");
    assertThat(find(new UsedTemplate("bill_2", "en_GB"))).contains("AUTHENTICATION");
    assertThat(find(new UsedTemplate("bil", "en_GB"))).isEmpty();
  }

  @Test
  void who_asks_at_the_same_time_waits_for_one_answer() throws Exception {
    platform.meanwhile = () -> sleepUntilOthersWait();
    List<Callable<Optional<String>>> senders = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      senders.add(() -> find(BILL));
    }
    try (ExecutorService threads = Executors.newFixedThreadPool(10)) {
      for (Future<Optional<String>> one : threads.invokeAll(senders)) {
        assertThat(one.get()).contains("UTILITY");
      }
    }
    assertThat(platform.asked(TEMPLATES)).isEqualTo(1);
    assertThat(platform.requests).filteredOn(NUMBER::equals).hasSize(1);
  }

  /** Long enough for the others to be where they would ask. */
  private static void sleepUntilOthersWait() {
    for (int i = 0; i < 1_000; i++) {
      Thread.yield();
    }
  }

  @Test
  void what_the_platform_decided_is_asked_for_again() {
    assertThat(find(BILL)).contains("UTILITY");
    platform.with("bill", "en_GB", "AUTHENTICATION");
    assertThat(find(BILL)).as("nobody has said so").contains("UTILITY");

    decided("template_category_update", "bill", "en-GB");
    assertThat(categories.known(Events.NUMBER, BILL)).isEmpty();
    assertThat(find(BILL)).contains("AUTHENTICATION");
    assertThat(platform.asked(TEMPLATES)).isEqualTo(2);

    decided("message_template_status_update", "bill", "de");
    assertThat(find(BILL)).as("another language").contains("AUTHENTICATION");
    assertThat(platform.asked(TEMPLATES)).isEqualTo(2);
  }

  @Test
  void what_is_decided_while_it_is_asked_for_is_asked_for_again() {
    AtomicInteger lists = new AtomicInteger();
    platform.meanwhile = () -> {
      if (lists.incrementAndGet() == 1) { // the list is as before, and then the platform decides
        decided("template_category_update", "bill", "en_GB");
        platform.with("bill", "en_GB", "AUTHENTICATION");
      }
    };

    assertThat(find(BILL)).contains("AUTHENTICATION");
    assertThat(lists).hasValue(2);
    assertThat(categories.known(Events.NUMBER, BILL)).contains("AUTHENTICATION");
  }

  @Test
  void what_nobody_knows_is_asked_for_again_after_a_while_and_not_before() {
    platform.hasTemplates = false;
    assertThat(find(BILL)).isEmpty();
    assertThat(find(BILL)).isEmpty();
    assertThat(platform.asked(TEMPLATES)).isEqualTo(1);

    platform.hasTemplates = true;
    clock.advance(Duration.ofMinutes(10));
    assertThat(find(BILL)).contains("UTILITY");
  }

  @Test
  void an_account_that_the_platform_does_not_name_is_learned_from_webhooks() {
    platform.saysAccounts = false;
    assertThat(find(BILL)).isEmpty();
    assertThat(find(BILL)).isEmpty();
    assertThat(platform.requests).as("asked once, for now").containsExactly(NUMBER);

    accounts.seen(webhook(AccountPlatform.ACCOUNT));
    clock.advance(Duration.ofMinutes(10));
    assertThat(find(BILL)).contains("UTILITY");
    clock.advance(Duration.ofHours(24));
    assertThat(find(BILL)).as("what was learned stays").contains("UTILITY");
  }

  @Test
  void what_the_platform_says_of_an_account_goes_before_what_webhooks_are_called() {
    accounts.seen(webhook("2088"));
    assertThat(accounts.known(Events.NUMBER)).contains("2088");
    assertThat(accounts.find(Events.NUMBER)).contains(AccountPlatform.ACCOUNT);
    new Accounts(kept.table, platform.client(), clock).seen(webhook("2088"));
    assertThat(accounts.known(Events.NUMBER)).contains(AccountPlatform.ACCOUNT);
  }

  @Test
  void a_number_that_moves_is_followed() {
    platform.saysAccounts = false;
    accounts.seen(webhook("1"));
    accounts.seen(webhook("2"));
    assertThat(accounts.known(Events.NUMBER)).contains("2");
    accounts.seen(webhook(" "));
    accounts.seen(webhook("9".repeat(100_000)));
    assertThat(accounts.known(Events.NUMBER)).as("no account is called so").contains("2");
  }

  @Test
  void what_no_platform_can_have_is_not_asked_for() {
    assertThat(find(new UsedTemplate("\u00e9".repeat(512), "en"))).isEmpty();
    decided("template_category_update", "\u00e9".repeat(512), "en");
    assertThat(platform.requests).isEmpty();
  }

  private Optional<String> find(UsedTemplate template) {
    return categories.find(Events.NUMBER, template);
  }

  private void decided(String field, String name, String language) {
    WebhookEvent event = new WebhookEvent("key", Kept.NOW, field, AccountPlatform.ACCOUNT,
        JsonObject.EMPTY.with("message_template_name", name).with("message_template_language", language));
    TemplateDecision.of(event).ifPresent(categories::again);
  }

  private static WebhookEvent webhook(String account) {
    WebhookEvent event = Events.receipt(Events.status("wamid.S1", "sent"));
    return new WebhookEvent(event.key(), event.receivedAt(), event.field(), account, event.value());
  }
}
