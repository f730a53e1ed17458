package dev.octet.localstack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;

/** Code as a build makes it, and as another build breaks it. */
public final class Jars {
  /** Where the tests' own classes are. */
  static final Path CLASSES = TestStack.TEMPLATE.getParent();

  private Jars() {}

  /** A jar of the test classes of one package. */
  public static void pack(Path jar, String packageName) {
    try (Stream<Path> files = Files.list(CLASSES.resolve(packageName.replace('.', '/')))) {
      pack(jar, CLASSES, files.toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A jar of this jar, or of this directory of classes. */
  static void copy(Path jar, Path place) {
    try {
      if (Files.isRegularFile(place)) {
        Files.copy(place, jar, StandardCopyOption.REPLACE_EXISTING);
        return;
      }
      try (Stream<Path> files = Files.walk(place)) {
        pack(jar, place, files.filter(Files::isRegularFile).toList());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Writes over a jar, in place. */
  public static void spoil(Path jar) {
    try {
      Files.write(jar, new byte[100]);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void pack(Path jar, Path root, List<Path> files) throws IOException {
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
      for (Path file : files) {
        out.putNextEntry(new ZipEntry(root.relativize(file).toString().replace('\\', '/')));
        Files.copy(file, out);
      }
    }
  }
}
