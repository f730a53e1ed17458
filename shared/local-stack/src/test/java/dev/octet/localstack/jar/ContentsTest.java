package dev.octet.localstack.jar;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContentsTest {
  @TempDir private Path directory;

  @Test
  void the_class_path_is_the_stack_s_own_code_and_then_in_the_order_of_the_manifest() throws IOException {
    Path jar = jar("lib/b.jar lib/a.jar lib/not-held.dll", "lib/", "lib/a.jar", "lib/own.jar", "lib/b.jar", "template.yaml");
    Path target = Files.createDirectory(directory.resolve("target"));

    assertThat(Contents.unpack(jar, target)).isEqualTo(List.of(target.resolve("lib/own.jar"), target.resolve("lib/b.jar"), target.resolve("lib/a.jar")));
    assertThat(target.resolve("lib/a.jar")).hasContent("lib/a.jar");
  }

  @Test
  void what_is_run_is_unpacked_and_what_launches_it_is_not() throws IOException {
    Path jar = jar("lib/a.jar", "dev/octet/localstack/jar/Launcher.class", "functions/sandbox/target/sandbox.jar", "template.yaml");
    Path target = Files.createDirectory(directory.resolve("target"));

    assertThat(Contents.unpack(jar, target)).isEmpty();

    assertThat(target.resolve("functions/sandbox/target/sandbox.jar")).isRegularFile();
    assertThat(target.resolve("template.yaml")).isRegularFile();
    assertThat(target).isDirectoryNotContaining(path -> path.endsWith("dev") || path.endsWith("META-INF"));
  }

  /** Each entry holds its own name. */
  private Path jar(String classPath, String... entries) throws IOException {
    var manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().put(Attributes.Name.CLASS_PATH, classPath);
    Path jar = directory.resolve("octet-local.jar");
    try (var out = new JarOutputStream(Files.newOutputStream(jar), manifest)) {
      for (String entry : entries) {
        out.putNextEntry(new ZipEntry(entry));
        out.write(entry.endsWith("/") ? new byte[0] : entry.getBytes(StandardCharsets.UTF_8));
      }
    }
    return jar;
  }
}
