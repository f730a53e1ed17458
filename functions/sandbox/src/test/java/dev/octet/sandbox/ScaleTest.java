package dev.octet.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.octet.aws.Engines;
import dev.octet.aws.Environment;
import dev.octet.aws.Ids;
import dev.octet.aws.Log;
import dev.octet.aws.RequestCounter;
import dev.octet.aws.VirtualQueues;
import dev.octet.aws.VirtualTables;
import dev.octet.aws.table.Table;
import dev.octet.domain.json.JsonObject;
import dev.octet.sandbox.platform.BusinessNumber;
import dev.octet.sandbox.platform.Cursor;
import dev.octet.sandbox.platform.GroupPage;
import dev.octet.sandbox.platform.PlatformGroup;
import dev.octet.sandbox.platform.PlatformIds;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * What an operation costs does not grow with the groups that there are: neither the requests to the table nor the bytes
 * that they carry, which is what a table charges for. Time is not measured.
 */
class ScaleTest {
  private static final int FEW = 10;
  private static final int MANY = 10_000;
  private static Stack few;
  private static Stack many;

  @BeforeAll
  static void two_numbers_of_businesses() {
    few = new Stack(FEW);
    many = new Stack(MANY);
  }

  /** @param requests by their names */
  private record Cost(Map<String, Integer> requests, long bytes) {}

  /** A sandbox of its own, in memory, with a number that has so many groups. */
  private static final class Stack {
    private final Map<String, Integer> requests = new TreeMap<>();
    private long bytes;
    /** The newest last. */
    private final List<PlatformGroup> made = new ArrayList<>();
    private final SandboxApiHandler api;

    Stack(int groups) {
      var tables = new VirtualTables();
      var queues = new VirtualQueues(Clock.systemUTC());
      var engines = new Engines(tables, queues, new RequestCounter());
      String table = engines.freshTable("SandboxTable");
      fill(new Table(tables, table, Ids.random()), groups);
      api = new SandboxApiHandler(metered(tables), queues, new Environment(Map.of(
          "SANDBOX_TABLE_NAME", table,
          "SANDBOX_TRAFFIC_TABLE_NAME", "none",
          "SANDBOX_TRAFFIC_KEPT", "PT0S",
          "SANDBOX_WEBHOOKS_QUEUE_URL", engines.freshStandardQueue("sandbox-webhooks"),
          "PUBLIC_URL", Platform.ADDRESS,
          "WEBHOOK_URL", "https://octet.test/webhooks/whatsapp",
          "RULES_EDITION", "2025-11",
          "OCTET_LOCAL", "true",
          "SECRETS", JsonObject.EMPTY.with("app_secrets", List.of(Platform.SECRET)).with("access_tokens", JsonObject.EMPTY.with(Platform.NUMBER, Platform.TOKEN)).toJson())),
          Clock.systemUTC(), new Random(7), _ -> { }, Log.of("test"));
    }

    private void fill(Table table, int groups) {
      var store = new GroupStore(table);
      var ids = new PlatformIds(new Random(1));
      Keys keys = new Keys(0);
      for (int i = 0; i < groups; i++) {
        String number = ids.groupNumber();
        var group = new PlatformGroup(PlatformIds.group(BusinessNumber.of(Platform.NUMBER), number), number, Platform.NUMBER,
            String.format(Locale.ROOT, "Group %05d", i), Optional.empty(), Optional.empty(), "auto_approve", Instant.ofEpochSecond(1_790_000_000 + i), ids.link(), false,
            List.of(), List.of(), List.of());
        made.add(group);
        assertThat(table.putAll(store.create(keys, group, store.count(keys, Platform.NUMBER))).applied()).isTrue();
      }
    }

    private DynamoDbClient metered(DynamoDbClient tables) {
      return (DynamoDbClient) Proxy.newProxyInstance(DynamoDbClient.class.getClassLoader(), new Class<?>[] {DynamoDbClient.class}, (proxy, method, arguments) -> {
        if (arguments != null && arguments[0] instanceof Consumer<?>) {
          return InvocationHandler.invokeDefault(proxy, method, arguments); // which asks again, with the request itself
        }
        try {
          Object answer = method.invoke(tables, arguments);
          requests.merge(method.getName(), 1, Integer::sum);
          bytes += String.valueOf(arguments == null ? "" : arguments[0]).length() + String.valueOf(answer).length();
          return answer;
        } catch (InvocationTargetException e) {
          throw e.getCause();
        }
      });
    }

