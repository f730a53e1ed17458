package dev.octet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.octet.localstack.template.Deployed;
import dev.octet.localstack.template.Deployed.Resource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may come to the queues, beside those whom IAM lets. */
class QueuePoliciesTest {
  /** The queues that take from the outside what Octet acts on. */
  private static final Map<String, String> TAKING = Map.of(
      "GroupCommandsQueue", "CommandPrincipals", "MessageCommandsQueue", "CommandPrincipals", "WebhookIntakeQueue", "WebhookPrincipals");
  private static final String SHOP = "arn:aws:iam::123456789012:role/shop";
  private static final String CRM = "arn:aws:iam::210987654321:user/services/crm";

  @ParameterizedTest
  @ValueSource(strings = {DeploymentTest.SANDBOX, DeploymentTest.META, DeploymentTest.EVERYTHING})
  void every_queue_has_one_policy_and_refuses_what_comes_unencrypted(String deployment) {
    Deployed deployed = DeploymentTest.on(deployment);
    List<Resource> policies = policies(deployed);
    List<String> queues = policies.stream().flatMap(policy -> policy.items("Queues").stream()).map(String::valueOf).toList();
    assertThat(queues).as("a second policy takes the place of the first").doesNotHaveDuplicates()
        .containsExactlyInAnyOrderElementsOf(deployed.resources("AWS::SQS::Queue").stream().map(Resource::id).toList());
    assertThat(policies).allSatisfy(policy -> assertThat(statement(policy, "EncryptedOnly")).as(policy.id()).isEqualTo(Map.of(
        "Sid", "EncryptedOnly", "Effect", "Deny", "Principal", "*", "Action", "sqs:*", "Resource", arns(policy),
        "Condition", Map.of("Bool", Map.of("aws:SecureTransport", "false")))));
  }

  @Test
  void where_nobody_is_named_no_policy_lets_anybody_in() {
    assertThat(policies(Deployed.with(Map.of()))).flatExtracting(policy -> policy.items("PolicyDocument", "Statement"))
        .allSatisfy(statement -> assertThat(((Map<?, ?>) statement).get("Effect")).isEqualTo("Deny"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"GroupCommandsQueue", "MessageCommandsQueue", "WebhookIntakeQueue"})
  void what_octet_acts_on_comes_from_those_who_are_named_and_from_octet_itself_and_from_nobody_else(String queue) {
    for (String deployment : DeploymentTest.DEPLOYMENTS.keySet()) {
      Map<String, String> parameters = new LinkedHashMap<>(DeploymentTest.DEPLOYMENTS.get(deployment));
      parameters.put(String.valueOf(TAKING.get(queue)), SHOP + ", " + CRM);
      Deployed deployed = Deployed.with(parameters);
      Resource policy = policies(deployed).stream().filter(it -> it.items("Queues").contains(queue)).findFirst().orElseThrow();
      assertThat(statement(policy, "NamedPrincipals")).isEqualTo(Map.of("Sid", "NamedPrincipals", "Effect", "Allow", "Principal", Map.of("AWS", List.of(SHOP, CRM)),
          "Action", "sqs:SendMessage", "Resource", arns(policy)));
      Map<?, ?> nobodyElse = statement(policy, "NobodyElse");
      assertThat(nobodyElse.get("Effect")).isEqualTo("Deny");
      assertThat(nobodyElse.get("Principal")).isEqualTo("*");
      assertThat(nobodyElse.get("Action")).isEqualTo("sqs:SendMessage");
      assertThat(nobodyElse.get("Resource")).isEqualTo(arns(policy));
      assertThat(excepted(nobodyElse)).as("who puts something into %s", queue)
          .containsExactlyInAnyOrderElementsOf(Stream.concat(Stream.of(SHOP, CRM), senders(deployed, policy.items("Queues"))).toList());
    }
  }

  private static List<String> excepted(Map<?, ?> statement) {
    return DeploymentTest.texts(((Map<?, ?>) ((Map<?, ?>) statement.get("Condition")).get("ArnNotEquals")).get("aws:PrincipalArn"));
  }

  /** The roles of Octet's own functions that put something into one of the queues. */
  private static Stream<String> senders(Deployed deployed, List<?> queues) {
    return deployed.resources("AWS::Serverless::Function").stream().filter(function -> function.items("Policies").stream()
        .flatMap(policy -> ((List<?>) ((Map<?, ?>) policy).get("Statement")).stream()).map(statement -> (Map<?, ?>) statement)
        .anyMatch(statement -> DeploymentTest.texts(statement.get("Action")).contains("sqs:SendMessage")
            && queues.stream().anyMatch(queue -> DeploymentTest.texts(statement.get("Resource")).contains(queue + ".Arn"))))
        .map(function -> function.id() + "Role.Arn");
  }

  @ParameterizedTest
  @ValueSource(strings = {"*", "arn:aws:iam::123456789012:root", "arn:aws:iam::123456789012:role/*", "123456789012", "arn:aws:sts::123456789012:assumed-role/a/b",
      SHOP + ",*"})
  void who_cannot_be_told_apart_cannot_be_named(String principals) {
    TAKING.values().forEach(parameter ->
        assertThatThrownBy(() -> Deployed.with(Map.of(parameter, principals))).hasMessageContaining("the value of parameter " + parameter + " does not match"));
  }

  private static List<Resource> policies(Deployed deployed) {
    return deployed.resources("AWS::SQS::QueuePolicy");
  }

  private static List<String> arns(Resource policy) {
    return policy.items("Queues").stream().map(queue -> queue + ".Arn").toList();
  }

  private static Map<?, ?> statement(Resource policy, String sid) {
    return policy.items("PolicyDocument", "Statement").stream().map(statement -> (Map<?, ?>) statement)
        .filter(statement -> statement.get("Sid").equals(sid)).findFirst().orElseThrow(() -> new AssertionError(policy.id() + " has no " + sid));
  }
}
