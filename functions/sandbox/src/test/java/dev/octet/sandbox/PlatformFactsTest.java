package dev.octet.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.octet.domain.json.JsonObject;
import dev.octet.sandbox.platform.Fidelity;
import dev.octet.sandbox.platform.GraphOperation;
import dev.octet.sandbox.platform.PlatformError;
import dev.octet.sandbox.platform.PlatformFact;
import dev.octet.sandbox.platform.PlatformFact.Area;
import dev.octet.sandbox.platform.WebhookVariant;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is known of all that the sandbox does: all of it is there, once, and the README says the same. */
class PlatformFactsTest {
  /** Of what somebody wrote and the API has no form for; nothing is refused with it. */
  private static final int NOT_AN_ERROR_OF_OURS = 130501;

  private final String readme;

  PlatformFactsTest() throws Exception {
    String whole = Files.readString(Path.of(System.getProperty("octet.root", "../.."), "functions/sandbox/README.md"));
    readme = whole.substring(whole.indexOf("## How true it is"));
  }

  private static Set<String> keys(Area area) {
    return PlatformFact.all().stream().filter(fact -> fact.area() == area).map(PlatformFact::key).collect(Collectors.toSet());
  }

  private static Set<String> keys(Area area, Stream<String> of) {
    return of.map(name -> area + "." + name).collect(Collectors.toSet());
  }

  @Test
  void every_operation_every_code_and_every_webhook_has_its_fact_and_every_fact_is_of_one() {
    assertThat(keys(Area.OPERATION)).isEqualTo(keys(Area.OPERATION, Arrays.stream(GraphOperation.values()).map(GraphOperation::toString)));
    assertThat(keys(Area.CODE)).isEqualTo(keys(Area.CODE,
        Stream.concat(Stream.of(NOT_AN_ERROR_OF_OURS), Arrays.stream(PlatformError.values()).map(PlatformError::code)).map(code -> Integer.toString(code))));
    assertThat(keys(Area.WEBHOOK)).isEqualTo(keys(Area.WEBHOOK, Arrays.stream(WebhookVariant.values()).map(WebhookVariant::key)));
  }

  @Test
  void a_field_is_one_of_an_operation_or_of_a_field_of_webhooks() {
    Set<String> scopes = Stream.concat(Arrays.stream(GraphOperation.values()).map(GraphOperation::toString),
        Arrays.stream(WebhookVariant.values()).map(variant -> variant.key().split("\\.")[0])).collect(Collectors.toSet());
    assertThat(keys(Area.FIELD)).isNotEmpty().allSatisfy(key -> {
      String[] parts = key.split("\\.");
      assertThat(parts).as(key).hasSize(3);
      assertThat(scopes).contains(parts[1]);
      assertThat(PlatformFact.members(parts[1])).contains(parts[2]);
    });
  }

  @Test
  void a_code_is_as_sure_as_the_surest_of_the_errors_that_have_it() {
    for (PlatformFact fact : PlatformFact.all().stream().filter(it -> it.area() == Area.CODE && !it.key().endsWith("." + NOT_AN_ERROR_OF_OURS)).toList()) {
      Fidelity surest = Arrays.stream(PlatformError.values()).filter(error -> fact.key().equals("code." + error.code())).map(PlatformError::fidelity).sorted().findFirst().orElseThrow();
      assertThat(fact.fidelity()).as(fact.key()).isEqualTo(surest);
    }
  }

  @Test
  void every_fact_has_a_key_of_its_own_within_its_area_and_a_sentence() {
    assertThat(PlatformFact.all()).extracting(PlatformFact::key).doesNotHaveDuplicates();
    assertThat(PlatformFact.all()).allSatisfy(fact -> {
      assertThat(fact.key()).startsWith(fact.area() + ".");
      assertThat(fact.text()).isNotBlank();
    });
  }

  @Test
  void the_readme_has_every_key_and_every_rule_and_nothing_else() {
    List<String> expected = new ArrayList<>();
    for (Area area : List.of(Area.OPERATION, Area.CODE, Area.WEBHOOK, Area.FIELD)) {
      for (Fidelity fidelity : Fidelity.values()) {
        String keys = PlatformFact.all().stream().filter(fact -> fact.area() == area && fact.fidelity() == fidelity)
            .map(fact -> "`" + fact.key().substring(area.toString().length() + 1) + "`").collect(Collectors.joining(", "));
        if (!keys.isEmpty()) {
          expected.add("| " + area + " | " + fidelity + " | " + keys + " |");
        }
      }
    }
    PlatformFact.all().stream().filter(fact -> fact.area() == Area.RULE).forEach(fact -> expected.add("| " + fact.text() + " | " + fact.fidelity() + " |"));

    List<String> rows = readme.lines().filter(line -> line.startsWith("| ") && !line.startsWith("| area |") && !line.startsWith("| rule |")).toList();
    assertThat(rows.stream().map(row -> row.startsWith("| operation") || row.startsWith("| code") || row.startsWith("| webhook") || row.startsWith("| field")
        ? row : row.replace("`", ""))).containsExactlyElementsOf(expected);
  }

  @Test
  void they_can_be_read() {
    try (Platform platform = new Platform()) {
      List<JsonObject> read = platform.api("GET", "fidelity", "").json().objects("fidelity");
      assertThat(read).isEqualTo(PlatformFact.all().stream().map(PlatformFact::toJson).toList());
      assertThat(read.getFirst().fields().keySet()).containsExactly("key", "area", "text", "fidelity");
      assertThat(platform.api("PUT", "fidelity", "{}").status()).isEqualTo(405);
    }
  }
}
