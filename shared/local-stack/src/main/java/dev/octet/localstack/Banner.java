package dev.octet.localstack;

import dev.octet.localstack.template.StackPlan.FunctionPlan;
import dev.octet.localstack.template.StackPlan.QueuePlan;
import dev.octet.localstack.template.StackPlan.TablePlan;

/** What runs where, and what to try first. */
final class Banner {
  private Banner() {}

  static String of(LocalStack stack, Settings settings) {
    var plan = stack.plan();
    return """

        Octet is up.
          HTTP API   %s   (token %s)
          queues     %s   %s
          tables     %s   %s
          functions  %s
          logs       %s

        Try first:
          curl -X POST %s/graph/v26.0/100000000000001/groups \\
            -H 'Authorization: Bearer %s' -d '{"messaging_product":"whatsapp","subject":"Hello"}'

        Ctrl-C ends it, and everything in it is forgotten.

        """.formatted(
        stack.url(), LocalParameters.API_TOKEN,
        stack.queues(), String.join(", ", plan.queues().stream().map(QueuePlan::name).filter(name -> !name.contains("-dlq")).toList()),
        stack.tables(), String.join(", ", plan.tables().stream().map(TablePlan::name).toList()),
        String.join(", ", plan.functions().stream().map(FunctionPlan::logicalId).toList()),
        settings.logs(),
        stack.url(), LocalParameters.API_TOKEN);
  }
}
