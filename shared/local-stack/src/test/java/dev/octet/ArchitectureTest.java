package dev.octet;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which way imports go: functions to shared; graph and aws to domain; domain to nothing. */
class ArchitectureTest {
  private static final Path ROOT = Path.of(System.getProperty("octet.root", "../.."));
  private static final List<String> FUNCTIONS = List.of("webhookintake", "grouplifecycle", "messagesending", "notificationdelivery", "sandbox");
  private static final JavaClasses CLASSES = new ClassFileImporter().importPaths(modules());

  private static List<Path> modules() {
    try (Stream<Path> functions = Files.list(ROOT.resolve("functions")); Stream<Path> shared = Files.list(ROOT.resolve("shared"))) {
      return Stream.concat(functions, shared).map(module -> module.resolve("target").resolve("classes")).filter(Files::isDirectory).toList();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Test
  void every_module_is_looked_at() {
    assertThat(modules()).hasSize(11);
    assertThat(CLASSES.size()).isGreaterThan(200);
  }

  @Test
  void the_domain_knows_plain_java_and_json_only() {
    noClasses().that().resideInAPackage("dev.octet.domain..").should().dependOnClassesThat().resideOutsideOfPackages(
        "dev.octet.domain..", "java..", "com.fasterxml.jackson.core..", "org.jspecify..", "com.google.errorprone..").check(CLASSES);
    noClasses().that().resideInAPackage("dev.octet.domain..").should().dependOnClassesThat().resideInAnyPackage(
        "java.net.http..", "java.nio.file..", "java.util.concurrent..").check(CLASSES);
  }

  @ParameterizedTest
  @ValueSource(strings = {"graph", "aws"})
  void graph_and_aws_know_the_domain_only(String module) {
    String[] others = Stream.concat(FUNCTIONS.stream(), Stream.of("graph", "aws", "operations", "localstack"))
        .filter(other -> !other.equals(module)).map(ArchitectureTest::packages).toArray(String[]::new);
    noClasses().that().resideInAPackage(packages(module)).should().dependOnClassesThat().resideInAnyPackage(others).check(CLASSES);
  }

  @Test
  void operations_know_no_function() {
    String[] others = Stream.concat(FUNCTIONS.stream(), Stream.of("localstack")).map(ArchitectureTest::packages).toArray(String[]::new);
    noClasses().that().resideInAPackage(packages("operations")).should().dependOnClassesThat().resideInAnyPackage(others).check(CLASSES);
  }

  @Test
  void the_story_knows_octet_from_outside() {
    noClasses().that().resideInAPackage("dev.octet.story..").should().dependOnClassesThat().resideOutsideOfPackages(
        "dev.octet.story..", "dev.octet.domain.json..", "java..", "org.jspecify..", "com.google.errorprone..").check(CLASSES);
  }

  @ParameterizedTest
  @ValueSource(strings = {"webhookintake", "grouplifecycle", "messagesending", "notificationdelivery", "sandbox"})
  void no_function_imports_another(String function) {
    String[] others = Stream.concat(FUNCTIONS.stream(), Stream.of("localstack"))
        .filter(other -> !other.equals(function)).map(ArchitectureTest::packages).toArray(String[]::new);
    noClasses().that().resideInAPackage(packages(function)).should().dependOnClassesThat().resideInAnyPackage(others).check(CLASSES);
  }

  @Test
  void the_local_stack_knows_no_function() {
    noClasses().that().resideInAPackage("dev.octet.localstack..").should().dependOnClassesThat()
        .resideInAnyPackage(FUNCTIONS.stream().map(ArchitectureTest::packages).toArray(String[]::new)).check(CLASSES);
  }

  @Test
  void no_package_leads_back_to_itself() {
    slices().matching("dev.octet.(**)").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void time_comes_from_a_clock_and_the_environment_from_one_place() {
    String[] deployed = {"dev.octet.domain..", "dev.octet.graph..", "dev.octet.aws..", "dev.octet.operations..", "dev.octet.webhookintake..",
        "dev.octet.grouplifecycle..", "dev.octet.messagesending..", "dev.octet.sandbox.."};
    noClasses().that().resideInAnyPackage(deployed).should().callMethod(Instant.class, "now")
        .orShould().callMethod(System.class, "currentTimeMillis").check(CLASSES);
    noClasses().that().resideInAnyPackage(deployed).and().doNotHaveSimpleName("Environment").should().callMethod(System.class, "getenv")
        .orShould().callMethod(System.class, "getenv", String.class).check(CLASSES);
    noClasses().that().resideInAPackage("dev.octet.domain..").should().callMethod(Clock.class, "systemUTC").check(CLASSES);
  }

  private static String packages(String module) {
    return "dev.octet." + module + "..";
  }

  /** What is seeded when a process starts would be the same in all that are started from one snapshot. (The sandbox's faults are, on request.) */
  @Test
  void what_is_random_comes_from_the_operating_system() {
    noClasses().that().resideOutsideOfPackages("dev.octet.sandbox.platform..", "dev.octet.localstack..", "dev.octet.story..")
        .should().callConstructor(java.util.Random.class)
        .orShould().dependOnClassesThat().belongToAnyOf(java.util.SplittableRandom.class, java.util.concurrent.ThreadLocalRandom.class)
        .orShould().callMethod(Math.class, "random").check(CLASSES);
  }
}
