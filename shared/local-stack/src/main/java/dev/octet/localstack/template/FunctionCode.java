package dev.octet.localstack.template;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipFile;

/** Looks for a handler's class where the function's JVM will, so that a missing one is named before anything starts. */
final class FunctionCode {
  private FunctionCode() {}

  /** @param handler a class's name, with or without {@code ::} and a method */
  static boolean holds(List<Path> classPath, String handler) {
    int method = handler.indexOf("::");
    String entry = (method < 0 ? handler : handler.substring(0, method)).replace('.', '/') + ".class";
    return classPath.stream().anyMatch(place -> holds(place, entry));
  }

  private static boolean holds(Path place, String entry) {
    if (Files.isDirectory(place)) {
      return Files.isRegularFile(place.resolve(entry));
    }
    try (ZipFile jar = new ZipFile(place.toFile())) {
      return jar.getEntry(entry) != null;
    } catch (IOException e) {
      return false;
    }
  }
}
