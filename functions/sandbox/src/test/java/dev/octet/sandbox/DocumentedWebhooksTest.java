package dev.octet.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.octet.domain.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every webhook that the platform's pages show comes, signed, over HTTP, from what brings it about, and looks as they show it. */
class DocumentedWebhooksTest {
  /** The examples of the spec, each a webhook. */
  private static final int EXAMPLES = 55;

  private final Platform platform = new Platform("2026-06");
  private final JsonObject file = Shape.file("webhooks.json");
  private final Shape shapes = new Shape(file.object("shapes").orElseThrow());

  @AfterEach
  void close() {
    platform.close();
  }

  @TestFactory
  Stream<DynamicTest> each_documented_webhook_comes_as_documented() {
    return Stream.concat(
        file.objects("webhooks").stream().map(row -> dynamicTest(name(row), () -> webhook(row))),
        Stream.of(dynamicTest("what may be missing is there in one webhook, and missing in another", () -> assertThat(shapes.neverBoth()).isEmpty())));
  }

  @Test
  void each_example_has_a_row() {
    assertThat(file.objects("webhooks").stream().flatMap(row -> row.text("example").stream()).distinct()).hasSize(EXAMPLES);
  }

  private static String name(JsonObject row) {
    return Stream.of(row.text("section"), row.text("example").or(() -> row.text("field")), row.text("variant"))
        .flatMap(it -> it.stream()).reduce((before, next) -> before + " / " + next).orElseThrow();
  }

  private void webhook(JsonObject row) {
    var scene = new Scene(platform).given(row.texts("given"));
    row.object("settings").ifPresent(settings -> platform.settings(settings.toJson()));
    row.object("faults").ifPresent(faults -> platform.faults(faults.toJson()));
    platform.settle();
    platform.receiver.deliveries().clear();

    row.object("request").ifPresent(request -> Scene.answered(scene.asked(request)));
    scene.given(row.texts("then"));

    platform.settle();
    assertThat(platform.receiver.deliveries()).allSatisfy(DocumentedWebhooksTest::isSigned);
    List<JsonObject> meant = platform.receiver.deliveries().stream()
        .filter(delivery -> delivery.field().equals(row.text("field").orElseThrow()) && delivery.type().equals(row.text("type").orElseThrow()))
        .map(Receiver.Delivery::json).toList();
    assertThat(meant).as("of " + platform.receiver.deliveries().stream().map(Receiver.Delivery::type).toList()).hasSize(1);
    assertThat(shapes.differences(body(row), meant.getFirst().fields(), scene::filled)).as(meant.getFirst().toJson()).isEmpty();
  }

  /** The shape of the whole body (spec §4.1). */
  private static Object body(JsonObject row) {
    JsonObject ofNumber = JsonObject.EMPTY.with("messaging_product", "= whatsapp")
        .with("metadata", JsonObject.EMPTY.with("display_phone_number", "= 15550100001").with("phone_number_id", "= {number}"));
    JsonObject value = row.object("of_account").or(() -> row.object("value").map(ofNumber::withAll))
        .orElseGet(() -> ofNumber.with("groups", List.of(row.object("event").orElseThrow())));
    JsonObject entry = JsonObject.EMPTY.with("id", "= {account}")
        .with("changes", List.of(JsonObject.EMPTY.with("value", value).with("field", "= " + row.text("field").orElseThrow())));
    return JsonObject.EMPTY.with("object", "= whatsapp_business_account")
        .with("entry", List.of(row.has("of_account") ? entry.with("time", "whole seconds") : entry)).fields();
  }

  /** Over the bytes as they came (spec §4.7). */
  private static void isSigned(Receiver.Delivery delivery) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(Platform.SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      assertThat(delivery.signature()).contains("sha256=" + HexFormat.of().formatHex(mac.doFinal(delivery.body())));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
    assertThat(delivery.contentType()).contains("application/json");
    assertThat(new String(delivery.body(), StandardCharsets.ISO_8859_1)).isASCII();
  }
}
