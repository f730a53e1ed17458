package dev.octet.localstack.template;

import dev.octet.localstack.policy.Permission;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** A function's policies, written out in the template: what they allow. SAM's own, and AWS's, allow more than one function needs. */
final class PolicyReader {
  private final String function;
  private final Resources resources;
  private final Problems problems;

  PolicyReader(String function, Resources resources, Problems problems) {
    this.function = function;
    this.resources = resources;
    this.problems = problems;
  }

  List<Permission> read(List<Node> policies) {
    List<Permission> granted = new ArrayList<>();
    for (Node policy : policies) {
      if (policy instanceof Node.Fields fields && fields.get("Statement").isPresent()) {
        Properties document = new Properties("the policy of " + function, fields, Set.of("Version", "Statement"), Set.of(), resources.resolver(), problems);
        document.items("Statement").forEach(statement -> granted.addAll(statement(statement)));
      } else {
        problems.add(policy, "a policy of " + function + " that is not written out is not supported");
      }
    }
    return granted;
  }

  private List<Permission> statement(Node node) {
    if (!(node instanceof Node.Fields fields)) {
      problems.add(node, "a statement of a policy is a mapping");
      return List.of();
    }
    Properties statement = new Properties("a policy of " + function, fields, Set.of("Sid", "Effect", "Action", "Resource"), Set.of(), resources.resolver(), problems);
    if (!statement.required("Effect").equals("Allow")) {
      statement.refuse("Effect", "other than Allow is not supported");
    }
    List<Permission> granted = new ArrayList<>();
    for (String action : statement.textOrTexts("Action")) {
      for (String resource : statement.textOrTexts("Resource")) {
        granted.add(new Permission(action, resource));
      }
    }
    return granted;
  }
}
