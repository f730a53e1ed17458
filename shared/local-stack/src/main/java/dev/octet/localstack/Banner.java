package dev.octet.localstack;

import dev.octet.localstack.template.StackPlan.FunctionPlan;
import dev.octet.localstack.template.StackPlan.QueuePlan;
import dev.octet.localstack.template.StackPlan.TablePlan;
import java.util.Objects;
import java.util.Optional;

/** What runs where, and what to try first. */
final class Banner {
  private Banner() {}

  static String of(LocalStack stack, Settings settings) {
    return settings.sandboxOnly() ? sandbox(stack, settings) : octet(stack, settings);
  }

  private static String octet(LocalStack stack, Settings settings) {
    var plan = stack.plan();
    return """

        Octet is up.
          HTTP API   %s   (token %s)
          page       %s/sandbox/   to see and play it
          queues     %s   %s
          tables     %s   %s
          functions  %s
          logs       %s

        Try first:
          curl -X POST %s/graph/v26.0/100000000000001/groups \\
            -H 'Authorization: Bearer %s' -d '{"messaging_product":"whatsapp","subject":"Hello"}'

        Ctrl-C ends it, and everything in it is forgotten.

        """.formatted(
        stack.url(), settings.secrets().apiToken(), stack.url(),
        stack.queues(), String.join(", ", plan.queues().stream().map(QueuePlan::name).filter(name -> !name.contains("-dlq")).toList()),
        stack.tables(), String.join(", ", plan.tables().stream().map(TablePlan::name).toList()),
        String.join(", ", plan.functions().stream().map(FunctionPlan::logicalId).toList()),
        settings.logs(),
        stack.url(), settings.secrets().apiToken());
  }

  private static String sandbox(LocalStack stack, Settings settings) {
    String url = stack.url() + "/sandbox";
    return """

        Octet's sandbox is up: the platform alone.
          Graph API  %s/graph/v26.0   (token %s)
          page       %s/   to see and play it
          people     %s/api/people
          webhooks   %s
          logs       %s

        Try first:
          curl %s/graph/v26.0/100000000000001/groups \\
            -H 'Authorization: Bearer %s' -d '{"messaging_product":"whatsapp","subject":"Hello"}'

        Ctrl-C ends it, and everything in it is forgotten.

        """.formatted(url, settings.secrets().accessToken(), url, url, webhooks(stack, settings), settings.logs(), url, settings.secrets().accessToken());
  }

  private static String webhooks(LocalStack stack, Settings settings) {
    Optional<String> address = stack.plan().functions().stream()
        .map(function -> function.environment().get("WEBHOOK_URL")).filter(Objects::nonNull).findFirst();
    return address.filter(url -> !url.equals("none")).map(url -> "to " + url + ", signed with " + settings.secrets().appSecret())
        .orElse("written down and not sent (SandboxWebhookUrl, or --webhook-url, is where they would go)");
  }
}
