package dev.octet.localstack.code;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * A directory of one run's own, with copies of the code that runs: a build writes over jars that a JVM has open, and
 * the JVM breaks. It is gone when the run ends; that of a run that was killed goes when the next one begins.
 */
public final class RunDirectory implements AutoCloseable {
  static final String PREFIX = "octet-run-";
  private static final String OWN_PREFIX = PREFIX + ProcessHandle.current().pid() + "-";
  private static final String LOCK = "lock";
  /** A younger directory may be about to be locked. */
  private static final Duration YOUNG = Duration.ofMinutes(1);
  private static final int MOST_ATTEMPTS = 40;
  private static final Duration BETWEEN = Duration.ofMillis(50);

  private final Path directory;
  private final FileChannel lock;
  private final Map<Path, Path> copies = new HashMap<>();

  private RunDirectory(Path directory, FileChannel lock) {
    this.directory = directory;
    this.lock = lock;
  }

  /** In the system's directory for temporary files: {@code mvn clean} does not reach it. */
  public static RunDirectory create() throws IOException {
    return create(Path.of(System.getProperty("java.io.tmpdir")));
  }

  static RunDirectory create(Path parent) throws IOException {
    removeAbandoned(parent);
    Path directory = Files.createTempDirectory(parent, OWN_PREFIX);
    FileChannel lock = FileChannel.open(directory.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    var _ = lock.lock(); // held until the channel is closed, or this process is gone
    return new RunDirectory(directory, lock);
  }

  public Path path() {
    return directory;
  }

  /** An empty directory. */
  public Path directory(String name) throws IOException {
    return Files.createDirectory(directory.resolve(name));
  }

  /** Where this jar or directory of classes may be used from: a copy, the same one for the same place, if it may change. */
  public synchronized Path copy(Path place) throws IOException {
    Path source = place.toAbsolutePath().normalize();
    if (!BuiltCode.mayChange(source)) {
      return source;
    }
    Path copy = copies.get(source);
    if (copy == null) {
      copy = directory.resolve(copies.size() + "-" + source.getFileName());
      copyAll(source, copy);
      copies.put(source, copy);
    }
    return copy;
  }

  private static void copyAll(Path source, Path target) throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.walk(source)) {
      files = all.toList();
    }
    for (Path file : files) {
      Files.copy(file, target.resolve(source.relativize(file).toString()), StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /** Takes away what another process of the same run may be taking away too, or still be writing to at its end. */
  public static void remove(Path directory) throws IOException {
    for (int attempt = 1; ; attempt++) {
      try {
        delete(directory);
        return;
      } catch (IOException | UncheckedIOException e) {
        if (!Files.exists(directory)) {
          return;
        }
        if (attempt == MOST_ATTEMPTS) {
          throw new IOException(directory + " could not be removed: " + e.getMessage(), e);
        }
        LockSupport.parkNanos(BETWEEN.toNanos());
      }
    }
  }

  private static void removeAbandoned(Path parent) throws IOException {
    try (DirectoryStream<Path> runs = Files.newDirectoryStream(parent, PREFIX + "*")) {
      for (Path run : runs) {
        if (isAbandoned(run)) {
          delete(run);
        }
      }
    } catch (UncheckedIOException | NoSuchFileException e) {
      // Another stack that begins is removing it.
    }
  }

  private static boolean isAbandoned(Path run) {
    // Not even looked at when it is this JVM's: closing a file gives up every lock that the JVM has on it.
    if (String.valueOf(run.getFileName()).startsWith(OWN_PREFIX)) {
      return false;
    }
    Path file = run.resolve(LOCK);
    try {
      if (Files.getLastModifiedTime(file).toInstant().isAfter(Instant.now().minus(YOUNG))) {
        return false;
      }
      try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE); FileLock lock = channel.tryLock()) {
        return lock != null;
      }
    } catch (IOException e) {
      return false; // another user's, or no directory of a run
    }
  }

  private static void delete(Path directory) throws IOException {
    List<Path> all;
    try (Stream<Path> files = Files.walk(directory)) {
      all = files.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path file : all) {
      Files.deleteIfExists(file);
    }
  }

  @Override
  public void close() throws IOException {
    lock.close();
    remove(directory);
  }
}
