package dev.octet.sandbox.platform;

import dev.octet.domain.json.JsonObject;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The Meta app that the sandbox's tokens are of, as the JSON of {@code PUT /sandbox/api/app}: at first everything is set up,
 * and each thing can be undone. All numbers have the one app.
 */
public record App(JsonObject document) {
  public static final App SET_UP = new App(JsonObject.EMPTY);
  /** Where the secret has no {@code app_id}. */
  public static final String ID = "300000000000001";
  public static final String NAME = "Octet in the sandbox";
  /** The object of its subscription: what concerns WhatsApp accounts (spec §4.1). */
  public static final String OBJECT = "whatsapp_business_account";
  /** Every field of which the sandbox sends webhooks. */
  public static final List<String> FIELDS = Arrays.stream(WebhookVariant.values()).map(it -> it.key().split("\\.")[0]).distinct().sorted().toList();

  private static final int LONGEST_ADDRESS = 200;

  /** What reading gives: the app, or a sentence that says what is wrong. */
  public sealed interface Read {
    record Valid(App app) implements Read {}

    record Invalid(String sentence) implements Read {}
  }

  public static Read read(JsonObject body) {
    for (Map.Entry<String, @Nullable Object> member : body.fields().entrySet()) {
      String name = member.getKey();
      Optional<String> wrong = switch (name) {
        case "fields" -> FIELDS.containsAll(texts(member.getValue())) && isTexts(member.getValue()) ? Optional.empty()
            : Optional.of("`fields` must be a list of some of " + String.join(", ", FIELDS) + ".");
        case "unsubscribed_accounts" -> isTexts(member.getValue()) ? Optional.empty() : Optional.of("`unsubscribed_accounts` must be a list of ids of accounts.");
        case "callback_url" -> member.getValue() instanceof String address && address.matches("https?://\\S+") && address.length() <= LONGEST_ADDRESS
            ? Optional.empty() : Optional.of("`callback_url` must be an address of at most " + LONGEST_ADDRESS + " characters.");
        case "secret_valid" -> member.getValue() instanceof Boolean ? Optional.empty() : Optional.of("`secret_valid` must be true or false.");
        default -> Optional.of("There is a field that is no setting of the app. Settings are callback_url, fields, secret_valid and unsubscribed_accounts.");
      };
      if (wrong.isPresent()) {
        return new Read.Invalid(wrong.get());
      }
    }
    return new Read.Valid(new App(body));
  }

  private static boolean isTexts(@Nullable Object value) {
    return value instanceof List<?> list && list.stream().allMatch(String.class::isInstance);
  }

  private static List<String> texts(@Nullable Object value) {
    return value instanceof List<?> list ? list.stream().map(String::valueOf).toList() : List.of();
  }

  /** The fields that it is subscribed to; none without a subscription. */
  public List<String> fields() {
    return document.has("fields") ? document.texts("fields") : FIELDS;
  }

  public App withFields(List<String> fields) {
    return new App(document.with("fields", List.copyOf(new TreeSet<>(fields))));
  }

  /** Whether it is told of what happens in an account. */
  public boolean isSubscribedTo(String accountId) {
    return !document.texts("unsubscribed_accounts").contains(accountId);
  }

  public App subscribed(String accountId, boolean subscribed) {
    TreeSet<String> without = new TreeSet<>(document.texts("unsubscribed_accounts"));
    boolean _ = subscribed ? without.remove(accountId) : without.add(accountId);
    return new App(document.with("unsubscribed_accounts", List.copyOf(without)));
  }

  /** Whether Octet has the secret that it has; what it signs with otherwise nobody knows. */
  public boolean secretValid() {
    return document.bool("secret_valid").orElse(true);
  }

  /** Where it has its webhooks sent, as far as it has said so. Only the sandbox's own address is ever called. */
  public Optional<String> callbackUrl(Optional<String> webhookUrl) {
    return document.text("callback_url").or(() -> webhookUrl);
  }

  public App withCallback(String address, Optional<String> webhookUrl) {
    return new App(webhookUrl.filter(address::equals).isPresent() ? document.without("callback_url") : document.with("callback_url", address));
  }

  /** Whether a webhook is sent to the sandbox's address: the app is to be told of it, and there. */
  public boolean isTold(BusinessNumber number, String field) {
    return fields().contains(field) && isSubscribedTo(number.accountId()) && !document.has("callback_url");
  }

  /** As it is shown: what is not set, as it is without. */
  public JsonObject effective(String id, Optional<String> webhookUrl) {
    return JsonObject.EMPTY.with("id", id).with("callback_url", callbackUrl(webhookUrl)).with("fields", fields())
        .with("unsubscribed_accounts", document.texts("unsubscribed_accounts")).with("secret_valid", secretValid());
  }
}
