package dev.octet.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.octet.localstack.policy.Needs;
import dev.octet.localstack.policy.Permission;
import dev.octet.localstack.policy.PolicyFiles;
import dev.octet.localstack.template.Endpoints;
import dev.octet.localstack.template.StackPlan.FunctionPlan;
import dev.octet.localstack.template.TemplateReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Runs when all other tests of this module are over: each function's policy grants what its calls needed, and nothing else. */
class PoliciesSeenIT {
  /** One directory for each run, so that nothing of an earlier one counts. */
  static final Path NEEDED = Path.of("target", "needed", System.getProperty("octet.run", "").replaceAll("[^0-9A-Za-z]", "_") + "_");

  /** What is there only where it is asked for. */
  private static final Map<String, String> OPEN = Map.of("ForwardWebhooksTo", "https://receiver.example/", "WebhooksByQueue", "open");
  private static final Endpoints ENDPOINTS = new Endpoints("http://queues");
  /** What grants more than the defaults do, as far as tests set it. */
  private static final Map<String, String> MORE = Map.of("ForwardWebhooksTo", "https://receiver.example/", "WebhooksByQueue", "open",
      "DeliverTo", "https://receiver.example/", "FurtherQueues", ENDPOINTS.arn("sqs", ToldElsewhereIT.FURTHER));
  private static List<FunctionPlan> functions;
  private static Map<String, List<Permission>> needed;

  @BeforeAll
  static void read() throws IOException {
    functions = TemplateReader.read(Octet.ROOT.resolve("template.yaml"), OPEN, Map.of(), ENDPOINTS).functions();
    needed = PolicyFiles.needed(NEEDED);
  }

  private static Stream<Permission> neededBy(FunctionPlan function) {
    return Stream.concat(needed.getOrDefault(function.logicalId(), List.of()).stream(),
        function.queueEvents().stream().flatMap(event -> Needs.ofPolling(ENDPOINTS.arn("sqs", event.queue())).stream()));
  }

  /** What not every run shows, and why. */
  private static Map<String, String> neverSeen() {
    String groups = " arn:aws:dynamodb:eu-west-1:000000000000:table/octet-groups";
    String pauses = "a pause lasts longer than a test; the tests of group-lifecycle and message-sending end it";
    String overtaken = "a status would have to overtake the answer to the send of a template";
    Map<String, String> reasons = new HashMap<>(Map.of(
        "GroupApiFunction dynamodb:DeleteItem" + groups, pauses,
        "MessageApiFunction dynamodb:DeleteItem" + groups, pauses,
        "MessageCommandFunction dynamodb:DeleteItem" + groups, pauses,
        "MessageCommandFunction dynamodb:Query" + groups, pauses,
        "SettlementFunction dynamodb:DeleteItem" + groups, pauses,
        "SettlementFunction sqs:SendMessage arn:aws:sqs:eu-west-1:000000000000:octet-message-commands.fifo", pauses,
        "MessageApiFunction dynamodb:UpdateItem" + groups, overtaken,
        "MessageCommandFunction dynamodb:UpdateItem" + groups, overtaken));
    reasons.put("NotificationFanOutFunction dynamodb:DeleteItem arn:aws:dynamodb:eu-west-1:000000000000:table/octet-notifications",
        "who is erased would have to be in a notification of more than 180 KB; StoreErasureTest has one");
    reasons.put("SandboxWebhookFunction sqs:SendMessage arn:aws:sqs:eu-west-1:000000000000:octet-sandbox-webhooks",
        "the approval of a template comes at once in tests that record; RestFbIT waits for one");
    String queue = " arn:aws:sqs:eu-west-1:000000000000:octet-webhook-";
    String never = "a delivery is given up after an hour at the earliest; WebhookForwardHandlerTest lets it pass";
    reasons.put("WebhookForwardFunction sqs:SendMessage" + queue + "forwards-dlq.fifo", never);
    reasons.put("RedriveFunction sqs:SendMessage" + queue + "forwards.fifo", never);
    reasons.put("RedriveFunction sqs:DeleteMessage" + queue + "forwards-dlq.fifo", never);
    reasons.put("RedriveFunction sqs:ChangeMessageVisibility" + queue + "forwards-dlq.fifo", never);
    reasons.put("WebhookQueueFunction sqs:ChangeMessageVisibility" + queue + "intake.fifo", "a queue would have to be away; WebhookQueueHandlerTest takes one away");
    String setAside = "nothing that comes here fails for good; the handlers' own tests have it so";
    for (String where : List.of("GroupEventFunction group-events", "MessageCommandFunction message-commands", "MessageEventFunction message-events",
        "NotificationFanOutFunction notification-copies", "NotificationFanOutFunction notification-lanes")) {
      reasons.put(where.replace(" ", " sqs:SendMessage arn:aws:sqs:eu-west-1:000000000000:octet-") + "-dlq.fifo", setAside);
    }
    reasons.put("NotificationFanOutFunction sqs:ChangeMessageVisibility arn:aws:sqs:eu-west-1:000000000000:octet-notification-lanes.fifo", setAside);
    for (String name : List.of("group-events", "message-commands", "message-events", "notification-copies", "notification-lanes", "notification-deliveries")) {
      String same = "each queue is redriven in the same way, and group-commands and webhook-intake are";
      for (String action : List.of("ReceiveMessage", "DeleteMessage", "ChangeMessageVisibility", "GetQueueAttributes")) {
        reasons.put("RedriveFunction sqs:" + action + " arn:aws:sqs:eu-west-1:000000000000:octet-" + name + "-dlq.fifo", same);
      }
      reasons.put("RedriveFunction sqs:SendMessage arn:aws:sqs:eu-west-1:000000000000:octet-" + name + ".fifo", same);
    }
    for (String action : List.of("GetItem", "PutItem", "Query")) {
      reasons.put("SettlementFunction dynamodb:" + action + groups, pauses);
    }
    functions.stream().filter(function -> function.environment().containsKey("SECRETS")).forEach(function ->
        reasons.put(function.logicalId() + " secretsmanager:GetSecretValue arn:aws:secretsmanager:eu-west-1:000000000000:secret:octet/secrets-??????",
            "the local stack's secrets are no secrets, and in the environment; EmulatorIT reads them, where there is an emulator"));
    return reasons;
  }

  @Test
  void every_call_was_allowed() throws IOException {
    Set<String> refused = new TreeSet<>();
    for (FunctionPlan function : TemplateReader.read(Octet.ROOT.resolve("template.yaml"), MORE, Map.of(), ENDPOINTS).functions()) {
      neededBy(function).filter(need -> function.policy().stream().noneMatch(grant -> grant.covers(need)))
          .forEach(need -> refused.add(function.logicalId() + " " + need));
    }
    assertThat(refused).isEmpty();
  }

  @Test
  void everything_that_a_policy_grants_was_needed() {
    assumeTrue(System.getProperty("it.test") == null, "only a part of the tests was run: what its functions did not need others may");

    Set<String> unneeded = new TreeSet<>();
    for (FunctionPlan function : functions) {
      function.policy().stream().filter(grant -> neededBy(function).noneMatch(grant::covers)).forEach(grant -> unneeded.add(function.logicalId() + " " + grant));
    }
    unneeded.removeAll(neverSeen().keySet());
    assertThat(unneeded).isEmpty();
  }
}
