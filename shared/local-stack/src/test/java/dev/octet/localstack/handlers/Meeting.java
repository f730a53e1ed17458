package dev.octet.localstack.handlers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import java.util.stream.Stream;

/** Two processes that run at once find each other here; one alone waits until its function's timeout. */
final class Meeting {
  private Meeting() {}

  static int of(Path place) throws IOException {
    Files.createFile(place.resolve(UUID.randomUUID().toString()));
    while (true) {
      try (Stream<Path> there = Files.list(place)) {
        int count = (int) there.count();
        if (count > 1) {
          return count;
        }
      }
      Thread.onSpinWait();
    }
  }
}
