package dev.octet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.octet.domain.json.JsonException;
import dev.octet.domain.json.JsonObject;
import dev.octet.localstack.template.Deployed;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What AWS's own tools say of {@code template.yaml}, on a machine that has them: {@code pip install cfn-lint} brings both. */
class TemplateToolsTest {
  /** SAM itself, as it runs within CloudFormation: what it makes of the template, as JSON. */
  private static final String TRANSLATE = """
      import json, os, sys
      os.environ.setdefault("AWS_DEFAULT_REGION", "eu-west-1")
      from samtranslator.translator.transform import transform
      from samtranslator.yaml_helper import yaml_parse

      class NoManagedPolicies:
          def load(self):
              return {}

      template = yaml_parse(open(sys.argv[1], encoding="utf-8").read())
      for resource in template["Resources"].values():
          if resource["Type"] == "AWS::Serverless::Function":
              resource["Properties"]["CodeUri"] = "s3://bucket/" + resource["Properties"]["CodeUri"]  # as sam deploy leaves it
      parameters = {name: parameter["Default"] for name, parameter in template["Parameters"].items()}
      parameters.update(argument.split("=", 1) for argument in sys.argv[2:])
      print(json.dumps(transform(template, parameters, NoManagedPolicies())))
      """;
  private static final String ALIAS = "Aliaslive";
  /** Names of something else, or within something that has the stack's name. */
  private static final Set<String> NOT_OF_THE_ACCOUNT = Set.of("AWS::CloudWatch::Alarm MetricName", "AWS::Lambda::Alias Name", "AWS::ApiGatewayV2::Stage StageName",
      "AWS::CodeDeploy::DeploymentGroup DeploymentConfigName");
  private static final String MANAGED = "arn:aws:iam::aws:policy/service-role/";
  /** Each deployment once: it takes seconds. */
  private static final Map<String, String> TRANSLATIONS = new HashMap<>();
  @TempDir private Path directory;

  @Test
  void the_linter_has_nothing_to_say() throws IOException, InterruptedException {
    assumeTrue(run("cfn-lint", "--version").isPresent(), "cfn-lint is not installed");
    Ran ran = run("cfn-lint", "--format", "parseable", "--template", Deployed.TEMPLATE.toString()).orElseThrow();
    assertThat(ran.output()).isEmpty();
    assertThat(ran.status()).isZero();
  }

