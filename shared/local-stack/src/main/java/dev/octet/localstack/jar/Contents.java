package dev.octet.localstack.jar;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/**
 * What the jar holds beside this package: the template, the functions' jars where the template looks for them, and in
 * {@code lib} the jars of the stack itself. They stay whole: the engines' classes must never get onto a function's class path.
 */
final class Contents {
  private static final String LIBRARIES = "lib/";
  private static final List<String> UNPACKED = List.of(LIBRARIES, "functions/", "template.yaml");

  private Contents() {}

  /**
   * Unpacks them.
   *
   * @return the stack's class path
   */
  static List<Path> unpack(Path from, Path directory) throws IOException {
    try (JarFile jar = new JarFile(from.toFile())) {
      List<JarEntry> entries = jar.stream()
          .filter(entry -> !entry.isDirectory() && UNPACKED.stream().anyMatch(entry.getName()::startsWith)).toList();
      for (JarEntry entry : entries) {
        Path target = directory.resolve(entry.getName());
        Files.createDirectories(Optional.ofNullable(target.getParent()).orElse(directory));
        try (InputStream in = jar.getInputStream(entry)) {
          Files.copy(in, target);
        }
      }
      return classPath(jar, entries).stream().map(directory::resolve).toList();
    }
  }

  /** In the order of the manifest; the stack's own code, which is no dependency and so not named there, comes first. */
  private static List<String> classPath(JarFile jar, List<JarEntry> entries) throws IOException {
    List<String> named = List.of(jar.getManifest().getMainAttributes().getValue(Attributes.Name.CLASS_PATH).split(" "));
    List<String> held = entries.stream().map(JarEntry::getName).filter(name -> name.startsWith(LIBRARIES)).toList();
    List<String> classPath = new ArrayList<>(held);
    classPath.removeAll(named);
    named.stream().filter(held::contains).forEach(classPath::add);
    return classPath;
  }
}
