package dev.octet.localstack.code;

import java.io.File;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Code that a build may write over while it runs: everything but what lies in a Maven repository or was unpacked for a run. */
public final class BuiltCode {
  private static final String CLASS = ".class";

  private BuiltCode() {}

  /** False for {@code …/<artifact>/<version>/<artifact>-<version>.jar} and for what is in a run's directory: such files are written once. */
  static boolean mayChange(Path place) {
    for (Path name : place.toAbsolutePath()) {
      if (name.toString().startsWith(RunDirectory.PREFIX)) {
        return false;
      }
    }
    Path version = place.toAbsolutePath().getParent();
    Path artifact = version == null ? null : version.getParent();
    return version == null || artifact == null || artifact.getFileName() == null
        || !String.valueOf(place.getFileName()).startsWith(artifact.getFileName() + "-" + version.getFileName());
  }

  /**
   * Loads every class that this JVM would otherwise take from such code when it first needs it, until its very end.
   *
   * @return how many classes that were
   */
  public static int loadAll() throws IOException {
    int loaded = 0;
    for (String text : System.getProperty("java.class.path").split(File.pathSeparator)) {
      Path place = Path.of(text);
      if (Files.isDirectory(place)) {
        loaded += load(place);
      } else if (mayChange(place) && Files.isRegularFile(place)) {
        try (FileSystem jar = FileSystems.newFileSystem(place)) {
          loaded += load(jar.getPath("/"));
        }
      }
    }
    return loaded;
  }

  private static int load(Path root) throws IOException {
    List<String> names;
    try (Stream<Path> files = Files.walk(root)) {
      names = files.map(file -> root.relativize(file).toString()).filter(name -> name.endsWith(CLASS) && !name.contains("-info"))
          .map(name -> name.substring(0, name.length() - CLASS.length()).replace(root.getFileSystem().getSeparator(), ".")).toList();
    }
    int loaded = 0;
    for (String name : names) {
      try {
        Class.forName(name, false, BuiltCode.class.getClassLoader());
        loaded++;
      } catch (ClassNotFoundException | LinkageError e) {
        // It extends what is not on this class path: nobody here uses it.
      }
    }
    return loaded;
  }
}
