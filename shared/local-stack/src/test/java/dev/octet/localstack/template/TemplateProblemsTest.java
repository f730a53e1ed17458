package dev.octet.localstack.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Everything that the stack would not honour is named with its line. Each template in {@code problems} says in a comment
 * of the line what is to be said of it: that, and nothing else.
 */
class TemplateProblemsTest {
  private static final Path TEMPLATES = Path.of("target", "test-classes", "problems").toAbsolutePath();
  private static final String MARK = "#! ";
  @TempDir private Path directory;

  static List<String> templates() throws IOException {
    try (Stream<Path> files = Files.list(TEMPLATES)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void every_part_of_a_template_has_its_problems() throws IOException {
    assertThat(templates()).containsExactly("events.yaml", "functions.yaml", "intrinsics.yaml", "mappings.yaml", "parameters.yaml", "queues.yaml", "resources.yaml",
        "sections.yaml", "tables.yaml");
  }

  @ParameterizedTest
  @MethodSource("templates")
  void what_is_not_honoured_is_named_with_its_line(String template) throws IOException {
    List<String> lines = Files.readAllLines(TEMPLATES.resolve(template));
    List<String> expected = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      int mark = lines.get(i).indexOf(MARK);
      if (mark >= 0) {
        for (String problem : lines.get(i).substring(mark + MARK.length()).split(" \\| ")) {
          expected.add(template + ":" + (i + 1) + ": " + problem);
        }
      }
    }
    assertThat(expected).isNotEmpty();

    assertThat(problems(TEMPLATES.resolve(template), Map.of())).containsExactlyInAnyOrderElementsOf(expected);
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      Transform: [ | 2
      Resources:\\n\\tQueue: a | 2
      Resources:\\n  A: b\\n C: d | 3
      """)
  void what_is_no_yaml_is_named_with_its_line(String text, int line) throws IOException {
    Path template = Files.writeString(directory.resolve("template.yaml"), text.replace("\\n", "\n").replace("\\t", "\t") + "\n");

    assertThat(problems(template, Map.of())).singleElement().asString().startsWith("template.yaml:" + line + ": this is not YAML: ");
  }

  @ParameterizedTest
  @CsvSource({"'',", "text,", "'[a, b]',", "'a: 1\n---\nb: 2'"})
  void what_is_no_template_is_told(String text) throws IOException {
    assertThat(problems(Files.writeString(directory.resolve("template.yaml"), text), Map.of())).hasSize(1);
  }

  @Test
  void without_a_transform_there_are_no_functions_of_SAM() throws IOException {
    assertThat(problems(Files.writeString(directory.resolve("template.yaml"), "Resources: {}\n"), Map.of()))
        .containsExactly("template.yaml:1: Transform must be AWS::Serverless-2016-10-31");
  }

  @Test
  void a_value_for_no_parameter_is_a_problem() throws IOException {
    Path template = Files.writeString(directory.resolve("template.yaml"), "Transform: AWS::Serverless-2016-10-31\nParameters:\n  A: {Type: String}\n");

    assertThat(problems(template, Map.of("A", "a", "B", "b"))).containsExactly("template.yaml:2: the template has no parameter B");
  }

  @Test
  void an_override_of_no_function_is_a_problem() throws IOException {
    Path template = Files.writeString(directory.resolve("template.yaml"), "Transform: AWS::Serverless-2016-10-31\nResources: {}\n");

    assertThat(catchThrowableOfType(TemplateException.class, () -> TemplateReader.read(template, Map.of(),
        Map.of("Nobody", FunctionOverride.NONE), new Endpoints("http://queues"))).problems())
        .containsExactly("template.yaml:2: there is no function Nobody to override");
  }

  @Test
  void variables_of_more_than_4_KB_are_refused() throws IOException {
    String template = """
        Transform: AWS::Serverless-2016-10-31
        Resources:
          A:
            Type: AWS::Serverless::Function
            Properties:
              Runtime: java25
              CodeUri: "."
              Handler: A
              Environment:
                Variables: {LARGE: %s}
        """;
    Files.createFile(directory.resolve("A.class"));
    int most = 4096 - "LARGE".length();
    Path file = Files.writeString(directory.resolve("template.yaml"), template.formatted("x".repeat(most)));
    assertThat(TemplateReader.read(file, Map.of(), Map.of(), new Endpoints("http://queues")).functions()).hasSize(1);

    Files.writeString(file, template.formatted("x".repeat(most + 1)));

    assertThat(problems(file, Map.of())).containsExactly("template.yaml:10: Variables of Environment are 4097 bytes together, more than Lambda takes (4096)");
  }

  private static List<String> problems(Path template, Map<String, String> parameters) {
    return catchThrowableOfType(TemplateException.class, () -> TemplateReader.read(template, parameters, Map.of(), new Endpoints("http://queues"))).problems();
  }
}