    Platform.Answer call(String method, String path, JsonObject body) {
      return Platform.call(api, method, path, Map.of("authorization", "Bearer " + Platform.TOKEN), body.isEmpty() ? new byte[0] : body.toBytes());
    }

    Cost cost(String method, String path, JsonObject body) {
      requests.clear();
      bytes = 0;
      Platform.Answer answer = call(method, path, body);
      assertThat(answer.status()).as(answer.text()).isEqualTo(200);
      return new Cost(Map.copyOf(requests), bytes);
    }

    /** The page of so many that begins after so many others. */
    Cost page(int limit, int from) {
      return cost("GET", Platform.GROUPS + "?limit=" + limit + cursor(from), JsonObject.EMPTY);
    }

    private String cursor(int from) {
      return from == 0 ? "" : "&after=" + new Cursor(new Keys(0).groups(Platform.NUMBER), GroupPage.newest(made.get(made.size() - from)), false).toText();
    }

    /** The one so many places behind the newest of those that were there at first. */
    String group(int place) {
      return made.get(made.size() - 1 - place).id();
    }
  }

  @Test
  void a_group_is_made_at_the_same_cost() {
    JsonObject body = JsonObject.EMPTY.with("messaging_product", "whatsapp").with("subject", "One more");
    delete(few.group(9), few);
    delete(many.group(9999), many);

    assertSame(many.cost("POST", Platform.GROUPS, body), few.cost("POST", Platform.GROUPS, body));
  }

  @Test
  void one_more_than_ten_thousand_is_refused_and_with_one_less_there_is_room() {
    JsonObject body = JsonObject.EMPTY.with("messaging_product", "whatsapp").with("subject", "One more");
    Platform.Answer refused = many.call("POST", Platform.GROUPS, body);
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.code()).isEqualTo(131211);

    delete(many.group(9998), many);
    assertThat(many.call("POST", Platform.GROUPS, body).status()).isEqualTo(200);
    assertThat(many.call("POST", Platform.GROUPS, body).code()).isEqualTo(131211);
  }

  @ParameterizedTest
  @CsvSource({"5,0", "5,5", "5,5000", "5,9980"})
  void a_page_costs_the_same_wherever_it_stands(int limit, int from) {
    assertSame(many.page(limit, from), few.page(limit, from == 0 ? 0 : 2));
  }

  @Test
  void a_page_costs_what_stands_in_it() {
    assertThat(many.page(25, 0).requests()).isEqualTo(many.page(25, 7000).requests());
    assertThat(many.page(100, 7000).bytes()).isGreaterThan(3 * many.page(25, 7000).bytes());
  }

  @ParameterizedTest
  @CsvSource({"GET,''", "GET,/invite_link", "POST,''", "POST,/invite_link"})
  void what_is_done_with_a_group_costs_the_same(String method, String edge) {
    JsonObject body = method.equals("GET") ? JsonObject.EMPTY : JsonObject.EMPTY.with("messaging_product", "whatsapp")
        .with("subject", edge.isEmpty() ? Optional.of("Group, again") : Optional.empty());

    assertSame(many.cost(method, path(many.group(9000)) + edge, body), few.cost(method, path(few.group(3)) + edge, body));
  }

  @Test
  void every_group_is_in_the_list_once() {
    long groups = 0;
    String after = "";
    Optional<String> next = Optional.of("");
    while (next.isPresent()) {
      JsonObject page = many.call("GET", Platform.GROUPS + "?limit=1024" + after, JsonObject.EMPTY).json();
      groups += page.object("data").orElseThrow().objects("groups").stream().map(group -> group.text("id")).distinct().count();
      JsonObject paging = page.object("paging").orElse(JsonObject.EMPTY);
      next = paging.text("next");
      after = "&after=" + paging.object("cursors").flatMap(cursors -> cursors.text("after")).orElse("");
    }
    assertThat(groups).isEqualTo(many.call("GET", "/sandbox/api/numbers/" + Platform.NUMBER, JsonObject.EMPTY).json().whole("active_groups").orElse(0));
  }

  private static void delete(String group, Stack stack) {
    assertThat(stack.call("DELETE", path(group), JsonObject.EMPTY).status()).isEqualTo(200);
  }

  private static String path(String group) {
    return "/sandbox/graph/v26.0/" + group;
  }

  /** A number more has a few digits more. */
  private static void assertSame(Cost many, Cost few) {
    assertThat(many.requests()).isEqualTo(few.requests());
    assertThat(many.bytes()).isCloseTo(few.bytes(), within(few.bytes() / 50));
  }
}
