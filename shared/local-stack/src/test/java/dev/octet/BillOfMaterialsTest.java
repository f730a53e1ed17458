package dev.octet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.octet.domain.json.JsonException;
import dev.octet.domain.json.JsonObject;
import dev.octet.localstack.template.Deployed;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Beside each function's jar stands what is in it, and nothing else is in it. */
class BillOfMaterialsTest {
  private static final Path ROOT = Deployed.TEMPLATE.toAbsolutePath().normalize().getParent();

  static Stream<Path> jars() {
    return DeploymentTest.on(DeploymentTest.EVERYTHING).resources("AWS::Serverless::Function").stream().map(function -> ROOT.resolve(function.text("CodeUri"))).distinct();
  }

  @ParameterizedTest
  @MethodSource("jars")
  void a_function_s_jar_is_made_of_what_its_bill_of_materials_names(Path jar) throws IOException, JsonException {
    JsonObject bill = bill(jar);
    Set<String> inTheJar = entries(jar);
    Set<String> explained = new HashSet<>(entriesBelow(jar.resolveSibling("classes")));
    for (JsonObject component : bill.objects("components")) {
      Set<String> of = entries(place(component));
      of.retainAll(inTheJar);
      assertThat(of).as("%s gives something to the jar", component.text("purl")).isNotEmpty();
      explained.addAll(of);
    }
    Set<String> unexplained = new TreeSet<>(inTheJar);
    unexplained.removeAll(explained);
    assertThat(unexplained).as("of no component that is named").isEmpty();
  }

  @ParameterizedTest
  @MethodSource("jars")
  void a_component_is_named_so_that_it_can_be_found_and_is_the_one_that_was_taken(Path jar) throws IOException, JsonException {
    assertThat(bill(jar).objects("components")).isNotEmpty().allSatisfy(component -> {
      assertThat(component.text("purl").orElse("")).startsWith("pkg:maven/" + component.text("group").orElseThrow() + "/" + component.text("name").orElseThrow()
          + "@" + component.text("version").orElseThrow());
      assertThat(component.objects("hashes").stream().filter(hash -> hash.text("alg").orElse("").equals("SHA-256")).map(hash -> hash.text("content").orElse("")))
          .as(component.text("purl").orElse("")).containsExactly(sha256(place(component)));
    });
  }

  /** As the jar: the same source gives the same bytes. */
  @ParameterizedTest
  @MethodSource("jars")
  void nothing_in_it_is_of_the_time_when_it_was_made(Path jar) throws IOException, JsonException {
    assertThat(bill(jar).object("metadata").orElseThrow().text("timestamp")).isEmpty();
    assertThat(bill(jar).text("serialNumber").orElseThrow()).as("made of the contents: a UUID of version 3").matches("urn:uuid:.{14}3.*");
  }

  private static JsonObject bill(Path jar) throws IOException, JsonException {
    Path bill = jar.resolveSibling(jar.getFileName().toString().replace(".jar", "-sbom.json"));
    assumeFalse(System.getProperty("octet.offline", "").endsWith("true"), "Maven is offline, and cyclonedx-maven-plugin makes nothing then");
    assertThat(bill).as("made by mvn package: the module's pom names cyclonedx-maven-plugin").exists();
    return JsonObject.parse(Files.readAllBytes(bill));
  }

  private static Path place(JsonObject component) {
    String group = component.text("group").orElseThrow();
    String name = component.text("name").orElseThrow();
    String version = component.text("version").orElseThrow();
    String file = name + "-" + version + ".jar";
    return group.equals("dev.octet") ? ROOT.resolve("shared").resolve(name).resolve("target").resolve(file)
        : repository().resolve(group.replace('.', '/')).resolve(name).resolve(version).resolve(file);
  }

  /** Where Maven keeps what it fetched: six directories above one of them. */
  private static Path repository() {
    try {
      Path place = Path.of(SqsClient.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      for (int i = 0; i < 6; i++) {
        place = place.getParent();
      }
      return place;
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Set<String> entries(Path jar) throws IOException {
    try (JarFile file = new JarFile(jar.toFile())) {
      return file.stream().filter(entry -> !entry.isDirectory()).map(ZipEntry::getName).filter(name -> !name.equals("META-INF/MANIFEST.MF"))
          .collect(Collectors.toCollection(HashSet::new));
    }
  }

  private static List<String> entriesBelow(Path classes) throws IOException {
    try (Stream<Path> files = Files.walk(classes)) {
      return files.filter(Files::isRegularFile).map(file -> classes.relativize(file).toString().replace('\\', '/')).toList();
    }
  }

  private static String sha256(Path file) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
    } catch (IOException | NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