  /** Each of them is explained, in the lines above it. */
  @Test
  void what_the_linter_may_not_say_is_explained() throws IOException {
    List<String> lines = Files.readAllLines(Deployed.TEMPLATE);
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).contains("ignore_checks") || lines.get(i).contains("cfn-lint-disable")) {
        assertThat(lines.get(i - 1).strip()).as("line %s", i + 1).startsWith("#");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {DeploymentTest.SANDBOX, DeploymentTest.META, DeploymentTest.EVERYTHING})
  void sam_binds_every_trigger_to_an_alias(String deployment) throws IOException, InterruptedException, JsonException {
    Deployed deployed = DeploymentTest.on(deployment);
    Map<String, JsonObject> translated = translated(deployment, deployed);
    List<String> functions = ofType(translated, "AWS::Lambda::Function").map(Map.Entry::getKey).toList();
    assertThat(functions).containsExactlyInAnyOrderElementsOf(deployed.resources("AWS::Serverless::Function").stream().map(Deployed.Resource::id).toList());

    for (String type : List.of("AWS::Lambda::EventSourceMapping", "AWS::Lambda::Permission")) {
      assertThat(ofType(translated, type)).as(type).isNotEmpty().allSatisfy(each ->
          assertThat(each.getValue().object("FunctionName").orElseThrow().text("Ref").orElseThrow()).as(each.getKey()).endsWith(ALIAS));
    }
    assertThat(ofType(translated, "AWS::Scheduler::Schedule")).isNotEmpty().allSatisfy(schedule ->
        assertThat(schedule.getValue().object("Target").flatMap(target -> target.object("Arn")).flatMap(arn -> arn.text("Ref")).orElseThrow())
            .as(schedule.getKey()).endsWith(ALIAS));
    JsonObject paths = translated.get("Api").object("Body").flatMap(body -> body.object("paths")).orElseThrow();
    assertThat(paths.fields()).isNotEmpty().allSatisfy((path, methods) ->
        assertThat(methods.toString()).as(path).contains("FunctionAliaslive").doesNotContain("Function.Arn"));
  }

  /** What has a name of its own, also one that SAM made up, has the stack's in it. */
  @ParameterizedTest
  @ValueSource(strings = {DeploymentTest.SANDBOX, DeploymentTest.META, DeploymentTest.EVERYTHING})
  void two_stacks_stand_beside_each_other_in_one_account(String deployment) throws IOException, InterruptedException, JsonException {
    assertThat(translated(deployment, DeploymentTest.on(deployment))).isNotEmpty().allSatisfy((id, resource) -> resource.fields().forEach((property, value) -> {
      boolean isText = value instanceof String || resource.object(property).filter(name -> name.has("Fn::Sub") || name.has("Fn::Join")).isPresent();
      if (property.endsWith("Name") && isText && !NOT_OF_THE_ACCOUNT.contains(resource.text("Type").orElseThrow() + " " + property)) {
        assertThat(String.valueOf(value)).as("%s of %s", property, id).contains("${AWS::StackName}");
      }
    }));
  }

  @ParameterizedTest
  @ValueSource(strings = {DeploymentTest.SANDBOX, DeploymentTest.META, DeploymentTest.EVERYTHING})
  void sam_moves_each_alias_to_its_newest_version_under_the_eyes_of_its_alarm(String deployment) throws IOException, InterruptedException, JsonException {
    Deployed deployed = DeploymentTest.on(deployment);
    Map<String, JsonObject> translated = translated(deployment, deployed);
    for (Deployed.Resource function : deployed.resources("AWS::Serverless::Function")) {
      JsonObject alias = translated.get(function.id() + ALIAS);
      String version = alias.object("FunctionVersion").orElseThrow().texts("Fn::GetAtt").getFirst();
      assertThat(translated.get(version).text("Description").isPresent() || translated.get(version).object("Description").isPresent()).as(version).isTrue();
      assertThat(translated.get(function.id()).object("SnapStart")).isPresent();
      JsonObject group = translated.get(function.id() + "DeploymentGroup");
      String alarm = group.object("AlarmConfiguration").orElseThrow().objects("Alarms").getFirst().object("Name").orElseThrow().text("Ref").orElseThrow();
      assertThat(alarm).isEqualTo(String.valueOf(function.items("DeploymentPreference", "Alarms").getFirst()));
      assertThat(translated.get(alarm).toJson()).as(alarm).contains("{\"Name\":\"ExecutedVersion\",\"Value\":{\"Fn::GetAtt\":[\"" + version + "\",\"Version\"]}}");
      assertThat(translated.get(deployed.resource(alarm).dependsOn().getFirst()).toJson()).contains("${" + version + ".Version}");
    }
  }

  /** For an event of a queue, SAM would add a policy of AWS's by which a function may read every queue of the account. */
  @ParameterizedTest
  @ValueSource(strings = {DeploymentTest.SANDBOX, DeploymentTest.META, DeploymentTest.EVERYTHING})
  void sam_lets_nobody_do_more_than_the_template_says_but_write_logs(String deployment) throws IOException, InterruptedException, JsonException {
    Deployed deployed = DeploymentTest.on(deployment);
    Map<String, JsonObject> translated = translated(deployment, deployed);
    Map<String, JsonObject> roles = ofType(translated, "AWS::IAM::Role").collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    for (Deployed.Resource function : deployed.resources("AWS::Serverless::Function")) {
      assertThat(translated.get(function.id()).object("Role").orElseThrow().texts("Fn::GetAtt")).containsExactly(function.id() + "Role", "Arn");
      JsonObject role = Objects.requireNonNull(roles.remove(function.id() + "Role"));
      assertThat(role.texts("ManagedPolicyArns")).as(function.id()).containsExactly(MANAGED + "AWSLambdaBasicExecutionRole");
      assertThat(role.objects("Policies")).as(function.id()).hasSameSizeAs(function.items("Policies"));
      // What is in the role is there before the function, and so before its version, alias, and mapping; what stands beside it need not be.
      assertThat(ofType(translated, "AWS::IAM::Policy")).isEmpty();
    }
    assertThat(Objects.requireNonNull(roles.remove("CodeDeployServiceRole")).texts("ManagedPolicyArns")).containsExactly(MANAGED + "AWSCodeDeployRoleForLambda");
    assertThat(roles.keySet()).containsExactlyInAnyOrder("SettlementFunctionEveryMinuteRole", "ReconciliationFunctionEveryMinuteRole");
    assertThat(roles).allSatisfy((id, role) -> {
      assertThat(role.has("ManagedPolicyArns")).as(id).isFalse();
      assertThat(role.objects("Policies").getFirst().object("PolicyDocument").orElseThrow().objects("Statement")).as(id).singleElement().extracting(JsonObject::toJson)
          .isEqualTo("{\"Action\":\"lambda:InvokeFunction\",\"Effect\":\"Allow\",\"Resource\":{\"Ref\":\"" + id.replace("EveryMinuteRole", ALIAS) + "\"}}");
    });
  }

  /** The resources whose condition holds, with their properties. */
  private Map<String, JsonObject> translated(String deployment, Deployed deployed) throws IOException, InterruptedException, JsonException {
    String translation = TRANSLATIONS.get(deployment);
    if (translation == null) {
      translation = translate(deployment);
      TRANSLATIONS.put(deployment, translation);
    }
    JsonObject resources = JsonObject.parse(translation).object("Resources").orElseThrow();
    return resources.fields().keySet().stream().map(id -> Map.entry(id, resources.object(id).orElseThrow()))
        .filter(resource -> resource.getValue().text("Condition").map(deployed::holds).orElse(true))
        .collect(Collectors.toMap(Map.Entry::getKey,
            resource -> resource.getValue().object("Properties").orElse(JsonObject.EMPTY).with("Type", resource.getValue().text("Type").orElseThrow())));
  }

  private String translate(String deployment) throws IOException, InterruptedException {
    assumeTrue(run("python3", "-c", "import samtranslator").filter(ran -> ran.status() == 0).isPresent(), "SAM's translator is not installed");
    Path script = Files.writeString(directory.resolve("translate.py"), TRANSLATE);
    Ran ran = run(Stream.concat(Stream.of("python3", script.toString(), Deployed.TEMPLATE.toString()),
        DeploymentTest.DEPLOYMENTS.get(deployment).entrySet().stream().map(parameter -> parameter.getKey() + "=" + parameter.getValue())).toArray(String[]::new)).orElseThrow();
    assertThat(ran.status()).as(ran.output()).isZero();
    return ran.output().substring(ran.output().indexOf('{'));
  }

  private static Stream<Map.Entry<String, JsonObject>> ofType(Map<String, JsonObject> resources, String type) {
    return resources.entrySet().stream().filter(resource -> resource.getValue().text("Type").orElseThrow().equals(type));
  }

  private record Ran(int status, String output) {}

  /** Empty where there is no such program. */
  private Optional<Ran> run(String... command) throws IOException, InterruptedException {
    Path output = directory.resolve("output");
    Process process;
    try {
      process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile()).start();
    } catch (IOException e) {
      return Optional.empty();
    }
    if (!process.waitFor(5, TimeUnit.MINUTES)) {
      process.destroyForcibly();
      throw new AssertionError(command[0] + " did not end");
    }
    return Optional.of(new Ran(process.exitValue(), Files.readString(output, StandardCharsets.UTF_8).strip()));
  }
}
